namespace Neuropil.Synapses;

/// <summary>Makes a synthetic study: a historical and a new workbook in the study's schema.</summary>
public static class WorkbookSynthesizer
{
    /// <summary>Writes both workbooks: <c>neuron_synapse_raw_data</c> and <c>new_neuron_synapse_raw_data</c>, as .xlsx or .csv.</summary>
    /// <param name="folder">Where to; made where missing.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <returns>The paths of the two files, the historical one first.</returns>
    public static (string Historical, string New) Write(string folder, SynthesisOptions? options = null) => throw new NotSupportedException();
}
