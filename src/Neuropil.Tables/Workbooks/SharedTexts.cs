using System.Globalization;
using System.Text;

namespace Neuropil.Tables;

/// <summary>The shared texts of a workbook in UTF-8, end to end.</summary>
internal sealed class SharedTexts
{
    private byte[] bytes = new byte[1024];
    private int[] ends = new int[256];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int index] => bytes.AsSpan(index == 0 ? 0 : ends[index - 1], ends[index] - (index == 0 ? 0 : ends[index - 1]));

    public void Add(string text)
    {
        if (Count == TableLimits.SharedTexts)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it has more than {TableLimits.SharedTexts} shared texts"));
        }

        int start = Count == 0 ? 0 : ends[Count - 1];
        int length = Encoding.UTF8.GetByteCount(text);
        if ((long)start + length > TableLimits.SharedTextBytes)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"its shared texts have more than {TableLimits.SharedTextBytes} bytes"));
        }

        if (start + length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(start + length, Math.Min(2 * bytes.Length, TableLimits.SharedTextBytes)));
        }

        if (Count == ends.Length)
        {
            Array.Resize(ref ends, 2 * Count);
        }

        Encoding.UTF8.GetBytes(text, bytes.AsSpan(start));
        ends[Count++] = start + length;
    }
}
