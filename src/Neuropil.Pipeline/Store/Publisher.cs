namespace Neuropil.Pipeline;

/// <summary>Puts the newest results under their readable names. A file that already has the content is left alone.</summary>
internal sealed class Publisher(string artifactsFolder, ArtifactStore store, StatCache files)
{
    public void Publish(Unit unit, IReadOnlyDictionary<string, string> outputs)
    {
        foreach (UnitOutput output in unit.OutputFiles)
        {
            string path = Path.Combine(artifactsFolder, output.PublishedPath);
            if (files.HashOf(path) == outputs[output.Name])
            {
                continue;
            }

            try
            {
                AtomicFile.Copy(store.ObjectPath(outputs[output.Name]), path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new IOException($"{path} cannot be written: {exception.Message} Close the program that has it open, then run again.", exception);
            }
        }
    }
}
