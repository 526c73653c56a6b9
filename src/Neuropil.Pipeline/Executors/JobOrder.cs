using System.Text.Json.Nodes;

namespace Neuropil.Pipeline;

/// <summary>What a job is to do for one unit: the key that it must come to, and the content hashes of its inputs.</summary>
internal sealed record JobOrder(int Part, string Unit, string KeyHash, IReadOnlyDictionary<string, string> Inputs)
{
    public static string ToText(JobNeeds needs, IEnumerable<JobOrder> orders) => new JsonObject
    {
        ["minutes"] = needs.Time.TotalMinutes,
        ["megabytes"] = needs.Megabytes,
        ["processors"] = needs.ProcessorCount,
    }.ToJsonString() + "\n" + string.Concat(orders.Select(order => new JsonObject
    {
        ["part"] = order.Part,
        ["unit"] = order.Unit,
        ["key"] = order.KeyHash,
        ["inputs"] = new JsonObject(order.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Value))),
    }.ToJsonString() + "\n"));

    /// <summary>What was asked for and the orders, in a sealed file; null where it is missing or damaged.</summary>
    public static (JobNeeds Needs, IReadOnlyList<JobOrder> Orders)? Read(string path)
    {
        if (SealedText.Read(path)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) is not { } lines)
        {
            return null;
        }

        JsonNode needs = JsonNode.Parse(lines[0])!;
        return (new JobNeeds(TimeSpan.FromMinutes((double)needs["minutes"]!), (int)needs["megabytes"]!, (int)needs["processors"]!), [.. lines.Skip(1).Select(Parse)]);
    }

    private static JobOrder Parse(string line)
    {
        JsonNode order = JsonNode.Parse(line)!;
        return new JobOrder(
            (int)order["part"]!,
            (string)order["unit"]!,
            (string)order["key"]!,
            order["inputs"]!.AsObject().ToDictionary(input => input.Key, input => (string)input.Value!, StringComparer.Ordinal));
    }
}
