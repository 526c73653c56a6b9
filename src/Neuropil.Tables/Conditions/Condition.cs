using System.Text;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>
/// A condition over the columns of a table: <c>SynType=as</c>, <c>type=pre &amp; roi=LH(R)</c>, <c>size&gt;=200 &amp; cell in (e, i)</c>,
/// <c>!(a=b | c!=d)</c>, <c>*</c> for every row. <c>&amp;</c> binds closer than <c>|</c>. Values with <c>&amp; | , ( ) "</c> in them stand in quotes.
/// </summary>
/// <remarks>
/// <c>=</c>, <c>!=</c> and <c>in</c> compare numbers where cell and value are both numbers (<c>1</c> is <c>1.0</c>), texts letter by letter
/// elsewhere; <c>&lt; &lt;= &gt; &gt;=</c> compare numbers alone. A missing cell meets no comparison but <c>!=</c>, <c>not in</c> and <c>=""</c>.
/// </remarks>
public sealed class Condition
{
    private readonly ConditionNode root;

    private Condition(string text, ConditionNode root) => (Text, this.root) = (text, root);

    /// <summary>The condition that every row meets.</summary>
    public static Condition Always { get; } = new("*", new ConditionNode.Everything());

    /// <summary>The condition as it was written.</summary>
    public string Text { get; }

    /// <summary>The columns it speaks of, in the order they come.</summary>
    public IReadOnlyList<string> Columns => [.. root.Comparisons().Select(comparison => comparison.Column).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads a condition.</summary>
    /// <exception cref="ConditionException">It cannot be read: the message shows the place, what came and what was expected.</exception>
    public static Condition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Condition(text, new ConditionParser(text).Parse());
    }

    /// <summary>Fails where the condition speaks of a column that is not there.</summary>
    /// <param name="columns">The columns that are.</param>
    /// <exception cref="ConditionException">A column is missing: the message shows the place and the nearest column.</exception>
    public void RequireColumns(IReadOnlyCollection<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        foreach (ConditionNode.Comparison comparison in root.Comparisons())
        {
            if (!columns.Contains(comparison.Column))
            {
                throw new ConditionException(
                    Text,
                    comparison.ColumnPlace,
                    $"there is no column '{ForeignText.Shown(comparison.Column)}'{NearestName.Suggestion(comparison.Column, columns)}",
                    "one of " + NameList.Of(columns));
            }
        }
    }

    /// <summary>Which rows of a table meet the condition.</summary>
    /// <exception cref="ConditionException">The table lacks a column.</exception>
    public bool[] Evaluate(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (root.Comparisons().Any(comparison => !table.Has(comparison.Column)))
        {
            RequireColumns([.. table.Columns.Select(column => column.Name)]);
        }

        bool[] met = new bool[table.RowCount];
        root.Evaluate(table, met);
        return met;
    }

    /// <summary>
    /// Warnings about values that no cell of the column has, with the nearest that one has, and about numbers compared with a column that holds none.
    /// </summary>
    /// <param name="values">The different texts of a column; null where there are too many to tell.</param>
    public IReadOnlyList<string> Warnings(Func<string, IReadOnlyCollection<string>?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<string> warnings = [];
        foreach (ConditionNode.Comparison comparison in root.Comparisons())
        {
            if (values(comparison.Column) is not { Count: > 0 } known)
            {
                continue;
            }

            if (comparison.IsOrder)
            {
                if (!known.Any(text => TableNumber.TryParse(Encoding.UTF8.GetBytes(text), out double number) && !double.IsNaN(number)))
                {
                    warnings.Add($"'{ForeignText.Shown(Text)}' compares numbers, but {ForeignText.Shown(comparison.Column)} holds none: it holds {NameList.Of(known)}.");
                }

                continue;
            }

            foreach (ConditionValue value in comparison.Values)
            {
                if (value.Text.Length > 0 && !known.Any(value.Equals))
                {
                    warnings.Add(
                        $"'{ForeignText.Shown(Text)}': no row has {ForeignText.Shown(comparison.Column)} '{ForeignText.Shown(value.Text)}'{NearestName.Suggestion(value.Text, known)}; it holds {NameList.Of(known)}.");
                }
            }
        }

        return warnings;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
