using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>The classes of a training table: integers, or any texts.</summary>
internal sealed class ClassLabels
{
    private readonly Dictionary<string, int> codeOf;

    private ClassLabels(Dictionary<string, int> codeOf, int[] labels, IReadOnlyList<string>? names)
    {
        this.codeOf = codeOf;
        Labels = labels;
        Names = names;
    }

    /// <summary>A label for each row used.</summary>
    public int[] Labels { get; }

    /// <summary>The classes' names in the order of their codes; null where the labels are integers themselves.</summary>
    public IReadOnlyList<string>? Names { get; }

    /// <summary>The number of classes.</summary>
    public int Count => codeOf.Count;

    /// <summary>Reads the column that --label names, of the rows used.</summary>
    public static ClassLabels Read(Arguments arguments, InputTable table, string path)
    {
        string column = arguments.Required("label");
        string[] texts = [.. table.Texts(column).Select(text => text.Trim())];
        int blank = Array.IndexOf(texts, "");
        if (blank >= 0)
        {
            throw new TableException(new TableProblem(path, $"{ForeignText.Shown(column)} is blank", "a class in every row", "Fill it in, or leave the row out.")
            { Row = table.RowOf(blank) + 2, Column = column });
        }

        string[] distinct = [.. texts.Distinct(StringComparer.Ordinal)];
        if (distinct.Length < 2)
        {
            throw new TableException(new TableProblem(
                path, $"column '{ForeignText.Shown(column)}' holds one class, '{ForeignText.Shown(distinct[0])}', in all {texts.Length} rows", "at least two classes", "Choose another --label."));
        }

        if (distinct.All(text => Integer(text) is not null))
        {
            int[] numbers = [.. texts.Select(text => Integer(text)!.Value)];
            return new ClassLabels(distinct.GroupBy(text => Integer(text)!.Value).ToDictionary(same => same.First(), same => same.Key), numbers, null);
        }

        TextLabels coded = TextLabels.Of(texts);
        return new ClassLabels(
            coded.Names.Select((name, code) => (name, code)).ToDictionary(item => item.name, item => item.code), coded.Codes.ToArray(), coded.Names);
    }

    /// <summary>The labels of other rows, as the training rows' are coded.</summary>
    public int[] Encode(Arguments arguments, InputTable table, string path)
    {
        string column = arguments.Required("label");
        string[] texts = table.Texts(column);
        int[] encoded = new int[texts.Length];
        for (int row = 0; row < texts.Length; row++)
        {
            string text = texts[row].Trim();
            encoded[row] = codeOf.TryGetValue(text, out int code) ? code
                : Names is null && Integer(text) is int number && codeOf.ContainsValue(number) ? number
                : throw new TableException(new TableProblem(
                    path, $"{ForeignText.Shown(column)} is '{ForeignText.Shown(text)}'", $"a class of the training table: {ForeignText.Shown(string.Join(", ", codeOf.Keys))}", "Correct the cell or leave the row out.")
                { Row = table.RowOf(row) + 2, Column = column });
        }

        return encoded;
    }

    /// <summary>1, -1, and 1.0 as spreadsheet programs write it.</summary>
    private static int? Integer(string text)
        => double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double number)
            && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : null;
}
