using Neuropil.Hdbscan;
using Neuropil.Learning;
using Neuropil.Numerics.Models;
using Neuropil.Umap;

namespace Neuropil.Fuzz;

/// <summary>What is fuzzed: a reader, and the error by which it may refuse. Everything else that it throws is a find.</summary>
internal static class Targets
{
    public static Dictionary<string, Action<Stream>> All { get; } = new(StringComparer.Ordinal)
    {
        ["pickle"] = Refusing<ModelFormatException>(stream => ImportedBundle.Import(stream, "file")),
        ["xgboost"] = Refusing<ModelFormatException>(stream => GradientBoostingModel.LoadXgboost(stream, "file")),
        ["bundle"] = Refusing<ModelFormatException>(stream => ImportedBundle.Load(stream, "file")),
        ["svm"] = Refusing<ModelFormatException>(stream => OneClassSvmModel.Load(stream, "file")),
        ["knn"] = Refusing<ModelFormatException>(stream => KNearestNeighborsModel.Load(stream, "file")),
        ["forest"] = Refusing<ModelFormatException>(stream => RandomForestModel.Load(stream, "file")),
        ["umap"] = Refusing<ModelFormatException>(stream => UmapModel.Load(stream, "file")),
        ["hdbscan"] = Refusing<ModelFormatException>(stream => HdbscanModel.Load(stream, "file")),
    };

    private static Action<Stream> Refusing<TError>(Action<Stream> read)
        where TError : Exception
        => stream =>
        {
            try
            {
                read(stream);
            }
            catch (TError)
            {
            }
        };
}
