using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Neuropil.Pipeline;

/// <summary>The keys under which units failed last, and with which message; a success takes a unit out. Without it nothing but the telling is lost.</summary>
internal sealed class LastFailures
{
    private const string Header = "neuropil-failures 1";
    private readonly ConcurrentDictionary<string, (string Key, string Message)> byUnit = new(StringComparer.Ordinal);
    private bool isChanged;

    /// <summary>What is in a file; nothing where it is missing or damaged.</summary>
    public static LastFailures Load(string path)
    {
        LastFailures failures = new();
        string[] lines = (SealedText.Read(path) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string line in lines.FirstOrDefault() == Header ? lines.AsSpan(1) : [])
        {
            string[] fields = line.Split('\t', 3);
            failures.byUnit[fields[0]] = (fields[1], JsonSerializer.Deserialize<string>(fields[2])!);
        }

        return failures;
    }

    /// <summary>Why the unit failed under this key; null where it did not, or not last.</summary>
    public string? Of(UnitId unit, UnitKey key) => byUnit.TryGetValue(unit.ToString(), out (string Key, string Message) failure) && failure.Key == key.Hash ? failure.Message : null;

    public void Set(UnitId unit, UnitKey key, string message)
    {
        byUnit[unit.ToString()] = (key.Hash, message);
        isChanged = true;
    }

    public void Clear(UnitId unit) => isChanged |= byUnit.TryRemove(unit.ToString(), out _);

    public void Save(string path, string scratchFolder, DurableFiles files)
    {
        if (!isChanged)
        {
            return;
        }

        StringBuilder text = new(Header + "\n");
        foreach ((string unit, (string key, string message)) in byUnit.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.Append(unit).Append('\t').Append(key).Append('\t').Append(JsonSerializer.Serialize(message)).Append('\n');
        }

        files.WriteSealed(path, text.ToString(), scratchFolder);
        isChanged = false;
    }
}
