using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Neuropil.Tables;

/// <summary>Reads the shared texts of an old workbook, which run on over several records; within a text each record begins with the width of its letters.</summary>
internal sealed class BinarySharedTexts
{
    private readonly BinaryRecords records;
    private int place = 8;

    private BinarySharedTexts(BinaryRecords records) => this.records = records;

    public static SharedTexts Read(BinaryRecords records)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(records.Data[4..]);
        if (count < 0 || count > TableLimits.SharedTexts)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it is said to have {count} shared texts"));
        }

        BinarySharedTexts reader = new(records);
        SharedTexts texts = new();
        for (int index = 0; index < count; index++)
        {
            texts.Add(reader.ReadText());
        }

        return texts;
    }

    private string ReadText()
    {
        int length = Byte() | (Byte() << 8);
        int flags = Byte();
        int runs = (flags & 8) != 0 ? Byte() | (Byte() << 8) : 0;
        int extra = (flags & 4) != 0 ? Byte() | (Byte() << 8) | (Byte() << 16) | (Byte() << 24) : 0;
        StringBuilder text = new(Math.Min(length, 1 << 16));
        bool isWide = (flags & 1) != 0;
        while (length > 0)
        {
            if (place == records.Data.Length)
            {
                GoOn();
                isWide = (Byte() & 1) != 0;
            }

            int here = Math.Min(length, (records.Data.Length - place) / (isWide ? 2 : 1));
            if (here == 0)
            {
                throw new InvalidDataException("a shared text is cut within a letter");
            }

            ReadOnlySpan<byte> letters = records.Data.Slice(place, here * (isWide ? 2 : 1));
            text.Append(isWide ? Encoding.Unicode.GetString(letters) : Encoding.Latin1.GetString(letters));
            place += letters.Length;
            length -= here;
        }

        Skip((4L * runs) + (uint)extra);
        return text.ToString();
    }

    private int Byte()
    {
        if (place == records.Data.Length)
        {
            GoOn();
        }

        return records.Data[place++];
    }

    private void Skip(long count)
    {
        while (count > 0)
        {
            if (place == records.Data.Length)
            {
                GoOn();
            }

            int here = (int)Math.Min(count, records.Data.Length - place);
            place += here;
            count -= here;
        }
    }

    private void GoOn()
    {
        do
        {
            if (!records.Continues())
            {
                throw new InvalidDataException("its shared texts are cut off");
            }
        }
        while (records.Data.IsEmpty);
        place = 0;
    }
}
