using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Synapses;
using Neuropil.Tables;
using StreamState = Neuropil.Study.UnfinishedRun.StreamState;

namespace Neuropil.Study;

/// <summary>
/// Predicts tables of any length with a fitted study: rows in, rows out, in memory that does not grow with them. The output's bytes do not
/// depend on threads, on how the rows are cut into files, or on how often the work was broken off and taken up again.
/// </summary>
/// <remarks>
/// The columns are those of the study's <c>predict/predictions.csv</c>; rows come in blocks of 16,384 synapses in the order of the tables, within
/// a block group by group, so that a table of one block gives that very file.
/// </remarks>
public static class StreamedPrediction
{
    private const int NoSpaceUnix = 28;
    private const int NoSpaceWindows = unchecked((int)0x80070070);

    /// <summary>Predicts; goes on where an earlier run of the same request was broken off.</summary>
    /// <param name="study">The study.</param>
    /// <param name="request">What and where to.</param>
    /// <param name="execution">Threads and cancellation; never changes the result.</param>
    /// <param name="listener">Hears what is to be told, and how far the work is.</param>
    /// <exception cref="TableException">Something is wrong with the tables; nothing is written then.</exception>
    /// <exception cref="IOException">The output is there already, or cannot be written; what was finished is kept.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop; what was finished is kept.</exception>
    public static StreamSummary Run(FittedStudy study, StreamRequest request, Execution? execution = null, IStreamListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(request);
        execution ??= Execution.Default;
        UnfinishedRun run = new(Path.GetFullPath(request.Out));
        RequirePlaces(request, run);
        SynapseColumns columns = study.Served.Schema.Columns;
        using SynapseStream stream = SynapseStream.Open(SynapseReader.Request(Request(study, request), columns), columns);
        RequireOthers(request, stream);
        string key = Key(study, request, stream);
        StreamState state = Begin(run, request, key);
        try
        {
            StreamScan scan = run.Scan() ?? StreamScan.Of(stream, study, request.BlockRows, execution, listener);
            run.Write(scan);
            TellUnseen(study, scan, listener);
            state = Predict(study, request, execution, listener, run, stream, scan, state);
        }
        catch (IOException full) when (full.HResult is NoSpaceUnix or NoSpaceWindows)
        {
            throw new IOException($"The disk is full: {full.Message.TrimEnd('.')}. What was finished is kept in {run.Folder}: make room and give the same command again, it goes on from there.", full);
        }

        foreach (string note in stream.Notes.Distinct())
        {
            listener?.Note(note);
        }

        if (request.Removed is string removed)
        {
            File.Move(run.Removed, removed, overwrite: true);
        }

        File.Move(run.Predictions, request.Out, overwrite: true);
        run.Delete();
        return state.Summary;
    }

    private static void RequirePlaces(StreamRequest request, UnfinishedRun run)
    {
        string extension = Path.GetExtension(request.Out).ToLowerInvariant();
        if (extension is not (".csv" or ".parquet"))
        {
            throw new ArgumentException($"{request.Out} has the extension '{extension}'; expected .csv or .parquet.", nameof(request));
        }

        foreach (string path in new[] { request.Out, request.Removed }.OfType<string>())
        {
            if (Directory.Exists(path))
            {
                throw new IOException($"{path} is a folder; expected the name of a file to write.");
            }

            if (File.Exists(path) && !request.Overwrite)
            {
                throw new IOException($"{path} is there already; expected a new name, so that no predictions are lost. Move it away, or give --overwrite.");
            }
        }

        if (run.Exists && request.Overwrite)
        {
            run.Delete();
        }
    }

    private static void RequireOthers(StreamRequest request, SynapseStream stream)
    {
        HashSet<string> read = [.. stream.Paths.Select(Path.GetFullPath)];
        if (new[] { request.Out, request.Removed }.OfType<string>().FirstOrDefault(path => read.Contains(Path.GetFullPath(path))) is string same)
        {
            throw new IOException($"{same} is a table that is read; expected another file, so that it stays.");
        }
    }

    private static TableRequest Request(FittedStudy study, StreamRequest request)
    {
        ServedSchema served = study.Served;
        string[] missing = [.. study.Joins.Where(join => !request.Joins.ContainsKey(join))];
        if (missing.Length > 0)
        {
            throw new ArgumentException($"The study joins other tables: {string.Join(", ", served.Joins.Where(join => missing.Contains(join.Name)).Select(join => $"{join.Name} ({join.Rest})"))}; expected a file for each. Give --join {missing[0]}=FILE.", nameof(request));
        }

        if (request.Joins.Keys.FirstOrDefault(name => !study.Joins.Contains(name)) is string unknown)
        {
            throw new ArgumentException($"The study has no join '{unknown}'{NearestName.Suggestion(unknown, study.Joins)}; expected {(study.Joins.Count == 0 ? "none" : "one of " + string.Join(", ", study.Joins))}.", nameof(request));
        }

        return new TableRequest(request.Location)
        {
            Sheet = served.Sheet is null ? SheetChoice.First : SheetChoice.Parse(served.Sheet),
            Header = served.HeaderRow is null ? HeaderRows.Auto : HeaderRows.Parse(served.HeaderRow),
            Joins = [.. served.Joins.Select(join => TableJoin.Parse(join.Name, $"{request.Joins[join.Name]} {join.Rest}"))],
        };
    }

    // Tables are the same while their names, sizes and times are: hashing them would take as long as reading them.
    private static string Key(FittedStudy study, StreamRequest request, SynapseStream stream)
    {
        StringBuilder text = new();
        text.AppendLine(study.ContentHash);
        text.AppendLine(ModelWriter.WrittenBy);
        text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{request.IsParquet} {request.Removed is not null} {request.BlockRows} {request.BlocksPerPart}"));
        foreach (FileInfo file in stream.Paths.Select(path => new FileInfo(path)))
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static StreamState Begin(UnfinishedRun run, StreamRequest request, string key)
    {
        StreamState? found = run.State();
        if (found is not null && found.Key != key)
        {
            throw new IOException($"{run.Folder} holds what another run for {request.Out} finished, of other models or tables; expected this one's. Choose another name, or give --overwrite to begin anew.");
        }

        run.Create();
        StreamState state = found ?? new StreamState(key, 0, 0, 0, new StreamSummary());
        run.Write(state);
        return state with { Summary = state.Summary with { ResumedRows = state.Summary.Rows } };
    }

    private static void TellUnseen(FittedStudy study, StreamScan scan, IStreamListener? listener)
    {
        if (scan.Unseen.Neurons.Count > 0)
        {
            listener?.Warn(NewSynapseRows.UnseenWarning([.. scan.Unseen.Neurons.Select(axes => axes.NeuronId)], scan.Unseen));
        }
    }

    private static StreamState Predict(
        FittedStudy study,
        StreamRequest request,
        Execution execution,
        IStreamListener? listener,
        UnfinishedRun run,
        SynapseStream stream,
        StreamScan scan,
        StreamState begun)
    {
        BlockPredictor predictor = new(study, scan.Unseen, execution);
        using StreamFile predictions = new(run.Predictions, request.IsParquet, begun.Length);
        using StreamFile removed = new(run.Removed, isParquet: false, begun.RemovedLength);
        StreamState state = begun;
        StreamClock clock = new("predict", begun.Summary.Rows, scan.Rows, listener);
        OrderedWork.Run(
            stream.Blocks(request.BlockRows, withCarried: true, execution).Where(block => block.Index >= begun.Blocks),
            block => Predict(predictor, block, request.IsParquet),
            done =>
            {
                predictions.Append(done.Block.Predictions, done.Predictions);
                removed.Append(done.Block.Removed, done.Removed);
                state = state with { Blocks = state.Blocks + 1, Summary = state.Summary.With(done.Block.Counts) };
                if (state.Blocks % request.BlocksPerPart == 0 || state.Summary.Rows == scan.Rows)
                {
                    state = state with { Length = predictions.Commit(), RemovedLength = removed.Commit() };
                    run.Write(state);
                }

                clock.Tell(state.Summary.Rows);
            },
            execution);
        return state.Summary.Rows == scan.Rows
            ? state
            : throw new IOException($"{stream.Name} has {state.Summary.Rows} rows now and had {scan.Rows} when it was looked at; expected tables that stay as they are meanwhile. Give the command again, with --overwrite.");
    }

    private static (PredictedBlock Block, ReadOnlyMemory<byte> Predictions, ReadOnlyMemory<byte> Removed) Predict(BlockPredictor predictor, SynapseBlock block, bool isParquet)
    {
        SynapsePart part = block.Read();
        if (part.ProblemCount > 0)
        {
            throw new TableException(part.Problems, part.ProblemCount);
        }

        PredictedBlock predicted = predictor.Predict(part.Synapses);
        return (
            predicted,
            isParquet ? default : StreamFile.Text(predicted.Predictions, block.Index == 0),
            StreamFile.Text(predicted.Removed, block.Index == 0));
    }
}
