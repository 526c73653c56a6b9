using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>What a job tells of a unit, in a file of its own for each part. It only helps: the record in the store is what counts.</summary>
internal sealed record JobEvent(JobEventKind Kind, string KeyHash, string Text = "", string Details = "", int Megabytes = 0)
{
    public void AppendTo(string path)
    {
        string line = new JsonObject
        {
            ["kind"] = Kind.ToString(),
            ["key"] = KeyHash,
            ["text"] = Text,
            ["details"] = Details,
            ["megabytes"] = Megabytes,
        }.ToJsonString() + "\n";
        using FileStream stream = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        stream.Write(Encoding.UTF8.GetBytes(line));
    }

    /// <summary>The whole lines of a file; none where it is not there yet.</summary>
    public static IReadOnlyList<JobEvent> Read(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader text = new(stream);
            return [.. text.ReadToEnd().Split('\n')[..^1].Select(Parse).OfType<JobEvent>()];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static JobEvent? Parse(string line)
    {
        try
        {
            JsonNode node = JsonNode.Parse(line)!;
            return new JobEvent(
                Enum.Parse<JobEventKind>((string)node["kind"]!), (string)node["key"]!, (string)node["text"]!, (string)node["details"]!, (int)node["megabytes"]!);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or NullReferenceException)
        {
            // A line that a dying machine left half written.
            return null;
        }
    }
}
