namespace Neuropil.Synapses;

/// <summary>Makes a <see cref="LabelColumn"/> row by row.</summary>
internal sealed class LabelBuilder
{
    private readonly Dictionary<string, int> codeOf = new(StringComparer.Ordinal);
    private readonly List<string> names = [];
    private int[] codes = new int[256];
    private int count;

    public IReadOnlyList<string> Names => names;

    public string this[int row] => names[codes[row]];

    public int CodeAt(int row) => codes[row];

    public int CodeOf(string name)
    {
        if (!codeOf.TryGetValue(name, out int code))
        {
            code = names.Count;
            codeOf.Add(name, code);
            names.Add(name);
        }

        return code;
    }

    public void Add(string name) => AddCode(CodeOf(name));

    public void AddCode(int code)
    {
        if (count == codes.Length)
        {
            Array.Resize(ref codes, 2 * count);
        }

        codes[count++] = code;
    }

    public LabelColumn Finish() => new(names, codes[..count]);
}
