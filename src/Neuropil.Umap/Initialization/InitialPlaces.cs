using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>Where the points start: n × EmbeddingDimension, row by row, each column from 0 to <see cref="Extent"/>.</summary>
internal static class InitialPlaces
{
    public const float Extent = 10;
    private const double Trace = 1e-4;
    private static readonly ulong RandomPurpose = KeyedRandom.Purpose("umap random start");

    public static float[] From(UmapData data, FuzzySimplicialSet graph, UmapOptions options, Execution execution)
    {
        execution.Report("start", 0);
        return options.Initialization switch
        {
            UmapInitialization.Spectral => FittedToExtent(SpectralStart.Of(data, graph, options.EmbeddingDimension, execution), options),
            UmapInitialization.PrincipalComponents => FittedToExtent(PrincipalComponents.Of(data.Points!, options.EmbeddingDimension, execution), options),
            _ => AtRandom(graph.PointCount, options),
        };
    }

    public static float[] Given(Matrix initialEmbedding)
    {
        float[] places = new float[initialEmbedding.Values.Length];
        for (int index = 0; index < places.Length; index++)
        {
            places[index] = (float)initialEmbedding.Values[index];
        }

        return places;
    }

    private static float[] AtRandom(int pointCount, UmapOptions options)
    {
        float[] places = new float[pointCount * options.EmbeddingDimension];
        for (int point = 0; point < pointCount; point++)
        {
            KeyedRandom random = KeyedRandom.At(options.Seed, RandomPurpose, (ulong)point);
            for (int column = 0; column < options.EmbeddingDimension; column++)
            {
                places[(point * options.EmbeddingDimension) + column] = (float)(Extent * random.NextDouble());
            }
        }

        return places;
    }

    /// <summary>
    /// Stretches each column to the extent, with a trace of randomness so that no two points start in one place; a column without
    /// any extent is drawn at random.
    /// </summary>
    private static float[] FittedToExtent(double[] coordinates, UmapOptions options)
    {
        int dimension = options.EmbeddingDimension;
        float[] places = AtRandom(coordinates.Length / dimension, options);
        for (int column = 0; column < dimension; column++)
        {
            double least = double.PositiveInfinity;
            double most = double.NegativeInfinity;
            for (int index = column; index < coordinates.Length; index += dimension)
            {
                least = Math.Min(least, coordinates[index]);
                most = Math.Max(most, coordinates[index]);
            }

            if (most > least)
            {
                for (int index = column; index < coordinates.Length; index += dimension)
                {
                    places[index] = (float)((Extent * (coordinates[index] - least) / (most - least)) + (Trace * places[index]));
                }
            }
        }

        return places;
    }
}
