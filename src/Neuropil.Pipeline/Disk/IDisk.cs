namespace Neuropil.Pipeline;

/// <summary>What is done to the disk: the one place where a test can make it fail.</summary>
internal interface IDisk
{
    /// <summary>A new file to write to; one of that name is replaced.</summary>
    Stream Create(string path);

    /// <summary>Waits until what was written to a file is on the disk.</summary>
    void Flush(string path);

    /// <summary>Gives a file or folder another name, in one step. A file of that name is replaced.</summary>
    void Move(string from, string to);

    /// <summary>Waits until the names in a folder are on the disk.</summary>
    void FlushFolder(string path);

    /// <summary>Makes a folder, and those above it.</summary>
    void CreateFolder(string path);

    /// <summary>Takes away a file, or a folder with all in it; nothing where there is none.</summary>
    void Delete(string path);
}
