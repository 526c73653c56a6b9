using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Neuropil.Pipeline;

/// <summary>
/// The record that each unit had last, all in one file: it tells why a unit runs, and spares a run in which nothing changed the reading
/// of a file a unit. Without it, results are found by their keys all the same.
/// </summary>
internal sealed class LatestRecords
{
    private const string Header = "neuropil-latest 1";
    private readonly ConcurrentDictionary<string, UnitRecord> byUnit = new(StringComparer.Ordinal);
    private bool isChanged;

    /// <summary>What is in a file; nothing where it is missing or damaged.</summary>
    public static LatestRecords Load(string path)
    {
        LatestRecords latest = new();
        string[] lines = (SealedText.Read(path) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string line in lines.FirstOrDefault() == Header ? lines.AsSpan(1) : [])
        {
            string[] fields = line.Split('\t');
            latest.byUnit[fields[0]] = new UnitRecord(fields[1], Outputs(fields[3]), Messages(fields[4]), TimeSpan.FromMilliseconds(long.Parse(fields[2], CultureInfo.InvariantCulture)));
        }

        return latest;
    }

    public IEnumerable<(string Unit, TimeSpan Duration)> Durations => byUnit.Select(entry => (entry.Key, entry.Value.Duration));

    public UnitRecord? Of(UnitId unit) => byUnit.GetValueOrDefault(unit.ToString());

    public void Set(UnitId unit, UnitRecord record)
    {
        string name = unit.ToString();
        if (byUnit.GetValueOrDefault(name)?.KeyHash != record.KeyHash)
        {
            byUnit[name] = record;
            isChanged = true;
        }
    }

    public void Save(string path, string scratchFolder, DurableFiles files)
    {
        if (!isChanged)
        {
            return;
        }

        StringBuilder text = new(Header + "\n");
        foreach ((string unit, UnitRecord record) in byUnit.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            string outputs = string.Join(' ', record.Outputs.Select(output => $"{output.Key}:{output.Value}"));
            string messages = record.Messages.Count == 0 ? "" : record.MessagesJson().ToJsonString();
            text.Append(CultureInfo.InvariantCulture, $"{unit}\t{record.KeyHash}\t{(long)record.Duration.TotalMilliseconds}\t{outputs}\t{messages}\n");
        }

        files.WriteSealed(path, text.ToString(), scratchFolder);
        isChanged = false;
    }

    private static Dictionary<string, string> Outputs(string text) => text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(output => output.Split(':'))
        .ToDictionary(output => output[0], output => output[1]);

    private static IReadOnlyList<UnitMessage> Messages(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        using JsonDocument document = JsonDocument.Parse(text);
        return UnitRecord.MessagesIn(document.RootElement);
    }
}
