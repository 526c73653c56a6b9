namespace Neuropil.Study;

/// <summary>The settings cannot be used. Holds every problem found, not just the first.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>One line a problem: where, which key, which value, what is allowed.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
