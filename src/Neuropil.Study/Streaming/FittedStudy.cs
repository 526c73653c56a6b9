using System.Security.Cryptography;
using System.Text;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

using Neuropil.Umap;

/// <summary>
/// A study as training left it in its folder of results, ready to be given new tables: how these are read, the neurons' frames, the
/// bounds of the historical synapses, and each group's models. Immutable.
/// </summary>
/// <example><code>
/// FittedStudy study = FittedStudy.Load("artifacts");
/// StreamSummary summary = StreamedPrediction.Run(study, new StreamRequest("new/*.parquet", "predictions.csv"));
/// </code></example>
public sealed class FittedStudy
{
    private const int MostNamed = 5;
    private static readonly string[] Historical = ["ingest/historical-synapses.csv", "ingest/synapses.csv"];
    private readonly IReadOnlyList<Group> groups;

    private FittedStudy(string folder, ServedSchema served, NeuronAlignment alignment, FeatureBounds bounds, IReadOnlySet<SynapseKey> historicalKeys, IReadOnlyList<Group> groups, string contentHash)
    {
        Folder = folder;
        Served = served;
        Alignment = alignment;
        Bounds = bounds;
        HistoricalKeys = historicalKeys;
        this.groups = groups;
        ContentHash = contentHash;
    }

    /// <summary>The folder that it was loaded from.</summary>
    public string Folder { get; }

    /// <summary>SHA-256 over all files that decide a prediction, 64 hexadecimal digits.</summary>
    public string ContentHash { get; }

    /// <summary>The groups, in order.</summary>
    public IReadOnlyList<string> Groups => [.. Served.Schema.Groups.Select(group => group.Name)];

    /// <summary>The groups that have no models, since they were too small or had nothing to learn.</summary>
    public IReadOnlyList<string> SkippedGroups => [.. groups.Where(group => group.Models is null).Select(group => group.Definition.Name)];

    /// <summary>The names of the joins whose tables must be told, in order.</summary>
    public IReadOnlyList<string> Joins => [.. Served.Joins.Select(join => join.Name)];

    internal ServedSchema Served { get; }

    internal NeuronAlignment Alignment { get; }

    internal FeatureBounds Bounds { get; }

    internal IReadOnlySet<SynapseKey> HistoricalKeys { get; }

    /// <summary>Loads a study.</summary>
    /// <param name="folder">The folder of results of a study whose models were trained: <c>artifacts</c>, or <c>artifacts/NAME</c>; or a copy of it.</param>
    /// <exception cref="ModelFormatException">It is no such folder, no group has models, or a file is missing or damaged.</exception>
    public static FittedStudy Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Reader reader = new(folder);
        reader.RequireFolder();
        ServedSchema served = reader.Read(ServedSchema.Path, ServedSchema.Load);
        NeuronAlignment alignment = reader.Read("align/alignment.json", NeuronAlignment.Load);
        FeatureBounds bounds = reader.Read("screen/bounds.json", FeatureBounds.Load);
        Group[] groups = [.. served.Schema.Groups.Select((group, index) => new Group(group, served.Dimensions[index], reader.Models(group.Name)))];
        if (Array.TrueForAll(groups, group => group.Models is null))
        {
            throw new ModelFormatException($"{folder}: no group has models ({string.Join(", ", groups.Take(MostNamed).Select(group => group.Definition.Name))}); expected one at least. Look at what training said of the groups.");
        }

        HashSet<SynapseKey> keys = [];
        if (served.Schema.Columns.Id is not null && Array.Find(Historical, reader.Has) is string historical)
        {
            keys = [.. reader.Read(historical, (stream, name) => SynapseTableFile.FromTable(Table.ReadCsv(stream, name))).Keys()];
        }

        return new FittedStudy(folder, served, alignment, bounds, keys, groups, reader.Hash());
    }

    /// <summary>What predicts each group.</summary>
    /// <param name="unseen">The frames of neurons that have no historical synapses.</param>
    /// <param name="execution">Never changes the result.</param>
    internal IReadOnlyList<GroupPredictor> Predictors(NeuronAlignment unseen, Execution execution)
        =>
        [
            .. groups.Select(group => group.Models is not GroupModels models
                ? GroupPredictor.Skipped(group.Definition, Served.Schema.Columns, group.Dimension)
                : GroupPredictor.Of(
                    group.Definition,
                    Served.Schema.Columns,
                    models.Space.With(Alignment).With(unseen),
                    models.Umap,
                    models.Bundle.Model,
                    models.Clusters,
                    models.Features,
                    execution)),
        ];

    private sealed record Group(SynapseGroup Definition, int Dimension, GroupModels? Models);

    private sealed record GroupModels(FeatureSpace Space, UmapModel Umap, ModelBundle Bundle, Table Clusters, Matrix Features);

    /// <summary>Reads the folder's files and keeps their hashes.</summary>
    private sealed class Reader(string folder)
    {
        private readonly StringBuilder hashes = new();

        public void RequireFolder()
        {
            string expected = "expected a folder of results whose models were trained: artifacts, or artifacts/NAME of a study with a file of its own";
            if (File.Exists(folder))
            {
                throw new ModelFormatException($"{folder} is a file; {expected}. Name the folder.");
            }

            if (!Directory.Exists(folder))
            {
                string above = Path.GetDirectoryName(Path.GetFullPath(folder)) ?? folder;
                string nearest = Directory.Exists(above)
                    ? NearestName.Suggestion(Path.GetFileName(folder.TrimEnd('/', '\\')), Directory.EnumerateDirectories(above).Take(10_000).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal))
                    : "";
                throw new ModelFormatException($"There is no folder {folder}{nearest}; {expected}. Check the path.");
            }

            if (!Has(ServedSchema.Path))
            {
                string[] below = [.. Directory.EnumerateDirectories(folder).Where(inner => File.Exists(Path.Combine(inner, ServedSchema.Path))).Order(StringComparer.Ordinal).Take(MostNamed)];
                string found = below.Length > 0 ? $" It holds such folders: {string.Join(", ", below)}."
                    : Has("run.json") ? " It shows a run, but none that trained: --target=Train does."
                    : " --target=Train makes one.";
                throw new ModelFormatException($"{folder} has no {ServedSchema.Path}; {expected}.{found}");
            }
        }

        public bool Has(string path) => File.Exists(Path.Combine(folder, path));

        public T Read<T>(string path, Func<Stream, string, T> load)
        {
            string full = Path.Combine(folder, path);
            if (!File.Exists(full))
            {
                throw new ModelFormatException($"{folder} has no {path}, which belongs to its models; expected all files of one run. Copy the folder again, or train again.");
            }

            using FileStream stream = new(full, FileMode.Open, FileAccess.Read, FileShare.Read);
            hashes.Append(path).Append(' ').Append(Convert.ToHexStringLower(SHA256.HashData(stream))).Append('\n');
            stream.Position = 0;
            return load(stream, full);
        }

        public GroupModels? Models(string group)
        {
            if (Read($"train/{group}/bundle.json", (stream, name) => stream.Length == 0 ? null : ModelBundle.Load(stream, name)) is not ModelBundle bundle)
            {
                return null;
            }

            FeatureSpace space = Read($"features/{group}/space.json", FeatureSpace.Load);
            UmapModel umap = Read($"embed/{group}/umap.json", UmapModel.Load);
            using (FileStream stream = new(Path.Combine(folder, $"embed/{group}/umap.json"), FileMode.Open, FileAccess.Read, FileShare.Read))
            {
                bundle.RequireSpace(space.ContentHash, Convert.ToHexStringLower(SHA256.HashData(stream)));
            }

            return new GroupModels(
                space,
                umap,
                bundle,
                Read($"cluster/{group}/clusters.csv", Table.ReadCsv),
                Read($"features/{group}/features.csv", (stream, name) => GroupTable.Of(Table.ReadCsv(stream, name))).Points);
        }

        public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashes.ToString())));
    }
}
