using CsvHelper;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>
/// Makes a synthetic study in the study's schema: all 24 columns, nine neurons on branching dendrites, two synapse types, log-normal
/// areas, strays, a few gross outliers, and latent groups (dendritic branch × morphology) that the pipeline should find again.
/// </summary>
/// <remarks>No measured value is in it. The same options give the same bytes on every machine.</remarks>
public static class WorkbookSynthesizer
{
    /// <summary>The latent group of synapses that lie anywhere.</summary>
    public const string Stray = "stray";

    /// <summary>The latent group of synapses with an area many times too large.</summary>
    public const string GrossOutlier = "gross outlier";

    private const string HistoricalName = "neuron_synapse_raw_data";
    private const string NewName = "new_neuron_synapse_raw_data";

    /// <summary>Writes both workbooks: <c>neuron_synapse_raw_data</c> and <c>new_neuron_synapse_raw_data</c>, as .xlsx or .csv.</summary>
    /// <param name="folder">Where to; made where missing.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <returns>The paths of the two files, the historical one first.</returns>
    /// <exception cref="ArgumentException">More rows than a sheet can hold are asked for as .xlsx.</exception>
    public static (string Historical, string New) Write(string folder, SynthesisOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new SynthesisOptions();
        if (options.Format == SynthesisFormat.Xlsx)
        {
            SheetWriter.RequireRows(options.Rows, nameof(options));
            SheetWriter.RequireRows(options.NewRows, nameof(options));
        }

        Directory.CreateDirectory(folder);
        string ending = options.Format == SynthesisFormat.Xlsx ? ".xlsx" : ".csv";
        SynapseSynthesizer synthesizer = new(options);
        return (
            Write(Path.Combine(folder, HistoricalName + ending), synthesizer.Historical(), options.Format),
            Write(Path.Combine(folder, NewName + ending), synthesizer.New(), options.Format));
    }

    /// <summary>The latent group of every historical and new synapse: what the files do not tell.</summary>
    /// <param name="options">Null: the defaults.</param>
    public static IReadOnlyDictionary<SynapseKey, string> LatentGroups(SynthesisOptions? options = null)
    {
        SynapseSynthesizer synthesizer = new(options ?? new SynthesisOptions());
        return synthesizer.Historical().Concat(synthesizer.New()).ToDictionary(synapse => synapse.Key, synapse => synapse.LatentGroup);
    }

    private static string Write(string path, IEnumerable<SyntheticSynapse> synapses, SynthesisFormat format)
    {
        if (format == SynthesisFormat.Xlsx)
        {
            SheetWriter.Write(path, synapses);
        }
        else
        {
            WriteCsv(path, synapses);
        }

        return path;
    }

    private static void WriteCsv(string path, IEnumerable<SyntheticSynapse> synapses)
    {
        using CsvWriter writer = CsvWriter.ToFile(path, CsvTables.WriterOptions);
        writer.WriteHeader([.. SyntheticSynapse.ColumnNames]);
        double[] numbers = new double[SyntheticSynapse.ColumnNames.Count - 3];
        foreach (SyntheticSynapse synapse in synapses)
        {
            writer.WriteField(synapse.NeuronId);
            writer.WriteField(synapse.SynType);
            writer.WriteField(synapse.SynId);
            synapse.WriteNumbers(numbers);
            foreach (double number in numbers)
            {
                writer.WriteField(number);
            }

            writer.EndRecord();
        }
    }
}
