namespace Neuropil.Synapses;

/// <summary>The file format of a synthetic workbook.</summary>
public enum SynthesisFormat
{
    /// <summary>An Office Open XML workbook with one sheet; up to 1,048,575 rows.</summary>
    Xlsx,

    /// <summary>Comma-separated text; any number of rows, written as they are made.</summary>
    Csv,
}
