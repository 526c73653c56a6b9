namespace Neuropil.Pipeline;

/// <summary>
/// What units tell, without the places of the user's files: a result that is reused names the file that is read now, not the one that
/// had the same content when the result was made.
/// </summary>
internal static class MessageText
{
    private const char Mark = '\u0001';

    /// <summary>What stands for a place.</summary>
    public static string MarkOf(string name) => $"{Mark}{name}{Mark}";

    public static UnitMessage Recorded(UnitMessage message, Unit unit)
    {
        string text = message.Text;
        foreach (NamedFile input in unit.FileInputs.OrderByDescending(input => input.File.Path.Length))
        {
            text = text.Replace(input.File.Path, MarkOf(input.Name), StringComparison.Ordinal);
        }

        return message with { Text = text };
    }

    public static UnitMessage Shown(UnitMessage message, Unit unit) => message with { Text = Shown(message.Text, unit) };

    /// <summary>An error as it is shown; the same object where it names no place by a mark.</summary>
    public static Exception Shown(Exception error, Unit unit)
        => error.Message.Contains(Mark, StringComparison.Ordinal) ? new InvalidDataException(Shown(error.Message, unit), error) : error;

    private static string Shown(string text, Unit unit)
    {
        if (!text.Contains(Mark, StringComparison.Ordinal))
        {
            return text;
        }

        foreach (NamedFile input in unit.FileInputs)
        {
            text = text.Replace(MarkOf(input.Name), input.File.Path, StringComparison.Ordinal);
        }

        foreach (NamedLabel label in unit.Labels)
        {
            text = text.Replace(MarkOf(label.Name), label.Label.Path, StringComparison.Ordinal);
        }

        return text;
    }
}
