using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Makes the synapses of <see cref="WorkbookSynthesizer"/> in the shapes of other labs' tables.</summary>
/// <remarks>No measured value is in it. The same options give the same bytes on every machine.</remarks>
public static class StudySynthesizer
{
    private const long FirstSynapse = 720575940000000001;
    private const long FirstNeuron = 864691135000004849;
    private const long FirstPartner = 864691136000000007;
    private const int NeuronStep = 3;
    private const int PartnersOfType = 40;
    private const double Origin = 200_000;
    private const double BlankShare = 0.01;
    private const double VoxelArea = 16;
    private static readonly double[] Voxel = [4, 4, 40];
    private static readonly ulong Purpose = KeyedRandom.Purpose("synthetic partner");

    /// <summary>Writes a study's tables in a shape: the historical synapses, and for <see cref="SynthesisShape.Study"/> the new ones too.</summary>
    /// <param name="folder">Where to; made where missing.</param>
    /// <param name="shape">Whose tables it looks like. All but the study's are CSV, whatever the options' format.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="ArgumentException">More rows than a sheet can hold are asked for as .xlsx.</exception>
    public static IReadOnlyList<string> Write(string folder, SynthesisShape shape, SynthesisOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new SynthesisOptions();
        if (Require.Defined(shape) == SynthesisShape.Study)
        {
            (string historical, string added) = WorkbookSynthesizer.Write(folder, options);
            return [historical, added];
        }

        IReadOnlyList<SyntheticNeuron> neurons = SyntheticNeuron.All(options.Seed);
        SyntheticSynapse[] synapses = [.. new SynapseSynthesizer(options).Historical()];
        return shape == SynthesisShape.Connectome
            ? [Write(folder, "synapses.csv", Synapses(synapses, neurons, options.Seed)), Write(folder, "somata.csv", Somata(neurons)), Write(folder, "partners.csv", Partners())]
            : [.. neurons.Select(neuron => Write(Path.Combine(folder, "neurons"), neuron.NeuronId + ".csv", Arbor([.. synapses.Where(synapse => synapse.NeuronId == neuron.NeuronId)])))];
    }

    private static string Write(string folder, string name, Table table)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name);
        table.WriteCsv(path);
        return path;
    }

    private static Table Synapses(SyntheticSynapse[] synapses, IReadOnlyList<SyntheticNeuron> neurons, long seed)
    {
        string[] order = [.. neurons.Select(neuron => neuron.NeuronId)];
        return new Table(
            Ids("id", synapses.Select((_, row) => FirstSynapse + row)),
            Ids("pre_root_id", synapses.Select((synapse, row) => FirstPartner + PartnerOf(synapse, seed, row))),
            Ids("post_root_id", synapses.Select(synapse => NeuronOf(Array.IndexOf(order, synapse.NeuronId)))),
            Whole("ctr_pt_x_vx", synapses.Select(synapse => Place(synapse, 0))),
            Whole("ctr_pt_y_vx", synapses.Select(synapse => Place(synapse, 1))),
            Whole("ctr_pt_z_vx", synapses.Select(synapse => Place(synapse, 2))),
            Whole("cleft_vx", synapses.Select(synapse => Math.Round(synapse.SynArea * 1e6 / VoxelArea))),
            TableColumn.Texts("bouton_um2", [.. synapses.Select((synapse, row) => IsBlank(seed, row) ? "" : Rounded(synapse.BoutonArea))]));
    }

    private static Table Somata(IReadOnlyList<SyntheticNeuron> neurons) => new(
        Ids("root_id", neurons.Select((_, index) => NeuronOf(index))),
        TableColumn.Texts("cell_type", [.. neurons.Select(neuron => neuron.Type)]),
        TableColumn.Texts("pt_position", [.. neurons.Select(neuron => $"[{string.Join(' ', neuron.Soma.Select((place, axis) => Voxels(1000 * place, axis)))}]")]));

    private static Table Partners()
    {
        int[] partners = [.. Enumerable.Range(0, 2 * PartnersOfType)];
        return new Table(
            Ids("root_id", partners.Select(partner => FirstPartner + partner)),
            TableColumn.Texts("transmitter", [.. partners.Select(partner => partner < PartnersOfType ? "glutamate" : "gaba")]));
    }

    private static Table Arbor(SyntheticSynapse[] synapses) => new(
        TableColumn.Texts("connector", [.. synapses.Select(synapse => $"{synapse.SynType}-{synapse.SynId.ToString(CultureInfo.InvariantCulture)}")]),
        Whole("x_nm", synapses.Select(synapse => Math.Round(synapse.Nanometres[0]))),
        Whole("y_nm", synapses.Select(synapse => Math.Round(synapse.Nanometres[1]))),
        Whole("z_nm", synapses.Select(synapse => Math.Round(synapse.Nanometres[2]))),
        TableColumn.Texts("bouton_um2", [.. synapses.Select(synapse => Rounded(synapse.BoutonArea))]));

    private static long NeuronOf(int index) => FirstNeuron + ((long)NeuronStep * index);

    private static int PartnerOf(SyntheticSynapse synapse, long seed, int row)
        => (int)(PartnersOfType * KeyedRandom.At(seed, Purpose, (ulong)row).NextDouble()) + (synapse.SynType == SyntheticSynapse.Asymmetric ? 0 : PartnersOfType);

    private static bool IsBlank(long seed, int row)
    {
        KeyedRandom random = KeyedRandom.At(seed, Purpose, (ulong)row);
        _ = random.NextDouble();
        return random.NextDouble() < BlankShare;
    }

    private static double Place(SyntheticSynapse synapse, int axis) => Voxels(synapse.Nanometres[axis], axis);

    private static double Voxels(double nanometres, int axis) => Math.Round((nanometres + Origin) / Voxel[axis]);

    private static TableColumn Ids(string name, IEnumerable<long> ids) => TableColumn.Texts(name, [.. ids.Select(id => id.ToString(CultureInfo.InvariantCulture))]);

    private static TableColumn Whole(string name, IEnumerable<double> numbers) => TableColumn.Numbers(name, [.. numbers]);

    private static string Rounded(double area) => Math.Round(area, 4).ToString(CultureInfo.InvariantCulture);
}
