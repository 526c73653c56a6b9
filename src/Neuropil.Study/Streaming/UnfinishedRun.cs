using Neuropil.Numerics.Models;

namespace Neuropil.Study;

/// <summary>What a stream has finished, in a folder beside its output until all is done: a later run of the same goes on from there.</summary>
internal sealed class UnfinishedRun
{
    private const string Format = "neuropil-stream";
    private readonly string folder;

    public UnfinishedRun(string outPath) => folder = outPath + ".unfinished";

    /// <summary>Where it is.</summary>
    public string Folder => folder;

    public bool Exists => Directory.Exists(folder);

    public string Predictions => Path.Combine(folder, "predictions");

    public string Removed => Path.Combine(folder, "removed");

    private string ScanPath => Path.Combine(folder, "scan.json");

    private string ProgressPath => Path.Combine(folder, "progress.json");

    /// <summary>How far it is; null: nothing is finished.</summary>
    public StreamState? State() => Read(ProgressPath, StreamState.Load);

    /// <summary>What reading the tables through told; null: they have not been.</summary>
    public StreamScan? Scan() => Read(ScanPath, StreamScan.Load);

    public void Write(StreamScan scan) => Replace(ScanPath, scan.Save);

    public void Write(StreamState state) => Replace(ProgressPath, state.Save);

    public void Create() => Directory.CreateDirectory(folder);

    public void Delete()
    {
        if (Exists)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes a file beside its place, on the disk for good, and gives it its name.</summary>
    public static void Replace(string path, Action<Stream> write)
    {
        string beside = path + ".new";
        using (FileStream stream = new(beside, FileMode.Create, FileAccess.Write))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static T? Read<T>(string path, Func<Stream, string, T> load)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return load(stream, path);
        }
        catch (ModelFormatException damaged)
        {
            throw new ModelFormatException($"{damaged.Message} Give --overwrite, and all is computed again.", damaged);
        }
    }

    /// <summary>How far a run is.</summary>
    /// <param name="Key">What it is a run of: models, tables and form of the output by hash.</param>
    /// <param name="Blocks">Blocks that are finished.</param>
    /// <param name="Length">Where the file of predictions ends with them.</param>
    /// <param name="RemovedLength">Where the file of removed synapses ends with them.</param>
    /// <param name="Summary">What they told.</param>
    internal sealed record StreamState(string Key, int Blocks, long Length, long RemovedLength, StreamSummary Summary)
    {
        public void Save(Stream stream) => ModelWriter.Write(stream, Format, 1, writer =>
        {
            writer.Text("key", Key);
            writer.Integer("blocks", Blocks);
            writer.Integer("length", Length);
            writer.Integer("removedLength", RemovedLength);
            writer.Nested("summary", Summary.Write);
        });

        public static StreamState Load(Stream stream, string name)
        {
            ModelReader reader = ModelReader.Read(stream, Format, 1, name);
            return new StreamState(
                reader.Text("key"), reader.Integer("blocks", 0), reader.LongInteger("length"), reader.LongInteger("removedLength"), StreamSummary.Read(reader.Nested("summary")));
        }
    }
}
