namespace Neuropil.Study;

/// <summary>Where a value comes from, weakest first.</summary>
internal enum SettingSource
{
    /// <summary>A <c>CAKE_*</c> variable: for keys that the file leaves out.</summary>
    Environment,

    /// <summary><c>cake.config</c>.</summary>
    File,

    /// <summary>An argument of the command line.</summary>
    Argument,
}
