using System.Globalization;
using System.Text;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>What a table holds, as far as it tells, and a settings file to start from.</summary>
public sealed class TableDescription
{
    private const int MostRows = 200_000;
    private const int MostLines = 400;

    private TableDescription(string text, string settings)
    {
        Text = text;
        Settings = settings;
    }

    /// <summary>Columns, kinds, ranges, codes of missing values, and candidates for each role, for people.</summary>
    public string Text { get; }

    /// <summary>A settings file that runs.</summary>
    public string Settings { get; }

    /// <summary>Looks at a table.</summary>
    /// <param name="location">A file, a folder, a glob or a path with placeholders.</param>
    /// <param name="shown">What the settings file calls it; null: as <paramref name="location"/>.</param>
    /// <exception cref="TableException">The table cannot be read.</exception>
    public static TableDescription Of(string location, string? shown = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        (TableRequest request, List<string> lines) = RequestOf(location);
        using TableSource source = TableSource.Open(request);
        IReadOnlyList<ColumnInspection> columns = ColumnInspection.Of(source, MostRows);
        RoleGuesses guesses = new(columns);
        IReadOnlyList<RoleCandidate> candidates = guesses.Candidates();
        string settings = SettingsOf(shown ?? location, request.Location == location, lines, columns, candidates, guesses);
        return new TableDescription(TextOf(source, columns, candidates, guesses), settings);
    }

    // Sheets of one header are stacked, sheets of one key joined; two rows of names are taken where they make more of the columns.
    private static (TableRequest Request, List<string> Lines) RequestOf(string location)
    {
        TableRequest plain = new(Directory.Exists(location) ? Path.Combine(location, "{neuron}" + Extension(location)) : location);
        IReadOnlyList<ColumnInspection> single = Inspected(plain) ?? Inspected(plain with { Location = location })!;
        if (Inspected(plain with { Sheet = SheetChoice.Parse("*") }) is IReadOnlyList<ColumnInspection> stacked && stacked.FirstOrDefault(column => column.Name == "sheet") is { DistinctCount: > 1 } sheets)
        {
            if (stacked.Count == single.Count + 1)
            {
                return (plain with { Sheet = SheetChoice.Parse("*") }, ["Sheet = *"]);
            }

            if (single.FirstOrDefault(column => column.Name.Equals("ID", StringComparison.OrdinalIgnoreCase)) is ColumnInspection key)
            {
                string joined = $"{string.Join('+', sheets.Values.Keys)} by {key.Name}";
                return (plain with { Sheet = SheetChoice.Parse(joined) }, [$"Sheet = {joined}"]);
            }
        }

        TableRequest twoRows = plain with { Header = HeaderRows.Parse("1-2") };
        return Numeric(single) == 0 && Inspected(twoRows) is IReadOnlyList<ColumnInspection> both && Numeric(both) > Numeric(single) ? (twoRows, ["HeaderRow = 1-2"]) : (plain, []);
    }

    private static int Numeric(IReadOnlyList<ColumnInspection> columns) => columns.Count(column => column.Kind is ColumnKind.Integer or ColumnKind.Number);

    private static string Extension(string folder)
        => Path.GetExtension(TableSource.FilesOf(folder)[0]);

    private static IReadOnlyList<ColumnInspection>? Inspected(TableRequest request)
    {
        try
        {
            using TableSource source = TableSource.Open(request);
            return ColumnInspection.Of(source, MostRows);
        }
        catch (TableException) when (request.Sheet.Stacks || !request.Header.IsAuto || request.Location.Contains("{neuron}", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static string SettingsOf(
        string shown, bool isPlain, List<string> reading, IReadOnlyList<ColumnInspection> columns, IReadOnlyList<RoleCandidate> candidates, RoleGuesses guesses)
    {
        Dictionary<string, RoleCandidate> best = candidates.GroupBy(candidate => candidate.Role).ToDictionary(role => role.Key, role => role.First());
        List<string> lines = ["[Data]", $"Historical = {(isPlain ? shown : shown.TrimEnd('/', '\\') + "/{neuron}" + Extension(shown))}", .. reading, "New = 20%", "[Columns]"];
        List<string> used = [];
        if (!isPlain && !best.ContainsKey("Neuron"))
        {
            best["Neuron"] = new RoleCandidate("Neuron", "neuron", "the file's name", 0);
        }

        foreach (string role in new[] { "Neuron", "Id", "Type", "Position" }.Where(best.ContainsKey))
        {
            if (role != "Id" || !used.Contains(best[role].Text))
            {
                lines.Add($"{role} = {best[role].Text}");
                used.AddRange(ColumnNames.Split(best[role].Text));
            }
        }

        if (best.TryGetValue("Position", out RoleCandidate? position))
        {
            lines.Add(guesses.Unit(position.Text).Line);
        }

        used.AddRange(candidates.Where(candidate => candidate.Role is "Position" or "Origin").SelectMany(candidate => ColumnNames.Split(candidate.Text)));
        IReadOnlyList<(ColumnInspection Column, string Recipe)> features = guesses.Features(used);
        string[] codes = [.. features.Where(feature => RoleGuesses.CodesOf(feature.Column).Count > 0).Select(feature
            => $"{RoleGuesses.Quoted(feature.Column.Name)}: {string.Join(", ", RoleGuesses.CodesOf(feature.Column).Select(code => code.ToString(CultureInfo.InvariantCulture)))}")];
        if (codes.Length > 0)
        {
            lines.Add($"Missing = {string.Join("; ", codes)}");
        }

        lines.Add("[Features]");
        lines.AddRange(features.GroupBy(feature => feature.Recipe).Select(group => $"{string.Join(", ", group.Select(feature => RoleGuesses.Quoted(feature.Column.Name)))} = {group.Key}"));
        lines.AddRange(["[Groups]", "all = *"]);
        return string.Join('\n', lines) + "\n";
    }

    private static string TextOf(TableSource source, IReadOnlyList<ColumnInspection> columns, IReadOnlyList<RoleCandidate> candidates, RoleGuesses guesses)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{source.Name}: {columns.FirstOrDefault()?.RowCount ?? 0} rows looked at, {columns.Count} columns, {source.Files.Count} {(source.Files.Count == 1 ? "file" : "files")}\n\nColumns\n");
        foreach (ColumnInspection column in columns.Take(MostLines))
        {
            string range = column.Kind is ColumnKind.Integer or ColumnKind.Number ? string.Create(CultureInfo.InvariantCulture, $", from {column.Least} to {column.Most}")
                : column.Kind == ColumnKind.Vector ? string.Create(CultureInfo.InvariantCulture, $" of {column.VectorLength}")
                : "";
            string distinct = column.IsUnique ? ", every row another" : column.IsConstant ? ", all the same" : column.DistinctCount is int count ? string.Create(CultureInfo.InvariantCulture, $", {count} different") : "";
            string missing = column.MissingCount > 0 ? string.Create(CultureInfo.InvariantCulture, $", {column.MissingCount} blank") : "";
            string codes = RoleGuesses.CodesOf(column).Count > 0 ? $", perhaps missing: {string.Join(", ", RoleGuesses.CodesOf(column).Select(code => code.ToString(CultureInfo.InvariantCulture)))}" : "";
            text.Append(CultureInfo.InvariantCulture, $"  {Numerics.ForeignText.Shown(column.Name)}: {column.Kind.ToString().ToLowerInvariant()}{range}{distinct}{missing}{codes}\n");
        }

        text.Append("\nWhat they may be, the likeliest first\n");
        foreach (RoleCandidate candidate in candidates)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {candidate.Role}: {candidate.Text} ({candidate.Reason})\n");
        }

        if (candidates.FirstOrDefault(candidate => candidate.Role == "Position") is RoleCandidate position)
        {
            (string line, string reason) = guesses.Unit(position.Text);
            text.Append(CultureInfo.InvariantCulture, $"  {line.Split('\n')[^1]} ({reason})\n");
        }

        foreach (string note in source.Notes)
        {
            text.Append("  ").Append(note).Append('\n');
        }

        return text.ToString();
    }
}
