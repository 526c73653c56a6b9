namespace Neuropil.Pipeline;

/// <summary>
/// What units tell, without the places of the user's files: a result that is reused names the file that is read now, not the one that
/// had the same content when the result was made.
/// </summary>
internal static class MessageText
{
    private const char Mark = '\u0001';

    public static UnitMessage Recorded(UnitMessage message, Unit unit)
    {
        string text = message.Text.Replace($"{Mark}", "", StringComparison.Ordinal);
        foreach (NamedFile input in unit.FileInputs.OrderByDescending(input => input.File.Path.Length))
        {
            text = text.Replace(input.File.Path, Placeholder(input), StringComparison.Ordinal);
        }

        return message with { Text = text };
    }

    public static UnitMessage Shown(UnitMessage message, Unit unit)
    {
        string text = message.Text;
        foreach (NamedFile input in text.Contains(Mark, StringComparison.Ordinal) ? unit.FileInputs : [])
        {
            text = text.Replace(Placeholder(input), input.File.Path, StringComparison.Ordinal);
        }

        return message with { Text = text };
    }

    private static string Placeholder(NamedFile input) => $"{Mark}{input.Name}{Mark}";
}
