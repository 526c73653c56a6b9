using Neuropil.Numerics;

namespace Neuropil.Umap;

/// <summary>
/// What is known of each point beside its coordinates, for a supervised fit: its category, or a number. Points that agree are drawn
/// together, points that differ apart.
/// </summary>
/// <remarks>
/// McInnes, Healy and Melville 2018, §6 ("extensions"), as umap-learn does it: of categories, an edge between different ones is weakened by
/// exp(−2.5 / (1 − Weight)), one to an unknown by exp(−1); of numbers, the points' graph is intersected with that of the numbers. Then
/// every point is connected as strongly as before with its strongest neighbour.
/// </remarks>
public sealed record UmapTarget
{
    /// <summary>A category below 0: not known.</summary>
    public const int Unknown = -1;

    private UmapTarget(int[]? categories, double[]? numbers)
    {
        CategoryNumbers = categories;
        Values = numbers;
    }

    /// <summary>How much the target counts against the coordinates; 0: hardly, 1: alone.</summary>
    public double Weight { get; init => field = Require.Between(value, 0, 1); } = 0.5;

    /// <summary>Whether there are categories, not numbers.</summary>
    public bool IsCategorical => CategoryNumbers is not null;

    /// <summary>Number of points.</summary>
    public int Count => CategoryNumbers?.Length ?? Values!.Length;

    internal int[]? CategoryNumbers { get; }

    internal double[]? Values { get; }

    /// <summary>A category for each point, copied; any negative number: not known.</summary>
    public static UmapTarget Categories(ReadOnlySpan<int> categories) => new(categories.ToArray(), null);

    /// <summary>A category for each point by name; null or empty: not known.</summary>
    public static UmapTarget Categories(IEnumerable<string?> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        List<int> found = [];
        foreach (string? category in categories)
        {
            if (string.IsNullOrEmpty(category))
            {
                found.Add(Unknown);
            }
            else
            {
                numbers.TryAdd(category, numbers.Count);
                found.Add(numbers[category]);
            }
        }

        return new UmapTarget([.. found], null);
    }

    /// <summary>A number for each point, copied.</summary>
    /// <exception cref="NonFiniteValueException">One is NaN or infinite; row counts from 0.</exception>
    public static UmapTarget Numbers(ReadOnlySpan<double> numbers)
    {
        double[] copy = numbers.ToArray();
        new Matrix(copy.Length, 1, copy).RequireFinite(nameof(numbers));
        return new UmapTarget(null, copy);
    }
}
