using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Synapses.Tests;

/// <summary>One synapse of a test.</summary>
internal sealed record Row(string Neuron, string Type, string Id, int Line, double X, double Y, double Z, double SynArea, double BoutonArea);

/// <summary>Makes synapses for tests.</summary>
internal static class Make
{
    /// <summary>The published study's columns.</summary>
    public static SynapseColumns Published { get; } = new()
    {
        Neuron = Role("NeuronId"),
        Id = Role("SynId"),
        Type = Role("SynType in (as, ss)"),
        NeuronType = NeuronTypeRule.TryParse("prefix: cb, cr, pv", out _),
        Position = PositionColumns.TryParse("corr_x_micron|corr_x in nm, corr_y_micron|corr_y in nm, corr_z_micron|corr_z in nm", out _),
        Origin = OriginChoice.TryParse("corr_soma_x_micron|corr_soma_x in nm, corr_soma_y_micron|corr_soma_y in nm, corr_soma_z_micron|corr_soma_z in nm", out _)!,
        Features = [new("SynArea", 0), new("BoutonArea", 0)],
    };

    /// <summary>The published study's features.</summary>
    public static IReadOnlyList<FeatureRecipe> Recipes { get; } =
    [
        new() { Name = FeatureRecipe.Position, Scaling = FeatureScaling.None, Weight = 0.2 },
        new() { Name = "SynArea", Scaling = FeatureScaling.None },
        new() { Name = "BoutonArea", Scaling = FeatureScaling.None },
    ];

    public static RoleColumn Role(string text) => RoleColumn.TryParse(text, out string? problem) ?? throw new ArgumentException(problem);

    public static Row Synapse(string neuron, int line, double x, double y, double z, double synArea = 0.05, double boutonArea = 1.5, string type = "as")
        => new(neuron, type, line.ToString(System.Globalization.CultureInfo.InvariantCulture), line, x, y, z, synArea, boutonArea);

    public static SynapseTable Table(params IReadOnlyList<Row> rows)
        => new()
        {
            Source = "test",
            Lines = [.. rows.Select(row => row.Line)],
            Neurons = LabelColumn.Of([.. rows.Select(row => row.Neuron)]),
            NeuronTypes = LabelColumn.Of([.. rows.Select(row => row.Neuron)]).Renamed(Published.NeuronType!.Of),
            SynTypes = LabelColumn.Of([.. rows.Select(row => row.Type)]),
            Ids = [.. rows.Select(row => row.Id)],
            Positions = [[.. rows.Select(row => row.X)], [.. rows.Select(row => row.Y)], [.. rows.Select(row => row.Z)]],
            Columns =
            [
                TableColumn.Numbers("SynArea", [.. rows.Select(row => row.SynArea)]),
                TableColumn.Numbers("BoutonArea", [.. rows.Select(row => row.BoutonArea)]),
            ],
        };

    /// <summary>A cloud longest along x, shortest along z.</summary>
    public static List<Row> Cloud(string neuron, int count, int seed)
    {
        List<Row> rows = [];
        for (int index = 0; index < count; index++)
        {
            KeyedRandom random = KeyedRandom.At(seed, 1, (ulong)index);
            rows.Add(Synapse(
                neuron, index + 2, 9 * random.NextGaussian(), 4 * random.NextGaussian(), random.NextGaussian(), 0.05 + (0.01 * random.NextDouble()), 1 + random.NextDouble()));
        }

        return rows;
    }
}
