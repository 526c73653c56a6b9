using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>
/// What is known of tables once they have been read through: that every cell is as it should be, how many rows there are, and the frames of
/// the neurons that have no historical synapses, of which sums per neuron are all that is kept.
/// </summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Unseen">The frames of those neurons, fitted to all their complete synapses.</param>
internal sealed record StreamScan(long Rows, NeuronAlignment Unseen)
{
    private const string Format = "neuropil-stream-scan";

    /// <summary>Reads the tables, once; a second time, places alone, where there are neurons without historical synapses.</summary>
    /// <exception cref="TableException">Something is wrong with the tables: all of it together.</exception>
    public static StreamScan Of(SynapseStream stream, FittedStudy study, int blockRows, Execution execution, IStreamListener? listener)
    {
        NeuronAlignmentBuilder builder = new(study.Alignment.Mode);
        List<TableProblem> problems = [];
        int problemCount = 0;
        long rows = 0;
        SortedSet<string> withoutOrigin = new(StringComparer.Ordinal);
        HashSet<string> notes = [];
        StreamClock clock = new("check", 0, null, listener);
        OrderedWork.Run(
            stream.Blocks(blockRows, withCarried: false, execution),
            block => block.Read() is var part ? (Part: part, Unseen: UnseenOf(part.Synapses, study)) : default,
            read =>
            {
                rows += read.Part.Synapses.Count;
                problemCount += read.Part.ProblemCount;
                problems.AddRange(read.Part.Problems.Take(TableLimits.Problems - problems.Count));
                withoutOrigin.UnionWith(read.Part.WithoutOrigin);
                foreach (string note in read.Part.Synapses.Notes.Where(notes.Add))
                {
                    listener?.Note(note);
                }

                if (read.Unseen is SynapseTable unseen)
                {
                    builder.AddPlaces(unseen);
                }

                clock.Tell(rows);
            },
            execution);
        if (problemCount > 0)
        {
            throw new TableException(problems, problemCount);
        }

        if (rows == 0)
        {
            throw new TableException(new TableProblem(stream.Name, "has a header and no rows", "at least one row, one a synapse", "Fill the table, or name another file."));
        }

        if (builder.NeuronCount > 0)
        {
            StreamClock second = new("frames of neurons first seen", 0, rows, listener);
            long seen = 0;
            OrderedWork.Run(
                stream.Blocks(blockRows, withCarried: false, execution),
                block => block.Read() is var part ? (part.Synapses.Count, Unseen: UnseenOf(part.Synapses, study)) : default,
                read =>
                {
                    if (read.Unseen is SynapseTable unseen)
                    {
                        builder.AddSpread(unseen);
                    }

                    second.Tell(seen += read.Count);
                },
                execution);
        }

        if (listener is not null && withoutOrigin.Count > 0)
        {
            listener.Warn($"{withoutOrigin.Count} {(withoutOrigin.Count == 1 ? "neuron has" : "neurons have")} no origin: {NameList.Of(withoutOrigin)}. Their positions count from the table's zero; aligning, which centres each neuron, takes that out.");
        }

        return new StreamScan(rows, builder.Finish());
    }

    public void Save(Stream stream) => ModelWriter.Write(stream, Format, 1, writer =>
    {
        writer.Integer("rows", Rows);
        writer.Nested("unseen", Unseen.Write);
    });

    public static StreamScan Load(Stream stream, string name)
    {
        ModelReader reader = ModelReader.Read(stream, Format, 1, name);
        return new StreamScan(reader.LongInteger("rows"), NeuronAlignment.Read(reader.Nested("unseen")));
    }

    // The complete synapses of neurons that have no historical ones; null where there are none.
    private static SynapseTable? UnseenOf(SynapseTable synapses, FittedStudy study)
    {
        bool[] isUnseen = [.. synapses.Neurons.Names.Select(neuron => !study.Alignment.Knows(neuron))];
        if (synapses.Positions is null || !Array.Exists(isUnseen, unseen => unseen))
        {
            return null;
        }

        string?[] gaps = SynapseScreen.Gaps(synapses, study.Served.Schema.Features);
        int[] codes = synapses.Neurons.Codes.ToArray();
        int[] rows = [.. Enumerable.Range(0, synapses.Count).Where(row => isUnseen[codes[row]] && gaps[row] is null)];
        return rows.Length == 0 ? null : synapses.Rows(rows);
    }
}
