using System.Text;

namespace Neuropil.Pipeline;

/// <summary>A text with its own hash in the first line.</summary>
internal static class SealedText
{
    public static byte[] Of(string text) => Encoding.UTF8.GetBytes($"{ContentHash.OfText(text)}\n{text}");

    /// <summary>The text of a sealed file, or null where it is missing, damaged, or no file at all.</summary>
    public static string? Read(string path)
    {
        if (FileStamp.Of(path) is null)
        {
            return null;
        }

        try
        {
            string content = File.ReadAllText(path);
            bool isWhole = content.Length > ContentHash.Length
                && content[ContentHash.Length] == '\n'
                && content.AsSpan(0, ContentHash.Length).SequenceEqual(ContentHash.OfText(content[(ContentHash.Length + 1)..]));
            return isWhole ? content[(ContentHash.Length + 1)..] : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
