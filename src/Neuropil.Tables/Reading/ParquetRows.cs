using System.Text;
using Parquet;
using Parquet.Schema;

namespace Neuropil.Tables;

/// <summary>The rows of a Parquet file, group by group. Its first row is the header; data rows count from 2, as in a spreadsheet.</summary>
internal sealed class ParquetRows : RowSource
{
    private readonly Stream stream;
    private readonly ParquetReader reader;
    private readonly DataField[] fields;
    private readonly ColumnPart[] columns;
    private byte[] buffer = new byte[64];
    private int nextGroup;
    private int row;
    private int rowCount;

    private ParquetRows(Stream stream, ParquetReader reader, DataField[] fields)
    {
        this.stream = stream;
        this.reader = reader;
        this.fields = fields;
        columns = new ColumnPart[fields.Length];
        FieldCount = fields.Length;
    }

    public override Cell this[int column]
        => column >= FieldCount ? default
            : Line == 1 ? Text(fields[column].Name)
            : columns[column].Numbers is double?[] numbers ? numbers[row] is double number ? new Cell(number) : default
            : columns[column].Texts![row] is { Length: > 0 } text ? Text(text) : default;

    public static ParquetRows Open(string path) => Open(FileInspection.Open(path), path);

    public static ParquetRows Open(Stream stream, string path)
    {
        try
        {
            ParquetReader reader = ParquetReader.CreateAsync(stream).GetAwaiter().GetResult();
            DataField[] fields = reader.Schema.GetDataFields();
            if (Array.Find(fields, field => field.IsArray || !(IsText(field.ClrType) || IsNumber(field.ClrType))) is DataField odd)
            {
                throw new TableException(new TableProblem(
                    path, $"column '{odd.Name}' has the type {odd.ClrType.Name}{(odd.IsArray ? "[]" : string.Empty)}", "a text or a number", "Cast the column, or leave it out.")
                { Column = odd.Name });
            }

            return new ParquetRows(stream, reader, fields);
        }
        catch (Exception exception) when (exception is not TableException)
        {
            stream.Dispose();
            throw FileInspection.Problem(path, "is a damaged Parquet file: " + exception.Message.TrimEnd('.'), "a Parquet file that can be read", "Write the file again.", exception);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public override bool Read()
    {
        if (++Line == 1)
        {
            return true;
        }

        row++;
        while (row >= rowCount || Line == 2)
        {
            if (nextGroup == reader.RowGroupCount)
            {
                return false;
            }

            using ParquetRowGroupReader group = reader.OpenRowGroupReader(nextGroup++);
            rowCount = (int)group.RowCount;
            row = 0;
            for (int column = 0; column < fields.Length; column++)
            {
                columns[column] = ReadColumn(group, fields[column], rowCount);
            }

            if (rowCount > 0)
            {
                break;
            }
        }

        return true;
    }

    protected override void Dispose(bool disposing)
    {
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        stream.Dispose();
    }

    private Cell Text(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        if (length > buffer.Length)
        {
            buffer = new byte[2 * length];
        }

        return new Cell(CellKind.Text, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
    }

    /// <summary>The reader says this of a column of UTF-8 strings.</summary>
    private static bool IsText(Type type) => type == typeof(string) || type == typeof(ReadOnlyMemory<char>);

    private static bool IsNumber(Type type)
        => type == typeof(double) || type == typeof(float) || type == typeof(int) || type == typeof(long) || type == typeof(short)
            || type == typeof(byte) || type == typeof(uint) || type == typeof(decimal);

    private static ColumnPart ReadColumn(ParquetRowGroupReader group, DataField field, int rowCount)
    {
        if (IsText(field.ClrType))
        {
            string?[] texts = new string?[rowCount];
            group.ReadAsync(field, texts.AsMemory(), null, default).AsTask().GetAwaiter().GetResult();
            return new ColumnPart(null, texts);
        }

        return new ColumnPart(
            field.ClrType == typeof(double) ? Numbers<double>(group, field, rowCount, value => value)
                : field.ClrType == typeof(float) ? Numbers<float>(group, field, rowCount, value => value)
                : field.ClrType == typeof(int) ? Numbers<int>(group, field, rowCount, value => value)
                : field.ClrType == typeof(long) ? Numbers<long>(group, field, rowCount, value => value)
                : field.ClrType == typeof(short) ? Numbers<short>(group, field, rowCount, value => value)
                : field.ClrType == typeof(byte) ? Numbers<byte>(group, field, rowCount, value => value)
                : field.ClrType == typeof(uint) ? Numbers<uint>(group, field, rowCount, value => value)
                : Numbers<decimal>(group, field, rowCount, value => (double)value),
            null);
    }

    private static double?[] Numbers<T>(ParquetRowGroupReader group, DataField field, int rowCount, Func<T, double> convert)
        where T : struct
    {
        if (!field.IsNullable)
        {
            T[] present = new T[rowCount];
            group.ReadAsync(field, present.AsMemory(), null, default).AsTask().GetAwaiter().GetResult();
            return Array.ConvertAll<T, double?>(present, value => convert(value));
        }

        T?[] values = new T?[rowCount];
        group.ReadAsync(field, values.AsMemory(), null, default).AsTask().GetAwaiter().GetResult();
        return Array.ConvertAll(values, value => value is T present ? (double?)convert(present) : null);
    }

    private readonly record struct ColumnPart(double?[]? Numbers, string?[]? Texts);
}
