namespace Neuropil.Study;

/// <summary>Hears what a stream has to tell. Called from one thread.</summary>
public interface IStreamListener
{
    /// <summary>Something worth knowing.</summary>
    void Note(string text);

    /// <summary>Something doubtful.</summary>
    void Warn(string text);

    /// <summary>How far the work is, after each block.</summary>
    void Progressed(StreamProgress progress);
}
