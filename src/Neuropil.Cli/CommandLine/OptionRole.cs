namespace Neuropil.Cli;

/// <summary>What the value of an option names.</summary>
internal enum OptionRole
{
    /// <summary>A number, a word: nothing outside the command line.</summary>
    Value,

    /// <summary>A file that is written.</summary>
    Output,

    /// <summary>A file that is read.</summary>
    Input,
}
