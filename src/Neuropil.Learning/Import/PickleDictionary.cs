namespace Neuropil.Learning;

/// <summary>A Python dictionary: its entries in order, found by key where the key is a text.</summary>
internal sealed class PickleDictionary
{
    private readonly Dictionary<string, object?> byText = [];

    public List<(object? Key, object? Value)> Entries { get; } = [];

    public void Add(object? key, object? value)
    {
        Entries.Add((key, value));
        if (key is string text)
        {
            byText[text] = value;
        }
    }

    public bool TryGet(string key, out object? value) => byText.TryGetValue(key, out value);
}
