using System.Globalization;
using System.Text.RegularExpressions;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>Compares a file's rows with its schema: types, constraints, the key.</summary>
internal sealed class SchemaChecks
{
    private const string Remedy = "Correct the cell, or the schema beside the table.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly TableSchema schema;
    private readonly ProblemCollector problems;
    private readonly Dictionary<string, HashSet<string>> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Regex> patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lineOfKey = new(StringComparer.Ordinal);

    public SchemaChecks(TableSchema schema, string file)
    {
        this.schema = schema;
        problems = new ProblemCollector(file);
        foreach (SchemaField field in schema.Fields.Where(field => field.Pattern is not null))
        {
            try
            {
                patterns[field.Name] = new Regex($"^(?:{field.Pattern})$", RegexOptions.CultureInvariant, Patience);
            }
            catch (RegexParseException exception)
            {
                problems.Column(field.Name, $"its schema has the pattern '{ForeignText.Shown(field.Pattern)}' for {ForeignText.Shown(field.Name)}, which is no regular expression ({ForeignText.Shown(exception.Message)})", "a regular expression", "Correct the schema.");
            }
        }
    }

    /// <summary>Fails where the file lacks a column of its schema.</summary>
    public void CheckHeader(TableHeader header)
    {
        foreach (string name in schema.Fields.Select(field => field.Name).Concat(schema.PrimaryKey).Distinct(StringComparer.Ordinal))
        {
            if (header.Resolve(name) is null)
            {
                problems.Column(name, $"its schema has the column '{ForeignText.Shown(name)}', which the table lacks{NearestName.Suggestion(name, header.Names)}", "the columns that the schema tells", "Correct the schema, or add the column.");
            }
        }

        problems.ThrowIfAny();
    }

    /// <summary>Fails where rows break the schema: the columns that are read.</summary>
    public void Check(Table rows)
    {
        foreach (SchemaField field in schema.Fields)
        {
            if (rows.Find(field.Name) is TableColumn column)
            {
                for (int row = 0; row < rows.RowCount; row++)
                {
                    if (Fault(field, column, row) is (CellFault fault, string expected))
                    {
                        problems.Cell(rows.Place(row), column.Name, column.Text(row), fault, expected);
                    }
                }
            }
        }

        if (schema.PrimaryKey.Count > 0 && schema.PrimaryKey.All(rows.Has))
        {
            KeyTable keys = new(rows, schema.PrimaryKey);
            for (int row = 0; row < rows.RowCount; row++)
            {
                string key = keys[row] ?? string.Empty;
                RowPlace place = rows.Place(row);
                if (key.Length == 0 || !lineOfKey.TryAdd(key, place.Row))
                {
                    problems.Row(
                        place,
                        key.Length == 0
                            ? $"the key {NameList.Of(schema.PrimaryKey)} is blank"
                            : string.Create(CultureInfo.InvariantCulture, $"the key {NameList.Of(schema.PrimaryKey)} '{KeyTable.Shown(key)}' is in row {lineOfKey[key]} already"),
                        "each key once, as the schema says",
                        Remedy);
                }
            }
        }

        problems.ThrowIfAny();
    }

    private (CellFault, string)? Fault(SchemaField field, TableColumn column, int row)
    {
        if (column.IsMissing(row))
        {
            return field.IsRequired ? (new CellFault(FaultKind.Missing, "is missing", Remedy), "a value, as the schema says") : null;
        }

        string text = Utf8Text.Trim(column.Text(row));
        if (field.Type is "number" or "integer" or "year")
        {
            double number = column.Number(row, out CellFault? fault);
            if (fault is not null)
            {
                return (fault, $"{(field.Type == "number" ? "a number" : "an integer")}, as the schema says");
            }

            if (field.Type != "number" && number != Math.Floor(number))
            {
                return (Value(text), "an integer, as the schema says");
            }

            if (number < field.Minimum || number > field.Maximum)
            {
                return (Value(text), string.Create(CultureInfo.InvariantCulture, $"{(field.Minimum is double least ? $"at least {least}" : string.Empty)}{(field.Minimum is not null && field.Maximum is not null ? " and " : string.Empty)}{(field.Maximum is double most ? $"at most {most}" : string.Empty)}, as the schema says"));
            }
        }

        if (field.Allowed is not null && !field.Allowed.Contains(text))
        {
            return (Value(text), $"one of {NameList.Of(field.Allowed)}, as the schema says");
        }

        if (patterns.TryGetValue(field.Name, out Regex? pattern) && !Fits(pattern, text))
        {
            return (Value(text), $"a text that fits {ForeignText.Shown(field.Pattern)}, as the schema says");
        }

        if (field.IsUnique)
        {
            if (!seen.TryGetValue(field.Name, out HashSet<string>? values))
            {
                seen.Add(field.Name, values = new HashSet<string>(StringComparer.Ordinal));
            }

            if (!values.Add(text))
            {
                return (new CellFault(FaultKind.Value, $"is '{ForeignText.Shown(text)}' a second time", Remedy), "each value once, as the schema says");
            }
        }

        return null;
    }

    private static bool Fits(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static CellFault Value(string text) => new(FaultKind.Value, $"is '{ForeignText.Shown(text)}'", Remedy);
}
