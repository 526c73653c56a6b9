namespace Neuropil.Report;

/// <summary>A column of the page's data: texts or numbers (NaN: missing), a row a synapse.</summary>
internal sealed record PageColumn
{
    private PageColumn(string name, ColumnRole role, string unit, IReadOnlyList<string>? texts, IReadOnlyList<double>? numbers)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Role = role;
        Unit = unit;
        TextValues = texts;
        NumberValues = numbers;
    }

    /// <summary>The name in the tables.</summary>
    public string Name { get; }

    /// <summary>What the column is to the page.</summary>
    public ColumnRole Role { get; }

    /// <summary>The unit of numbers; empty where they have none.</summary>
    public string Unit { get; }

    /// <summary>The texts; null for a column of numbers.</summary>
    public IReadOnlyList<string>? TextValues { get; }

    /// <summary>The numbers; null for a column of texts.</summary>
    public IReadOnlyList<double>? NumberValues { get; }

    /// <summary>Number of rows.</summary>
    public int Length => TextValues?.Count ?? NumberValues!.Count;

    /// <summary>A column of texts.</summary>
    public static PageColumn Texts(string name, ColumnRole role, IReadOnlyList<string> values) => new(name, role, "", values, null);

    /// <summary>A column of numbers.</summary>
    public static PageColumn Numbers(string name, ColumnRole role, IReadOnlyList<double> values, string unit = "") => new(name, role, unit, null, values);

    /// <summary>The column with another's rows below its own; rows that only one of them has are missing in the other.</summary>
    /// <param name="upper">The upper part; null: missing throughout.</param>
    /// <param name="upperCount">Rows of the upper part.</param>
    /// <param name="lower">The lower part; null: missing throughout.</param>
    /// <param name="lowerCount">Rows of the lower part.</param>
    /// <exception cref="ArgumentException">One is of texts, the other of numbers, or lengths do not fit.</exception>
    public static PageColumn Stacked(PageColumn? upper, int upperCount, PageColumn? lower, int lowerCount)
    {
        PageColumn known = upper ?? lower ?? throw new ArgumentException("There is no column to stack; expected an upper or a lower part.", nameof(upper));
        if ((upper?.Length ?? upperCount) != upperCount || (lower?.Length ?? lowerCount) != lowerCount)
        {
            throw new ArgumentException($"Column '{known.Name}' has {upper?.Length} and {lower?.Length} rows; expected {upperCount} and {lowerCount}.", nameof(upper));
        }

        if (upper is not null && lower is not null && (upper.TextValues is null) != (lower.TextValues is null))
        {
            throw new ArgumentException($"Column '{known.Name}' holds texts in one part and numbers in the other; expected one kind.", nameof(lower));
        }

        return known.TextValues is not null
            ? Texts(known.Name, known.Role, [.. upper?.TextValues ?? Enumerable.Repeat("", upperCount), .. lower?.TextValues ?? Enumerable.Repeat("", lowerCount)])
            : Numbers(known.Name, known.Role, [.. upper?.NumberValues ?? Enumerable.Repeat(double.NaN, upperCount), .. lower?.NumberValues ?? Enumerable.Repeat(double.NaN, lowerCount)], known.Unit);
    }
}
