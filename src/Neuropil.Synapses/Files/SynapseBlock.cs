using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>A fixed number of a table's rows, as they came: reading them is left to whoever works on them.</summary>
public sealed class SynapseBlock
{
    private readonly TableHeading heading;
    private readonly SynapseColumns columns;
    private readonly IReadOnlyList<Table> pieces;

    internal SynapseBlock(int index, long firstRow, TableHeading heading, SynapseColumns columns, IReadOnlyList<Table> pieces)
    {
        Index = index;
        FirstRow = firstRow;
        this.heading = heading;
        this.columns = columns;
        this.pieces = pieces;
    }

    /// <summary>Which block of the table it is, from 0.</summary>
    public int Index { get; }

    /// <summary>How many rows of the table come before it.</summary>
    public long FirstRow { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => pieces.Sum(piece => piece.RowCount);

    /// <summary>Reads and checks the rows.</summary>
    public SynapsePart Read()
    {
        SynapseRows rows = new(heading, columns, ExclusionList.Empty, FirstRow);
        foreach (Table piece in pieces)
        {
            rows.Add(piece);
        }

        return rows.FinishPart();
    }
}
