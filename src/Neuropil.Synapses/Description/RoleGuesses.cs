using System.Globalization;
using System.Text.RegularExpressions;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Guesses what columns are by their names and by what they hold. Guesses start a settings file; nothing else goes by them.</summary>
internal sealed partial class RoleGuesses(IReadOnlyList<ColumnInspection> columns)
{
    private const int MostTypes = 12;
    private const int FewestValues = 10;
    private const double NanometresFrom = 10_000;
    private static readonly double[] NegativeCodes = [-1, -2, -9, -99, -999];
    private static readonly string[] NeuronWords = ["neuron", "post root", "root", "body", "cell", "segment", "dendrite", "skeleton", "post", "pre"];
    private static readonly string[] IdWords = ["synapse", "syn", "connector", "spine", "id", "name", "no", "number", "index", "column"];
    private static readonly string[] TypeWords = ["type", "class", "kind", "sheet", "compartment"];
    private static readonly string[] OriginWords = ["soma", "nucleus", "cell body"];
    private static readonly string[] PlaceWords = ["micron", "corr", "centroid", "position", "pos", "ctr", "point", "pt", "coord", "location"];
    private static readonly string[] Namings = ["id", "no", "index", "code", "type", "row", "number", "date", "confidence", "edge", "cyl"];

    /// <summary>Every candidate, the likeliest of each role first.</summary>
    public IReadOnlyList<RoleCandidate> Candidates()
        => [.. new[] { Neurons(), Ids(), Types(), Places(), Origins() }.SelectMany(role => role.OrderByDescending(candidate => candidate.Score))];

    /// <summary>The unit of a position by its columns' names, else by how far it reaches.</summary>
    public (string Line, string Reason) Unit(string position)
    {
        string words = Words(position);
        (double least, double most) = Range(position);
        string reach = string.Create(CultureInfo.InvariantCulture, $"from {least:0.##} to {most:0.##}");
        return Has(words, "um") || Has(words, "micron") || Has(words, "µm") ? ("Unit = um", "its name says µm")
            : Has(words, "nm") ? ("Unit = nm", "its name says nm")
            : Has(words, "vx") || Has(words, "voxel") || Has(words, "px") || Has(words, "pixel") || position.Contains("POINT", StringComparison.Ordinal)
                ? ("Unit = px", "its name says voxels or pixels: write Voxel = 4,4,40 nm with the size of yours in place of this line")
            : most - least > NanometresFrom ? ($"{Asked(reach)}\nUnit = nm", $"no name says it; it reaches {reach}, too far for µm")
            : ($"{Asked(reach)}\nUnit = um", $"no name says it, so this is a guess; it reaches {reach}");
    }

    // What numbers cannot tell is asked where it must be answered.
    private static string Asked(string reach)
        => $"; Nothing in the table says the unit; the place reaches {reach}. Write what it is in: um, nm, or in place of this line Voxel = 4,4,40 nm with the size of your pixels.";

    /// <summary>The columns that may be features, each with what is to be done to it.</summary>
    public IReadOnlyList<(ColumnInspection Column, string Recipe)> Features(IReadOnlyCollection<string> used)
        => [.. columns.Where(column => !used.Contains(column.Name) && IsFeature(column)).Select(column => (column, Recipe(column)))];

    /// <summary>Numbers that look like codes for a missing value: where one does, the other usual ones below 0 too.</summary>
    public static IReadOnlyList<double> CodesOf(ColumnInspection column)
        => column.LikelyCodes.Count == 0 ? []
            : [.. column.LikelyCodes.Concat(NegativeCodes.Where(code => column.Values.ContainsKey(code.ToString(CultureInfo.InvariantCulture)))).Distinct().OrderDescending()];

    private static string Recipe(ColumnInspection column)
    {
        double least = LeastOf(column);
        bool isSkewed = column.Most > 3 * column.Mean || Has(Words(column.Name), "volume") || Has(Words(column.Name), "vol") || Has(Words(column.Name), "area") || Has(Words(column.Name), "size");
        return !isSkewed ? "robust" : least > 0 ? "log" : least == 0 ? "sqrt" : "robust";
    }

    private static double LeastOf(ColumnInspection column)
        => CodesOf(column).Count == 0 ? column.Least
            : column.Values.Keys.Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)
                .Where(value => !double.IsNaN(value) && !CodesOf(column).Contains(value)).DefaultIfEmpty(0).Min();

    private static bool IsFeature(ColumnInspection column)
    {
        string words = Words(column.Name);
        return column.Kind is ColumnKind.Number or ColumnKind.Integer && !column.IsConstant && (column.DistinctCount ?? int.MaxValue) > FewestValues
            && !(column.IsUnique && column.Kind == ColumnKind.Integer) && !Namings.Any(naming => Has(words, naming)) && !Axis().IsMatch(words);
    }

    private IEnumerable<RoleCandidate> Neurons()
        => columns.Where(column => column.Kind is ColumnKind.Integer or ColumnKind.Text && column.DistinctCount is > 1 and int distinct && 2 * distinct <= column.RowCount)
            .Select(column => (Column: column, Rank: Rank(column, NeuronWords))).Where(found => found.Rank >= 0 && !Has(Words(found.Column.Name), "type"))
            .Select(found => new RoleCandidate("Neuron", Quoted(found.Column.Name), string.Create(
                CultureInfo.InvariantCulture, $"{found.Column.DistinctCount} different, {(double)found.Column.RowCount / found.Column.DistinctCount!.Value:0.#} rows each"), 100 - found.Rank));

    private IEnumerable<RoleCandidate> Ids()
        => columns.Where(column => column.Kind is ColumnKind.Integer or ColumnKind.Text && column.IsUnique)
            .Select(column => (Column: column, Rank: Rank(column, IdWords))).Where(found => found.Rank >= 0)
            .Select(found => new RoleCandidate("Id", Quoted(found.Column.Name), "every row has another", 100 - found.Rank));

    private IEnumerable<RoleCandidate> Types()
        => columns.Where(column => column.DistinctCount is > 1 and <= MostTypes && column.Kind is not ColumnKind.Number)
            .Select(column => (Column: column, Rank: Rank(column, TypeWords))).Where(found => found.Rank >= 0)
            .Select(found => new RoleCandidate("Type", Quoted(found.Column.Name), $"it holds {NameList.Of(found.Column.Values.Keys)}", 100 - found.Rank));

    private IEnumerable<RoleCandidate> Places() => Triples().Where(place => !IsOrigin(place.Text)).Select(place => place with { Role = "Position" });

    private IEnumerable<RoleCandidate> Origins() => Triples().Where(place => IsOrigin(place.Text)).Select(place => place with { Role = "Origin" });

    private static bool IsOrigin(string text) => OriginWords.Any(word => Has(Words(text), word) || Words(text).Replace(" ", "", StringComparison.Ordinal).Contains(word, StringComparison.Ordinal));

    private IEnumerable<RoleCandidate> Triples()
    {
        foreach (ColumnInspection column in columns)
        {
            if (column.Kind == ColumnKind.Vector && column.VectorLength == 3)
            {
                yield return new RoleCandidate("", Quoted(column.Name), "each cell holds three numbers", 60 + Place(column.Name));
            }
            else if (column.Kind == ColumnKind.Vector && column.VectorLength == 2 && columns.FirstOrDefault(other => IsNumeric(other) && Words(other.Name) == "z") is ColumnInspection depth)
            {
                yield return new RoleCandidate("", $"{Quoted(column.Name)}, {Quoted(depth.Name)}", "each cell holds two numbers, and the third is beside", 60 + Place(column.Name));
            }

            foreach (Match letter in Letter().Matches(column.Name))
            {
                string Other(char axis) => string.Concat(column.Name.AsSpan(0, letter.Index), char.IsUpper(letter.Value[0]) ? char.ToUpperInvariant(axis).ToString() : axis.ToString(), column.Name.AsSpan(letter.Index + 1));
                ColumnInspection[] axes = [.. new[] { column.Name, Other('y'), Other('z') }.Select(name => columns.FirstOrDefault(other => other.Name == name)).OfType<ColumnInspection>()];
                if (axes.Length == 3 && axes.All(IsNumeric))
                {
                    yield return new RoleCandidate("", string.Join(", ", axes.Select(axis => Quoted(axis.Name))), "three columns of numbers, x, y and z", 70 + Place(column.Name));
                }
            }
        }
    }

    private (double Least, double Most) Range(string position)
    {
        double least = double.PositiveInfinity;
        double most = double.NegativeInfinity;
        foreach (ColumnInspection column in ColumnNames.Split(position).Select(name => columns.FirstOrDefault(column => column.Name == name)).OfType<ColumnInspection>())
        {
            IEnumerable<(double Least, double Most)> ranges = column.Kind == ColumnKind.Vector ? column.VectorRanges : [(column.Least, column.Most)];
            least = Math.Min(least, ranges.Min(range => range.Least));
            most = Math.Max(most, ranges.Max(range => range.Most));
        }

        return (least, most);
    }

    private static bool IsNumeric(ColumnInspection column) => column.Kind is ColumnKind.Integer or ColumnKind.Number;

    private static double Place(string name)
    {
        int rank = Array.FindIndex(PlaceWords, word => Has(Words(name), word));
        return (rank < 0 ? 0 : PlaceWords.Length - rank) + (Has(Words(name), "nm") || Has(Words(name), "um") ? 5 : 0);
    }

    private static int Rank(ColumnInspection column, string[] words)
    {
        string own = Words(column.Name);
        return Array.FindIndex(words, word => Has(own, word) || own.Replace(" ", "", StringComparison.Ordinal).StartsWith(word.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    private static bool Has(string words, string word) => $" {words} ".Contains($" {word} ", StringComparison.Ordinal);

    // NeuronId, post_root_id and "Centroid X (nm)" as words in small letters.
    private static string Words(string name) => Gap().Replace(Camel().Replace(name, "$1 $2"), " ").Trim().ToLowerInvariant();

    internal static string Quoted(string name) => name.AsSpan().IndexOfAny(",|=;\"") >= 0 || name.Contains(" in ", StringComparison.Ordinal) || name.Contains(" re:", StringComparison.Ordinal) ? $"\"{name}\"" : name;

    [GeneratedRegex(@"(?<![A-Za-z])[xX](?![A-Za-z])")]
    private static partial Regex Letter();

    [GeneratedRegex(@"(^| )[xyz]( |$)")]
    private static partial Regex Axis();

    [GeneratedRegex(@"([a-z0-9])([A-Z])")]
    private static partial Regex Camel();

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+")]
    private static partial Regex Gap();
}
