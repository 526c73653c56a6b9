namespace Neuropil.Learning;

/// <summary>numpy's dtype: the kind and size of an array's items, or the named fields they consist of.</summary>
internal sealed class NumpyType(char kind, int size)
{
    /// <summary>f floating, i signed, u unsigned, b bool, U text, S bytes, V record, O object.</summary>
    public char Kind => kind;

    /// <summary>Bytes an item.</summary>
    public int Size => size;

    public bool IsBigEndian { get; private set; }

    /// <summary>Fields by name with their place in the item; empty but for records.</summary>
    public Dictionary<string, (NumpyType Type, int Offset)> Fields { get; } = [];

    /// <summary>Reads a short name as <c>f8</c> or <c>&lt;i4</c>; null where it is none that is known.</summary>
    public static NumpyType? Parse(string text)
    {
        bool bigEndian = text.StartsWith('>');
        string plain = text.TrimStart('<', '>', '=', '|');
        if (plain.Length == 0 || !"fiubUSVO".Contains(plain[0], StringComparison.Ordinal))
        {
            return null;
        }

        int count = 0;
        if (plain.Length > 1 && (!int.TryParse(plain.AsSpan(1), out count) || count is < 0 or > 1 << 20))
        {
            return null;
        }

        bool sound = plain[0] switch
        {
            'f' => count is 4 or 8,
            'i' or 'u' => count is 1 or 2 or 4 or 8,
            'b' => count == 1,
            _ => true,
        };
        return sound ? new NumpyType(plain[0], plain[0] == 'U' ? 4 * count : count) { IsBigEndian = bigEndian } : null;
    }

    /// <summary>Takes numpy's own state: (version, byte order, subtype, names, fields, size, …). False where it is not one.</summary>
    public bool SetState(object? state)
    {
        if (state is not PickleTuple { Items: { Length: >= 6 } items } || items[2] is not null)
        {
            return false;
        }

        IsBigEndian = items[1] is ">";
        if (items[3] is null)
        {
            return Kind != 'V';
        }

        if (Kind != 'V' || items[4] is not PickleDictionary fields || fields.Entries.Count > 64)
        {
            return false;
        }

        foreach ((object? key, object? value) in fields.Entries)
        {
            if (key is not string name || value is not PickleTuple { Items: [NumpyType type, long offset, ..] }
                || type.Kind is 'O' or 'V' || offset < 0 || offset + type.Size > Size)
            {
                return false;
            }

            Fields[name] = (type, (int)offset);
        }

        return true;
    }
}
