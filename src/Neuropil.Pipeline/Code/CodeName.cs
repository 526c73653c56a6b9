using System.Text;

namespace Neuropil.Pipeline;

/// <summary>Names in code.</summary>
internal static class CodeName
{
    /// <summary>A name without the numbers that the compiler gives out in the order of the source: another method above changes nothing.</summary>
    public static string Plain(string name)
    {
        int generated = name.IndexOf('<', StringComparison.Ordinal);
        if (generated < 0)
        {
            return name;
        }

        StringBuilder text = new(name, 0, generated, name.Length);
        foreach (char letter in name.AsSpan(generated))
        {
            if (!char.IsAsciiDigit(letter))
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }
}
