using System.Globalization;
using CsCheck;

namespace Neuropil.Tables.Tests;

public sealed class ConditionTests
{
    private static readonly Table Cells = new(
        TableColumn.Texts("SynType", ["as", "ss", "as", ""]),
        TableColumn.Texts("roi", ["LH(R)", "CA(R)", "LH(R), left", "NA"]),
        TableColumn.Numbers("size", [100, 200, 300, double.NaN]),
        TableColumn.Texts("cell type", ["e", "i", "b & c", "x"]),
        TableColumn.Texts("id", ["864691135000008455", "864691135000008456", "1.0", "01"]));

    [Theory]
    [InlineData("*", "1111")]
    [InlineData("SynType=as", "1010")]
    [InlineData("SynType==as", "1010")]
    [InlineData("SynType != as", "0101")]
    [InlineData("SynType=\"\"", "0001")]
    [InlineData("roi=LH(R)", "1000")]
    [InlineData("(roi=LH(R) | roi=CA(R))", "1100")]
    [InlineData("roi=\"LH(R), left\"", "0010")]
    [InlineData("roi in (LH(R), CA(R))", "1100")]
    [InlineData("roi not in (LH(R), CA(R))", "0011")]
    [InlineData("size>=200", "0110")]
    [InlineData("size<200", "1000")]
    [InlineData("size = 200.0", "0100")]
    [InlineData("size>=200 & cell type in (e, i)", "0100")]
    [InlineData("cell type = 'b & c'", "0010")]
    [InlineData("'cell type'=e", "1000")]
    [InlineData("!SynType=as", "0101")]
    [InlineData("!(SynType=as | size>250) & !cell type=x", "0100")]
    [InlineData("SynType=as | SynType=ss & size>250", "1010")]
    [InlineData("id=864691135000008456", "0100")]
    [InlineData("id=1", "0011")]
    public void Rows_that_meet_a_condition(string condition, string rows)
        => Assert.Equal(rows, string.Concat(Condition.Parse(condition).Evaluate(Cells).Select(met => met ? '1' : '0')));

    [Theory]
    [InlineData("", 0, "it is blank")]
    [InlineData("SynType", 7, "=, !=, <, <=, >, >= or 'in (…)' after the column 'SynType'")]
    [InlineData("SynType=", 8, "a value (\"\" for a blank cell)")]
    [InlineData("=as", 0, "a column's name")]
    [InlineData("SynType=as &", 12, "a column's name")]
    [InlineData("SynType=as and size>3", 11, "'&' between comparisons")]
    [InlineData("SynType=as OR size>3", 11, "'|' between comparisons")]
    [InlineData("(SynType=as", 0, "the '(' is not closed")]
    [InlineData("SynType=as)", 10, "a ')' without its '('")]
    [InlineData("size>big", 5, "'big' is no number")]
    [InlineData("size in 3", 8, "'(' and the values")]
    [InlineData("size in (3, 4", 8, "the '(' is not closed")]
    [InlineData("roi=\"LH", 4, "the quote is not closed")]
    [InlineData("size in (3,)", 11, "a value")]
    public void A_condition_that_cannot_be_read_shows_the_place_and_what_was_expected(string condition, int place, string message)
    {
        ConditionException error = Assert.Throws<ConditionException>(() => Condition.Parse(condition));
        Assert.Equal(place, error.Place);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(new string(' ', place + 2) + "^", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_missing_is_told_with_the_nearest()
    {
        ConditionException error = Assert.Throws<ConditionException>(() => Condition.Parse("size>3 & Syntype=as").Evaluate(Cells));
        Assert.Equal(9, error.Place);
        Assert.Contains("there is no column 'Syntype' (the nearest is 'SynType')", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_no_row_has_is_told_with_the_nearest()
    {
        string warning = Assert.Single(Condition.Parse("SynType in (as, sss) & size>3").Warnings(column => column == "SynType" ? ["as", "ss"] : ["1", "x"]));
        Assert.Contains("no row has SynType 'sss' (the nearest is 'ss'); it holds as, ss", warning, StringComparison.Ordinal);
        Assert.Contains("compares numbers", Assert.Single(Condition.Parse("roi>3").Warnings(_ => ["LH", "CA"])), StringComparison.Ordinal);
    }

    [Fact]
    public void Written_conditions_mean_what_their_tree_means()
    {
        Gen<Tree> leaf = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 6]).Select((column, value, how) => (Tree)new Leaf(column, value, how));
        Gen<Tree> tree = Gen.Recursive<Tree>((depth, inner) => depth > 3
            ? leaf
            : Gen.OneOf(
                leaf,
                inner.Select(part => (Tree)new Negation(part)),
                Gen.Select(inner, inner, Gen.Bool).Select((left, right, all) => (Tree)new Pair(left, right, all))));
        Gen.Select(tree, Gen.Int[0, 4].Array[3].Array[1, 12]).Sample(
            (condition, rows) =>
            {
                Table table = new(Enumerable.Range(0, 3).Select(column => TableColumn.Texts(Name(column), [.. rows.Select(row => row[column].ToString(CultureInfo.InvariantCulture))])));
                return Condition.Parse(condition.Text).Evaluate(table).AsSpan().SequenceEqual([.. rows.Select(condition.IsMet)]);
            },
            iter: 2000);
    }

    private static string Name(int column) => column == 1 ? "b c" : column == 0 ? "a" : "d(e)";

    private abstract record Tree
    {
        public abstract string Text { get; }

        public abstract bool IsMet(int[] row);
    }

    private sealed record Leaf(int Column, int Value, int How) : Tree
    {
        public override string Text
            => How switch
            {
                0 => $"{Name(Column)}={Value}",
                1 => $"{Name(Column)} != {Value}",
                2 => $"{Name(Column)}<{Value}",
                3 => $"{Name(Column)} <= {Value}",
                4 => $"{Name(Column)}>{Value}.0",
                5 => $"'{Name(Column)}'>= {Value}",
                _ => $"{Name(Column)} in ({Value}, \"3\")",
            };

        public override bool IsMet(int[] row)
            => How switch
            {
                0 => row[Column] == Value,
                1 => row[Column] != Value,
                2 => row[Column] < Value,
                3 => row[Column] <= Value,
                4 => row[Column] > Value,
                5 => row[Column] >= Value,
                _ => row[Column] == Value || row[Column] == 3,
            };
    }

    private sealed record Negation(Tree Part) : Tree
    {
        public override string Text => $"!({Part.Text})";

        public override bool IsMet(int[] row) => !Part.IsMet(row);
    }

    private sealed record Pair(Tree Left, Tree Right, bool All) : Tree
    {
        public override string Text => All ? $"({Left.Text}) & ({Right.Text})" : $"{Left.Text} | {Right.Text}";

        public override bool IsMet(int[] row) => All ? Left.IsMet(row) && Right.IsMet(row) : Left.IsMet(row) || Right.IsMet(row);
    }
}
