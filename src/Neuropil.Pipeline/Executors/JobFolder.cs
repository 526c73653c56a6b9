using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>The folder of a job in the store: <c>store/jobs/NAME/</c>.</summary>
internal sealed class JobFolder(string path)
{
    private const string OrdersFile = "orders";

    public string FullPath => path;

    public string Name => System.IO.Path.GetFileName(path);

    public string OrdersPath => System.IO.Path.Combine(path, OrdersFile);

    public string StoreFolder => System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(path))!;

    public static JobFolder OfOrders(string ordersPath) => new(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(ordersPath))!);

    public string EventsPath(int part) => System.IO.Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"events-{part}"));

    public string ScratchFolder(int part) => System.IO.Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"scratch-{part}"));

    public string LogPath(int part) => System.IO.Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"log-{part}.txt"));

    /// <summary>What was asked for and the orders; null where they are missing or damaged.</summary>
    public (JobNeeds Needs, IReadOnlyList<JobOrder> Orders)? Orders() => JobOrder.Read(OrdersPath);

    /// <summary>The last lines of a part's log; empty where it wrote none.</summary>
    public string LogTail(int part, int lineCount)
    {
        try
        {
            using FileStream stream = new(LogPath(part), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader text = new(stream);
            string[] lines = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return string.Join('\n', lines.TakeLast(lineCount).Select(line => line.TrimEnd()));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
