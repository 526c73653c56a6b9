namespace Neuropil.Study;

/// <summary>Where a value comes from, weakest first.</summary>
internal enum SettingSource
{
    /// <summary>The published study's settings, which a file that describes no tables of its own rests on.</summary>
    Published,

    /// <summary>A <c>CAKE_*</c> variable: for keys that the file leaves out.</summary>
    Environment,

    /// <summary>The study's file.</summary>
    File,

    /// <summary>An argument of the command line.</summary>
    Argument,
}
