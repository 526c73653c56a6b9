using System.Text;
using System.Text.RegularExpressions;
using Neuropil.Hdbscan;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Tables;
using Neuropil.Umap;

namespace Neuropil.Fuzz;

/// <summary>What the altered files are made from: the fixtures, and models fitted for it.</summary>
internal static partial class Seeds
{
    /// <summary>The columns that the models are fitted to.</summary>
    public const int Width = 3;

    private const int MostBytes = 1 << 16;
    private const int Points = 40;
    private static readonly string[] Models = ["svm", "knn", "forest", "umap", "hdbscan"];

    /// <summary>What is proved unless something is named.</summary>
    public static IReadOnlyList<string> Proved { get; } = ["csv", "xlsx", "xls", "parquet", "pickle", "xgboost", .. Models];

    /// <summary>The seeds of a target, in an order of their own; of our models each as it is, and once more without its checksum, so that what lies behind that is reached.</summary>
    public static IReadOnlyList<byte[]> Of(string target)
    {
        byte[][] files = Models.Contains(target) ? [Fitted(target)]
            : target == "xgboost" ? [Written(Boosted().SaveXgboostJson), Written(Boosted().SaveXgboostUbjson)]
            : [.. Files(target), .. target == "parquet" ? [Columns(stream => TableSink.Parquet(stream))] : (byte[][])[]];
        return Models.Contains(target) ? [files[0], Unsealed(files[0])] : files;
    }

    private static IEnumerable<byte[]> Files(string target)
    {
        string extension = target == "pickle" ? "pkl" : target;
        return Directory.EnumerateFiles(Path.Combine(Root(), "tests", "fixtures"), "*." + extension, SearchOption.AllDirectories)
            .Where(path => new FileInfo(path).Length is > 0 and < MostBytes)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes);
    }

    private static byte[] Fitted(string target)
    {
        (Matrix points, int[] labels) = Data();
        return target switch
        {
            "svm" => Written(OneClassSvm.Fit(points).Save),
            "knn" => Written(KNearestNeighbors.Fit(points, labels).Save),
            "forest" => Written(RandomForest.Fit(points, labels, new RandomForestOptions { TreeCount = 5 }).Save),
            "umap" => Written(Umap.Umap.Fit(points, new UmapOptions { NeighborCount = 5, EpochCount = 20 }).Save),
            _ => Written(Hdbscan.Hdbscan.Fit(points).Save),
        };
    }

    private static GradientBoostingModel Boosted()
    {
        (Matrix points, int[] labels) = Data();
        return GradientBoosting.Fit(points, labels, new GradientBoostingOptions { RoundCount = 3 });
    }

    private static (Matrix Points, int[] Labels) Data()
    {
        double[] values = new double[Points * Width];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = KeyedRandom.At(42, KeyedRandom.Purpose("fuzz"), (ulong)index).NextGaussian() + (index / Width % 2 * 9);
        }

        return (new Matrix(Points, Width, values), [.. Enumerable.Range(0, Points).Select(row => row % 2)]);
    }

    private static byte[] Columns(Func<Stream, TableSink> open)
    {
        using MemoryStream stream = new();
        using (TableSink sink = open(stream))
        {
            sink.Write(new Table(
                TableColumn.Texts("id", [.. Enumerable.Range(0, 300).Select(row => $"s{row}")]),
                TableColumn.Numbers("size", [.. Enumerable.Range(0, 300).Select(row => Math.Sqrt(row))]),
                TableColumn.Integers("count", [.. Enumerable.Range(0, 300)])));
            sink.Complete();
        }

        return stream.ToArray();
    }

    private static byte[] Written(Action<Stream> save)
    {
        using MemoryStream stream = new();
        save(stream);
        return stream.ToArray();
    }

    // As a file of an earlier version, which has no checksum and is read all the same.
    private static byte[] Unsealed(byte[] file)
        => Encoding.UTF8.GetBytes(Announcement().Replace(Seal().Replace(Encoding.UTF8.GetString(file), "\n}\n"), ""));

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Neuropil.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Neuropil.slnx was not found above the program.");
    }

    [GeneratedRegex(",\n  \"checksum\": \"[0-9a-f]{64}\"\n}\n$")]
    private static partial Regex Seal();

    [GeneratedRegex("  \"checksumOf\": \"[^\"]*\",\n")]
    private static partial Regex Announcement();
}
