using System.Collections;
using System.Text;

namespace Neuropil.Synapses;

/// <summary>Many short texts, all different, end to end as UTF-8: a string each would take five times the room.</summary>
internal sealed class PackedTexts : IReadOnlyList<string>
{
    private byte[] bytes = new byte[1024];
    private int length;
    private readonly Growing<int> ends = new();

    public int Count => ends.Count;

    public string this[int row] => Encoding.UTF8.GetString(bytes, row == 0 ? 0 : ends[row - 1], ends[row] - (row == 0 ? 0 : ends[row - 1]));

    public void Add(string text)
    {
        int size = Encoding.UTF8.GetByteCount(text);
        if ((long)length + size > bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(2L * bytes.Length, (long)length + size)));
        }

        length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
        ends.Add(length);
    }

    public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, Count).Select(row => this[row]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
