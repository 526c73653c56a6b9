using System.Globalization;

namespace Neuropil.Tables;

/// <summary>The memory that the columns of a Parquet file may hold together while they are read.</summary>
internal sealed class ParquetBudget
{
    private long held;

    /// <summary>Asks for more.</summary>
    /// <exception cref="InvalidDataException">It is too much.</exception>
    public void Take(long more)
    {
        held += more;
        if (held > TableLimits.ParquetHeldBytes)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"the pages of its columns unpack to more than {TableLimits.ParquetHeldBytes} bytes at one time; read fewer columns"));
        }
    }
}
