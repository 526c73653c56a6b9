using System.Text;

namespace Neuropil.Cli;

/// <summary>Lists of columns' names as they are typed.</summary>
internal static class NameList
{
    /// <summary>A,B,"C, with a comma": the names in order; null where one is empty, comes twice, or a quote is not closed.</summary>
    public static string[]? Parse(string text)
    {
        List<string> names = [];
        StringBuilder name = new();
        bool isQuoted = false;
        foreach (char letter in text)
        {
            if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted)
            {
                names.Add(name.ToString().Trim());
                name.Clear();
            }
            else
            {
                name.Append(letter);
            }
        }

        names.Add(name.ToString().Trim());
        return isQuoted || names.Contains("") || names.Distinct(StringComparer.Ordinal).Count() < names.Count ? null : [.. names];
    }
}
