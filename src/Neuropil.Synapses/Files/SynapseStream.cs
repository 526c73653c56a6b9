using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>
/// A table of any length, read in blocks of a fixed number of rows: whether its rows stand in one file or in many, the same rows come in the
/// same blocks. Memory does not grow with the rows. What only the whole table could tell, as a key that comes twice, is not looked at.
/// </summary>
public sealed class SynapseStream : IDisposable
{
    private readonly TableSource source;
    private readonly TableHeading heading;
    private readonly SynapseColumns columns;

    private SynapseStream(TableSource source, TableHeading heading, SynapseColumns columns)
    {
        this.source = source;
        this.heading = heading;
        this.columns = columns;
    }

    /// <summary>What errors call the table.</summary>
    public string Name => source.Name;

    /// <summary>The full paths of all files that are read, the joined tables' too.</summary>
    public IReadOnlyList<string> Paths => source.Paths;

    /// <summary>What was found while reading and is to be told.</summary>
    public IReadOnlyList<string> Notes => source.Notes;

    /// <summary>Opens a table and looks at its header.</summary>
    /// <param name="request">What <see cref="SynapseReader.Request"/> made.</param>
    /// <param name="columns">Which column holds what.</param>
    /// <exception cref="TableException">A file is missing or damaged, or columns are missing: all of them, each with the nearest name.</exception>
    public static SynapseStream Open(TableRequest request, SynapseColumns columns)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(columns);
        TableSource source = TableSource.Open(request);
        try
        {
            TableHeading heading = SynapseReader.Heading(source, request);
            new SynapseRows(heading, columns, ExclusionList.Empty).RequireColumns();
            return new SynapseStream(source, heading, columns);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The rows, block by block.</summary>
    /// <param name="rowCount">Rows of a block; the last may have fewer.</param>
    /// <param name="withCarried">Whether columns without a role are read too.</param>
    /// <param name="execution">Cancellation.</param>
    public IEnumerable<SynapseBlock> Blocks(int rowCount, bool withCarried = true, Execution? execution = null)
    {
        Require.AtLeast(rowCount, 1, nameof(rowCount));
        return Cut(source.Chunks(SynapseReader.Wanted(source, columns, withCarried), execution, rowCount), rowCount);
    }

    /// <inheritdoc />
    public void Dispose() => source.Dispose();

    private IEnumerable<SynapseBlock> Cut(IEnumerable<Table> chunks, int rowCount)
    {
        List<Table> pieces = [];
        int held = 0;
        int index = 0;
        long firstRow = 0;
        foreach (Table chunk in chunks)
        {
            for (int start = 0; start < chunk.RowCount;)
            {
                int count = Math.Min(chunk.RowCount - start, rowCount - held);
                pieces.Add(count == chunk.RowCount ? chunk : chunk.Take([.. Enumerable.Range(start, count)]));
                held += count;
                start += count;
                if (held == rowCount)
                {
                    yield return new SynapseBlock(index++, firstRow, heading, columns, pieces);
                    firstRow += held;
                    pieces = [];
                    held = 0;
                }
            }
        }

        if (held > 0)
        {
            yield return new SynapseBlock(index, firstRow, heading, columns, pieces);
        }
    }
}
