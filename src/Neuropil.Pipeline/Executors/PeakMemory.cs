using System.Diagnostics;
using System.Globalization;

namespace Neuropil.Pipeline;

/// <summary>The most memory that this process held at once.</summary>
internal static class PeakMemory
{
    private const string ResetHighWater = "5";

    /// <summary>Begins anew, where the system can.</summary>
    public static void Forget()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                File.WriteAllText("/proc/self/clear_refs", ResetHighWater);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then the peak is of the whole process so far: too much rather than too little.
        }
    }

    /// <summary>The peak, in MB.</summary>
    public static int Megabytes()
    {
        try
        {
            string? line = OperatingSystem.IsLinux() ? File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
            if (line is not null)
            {
                return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            // The system's own counter stands in.
        }

        using Process process = Process.GetCurrentProcess();
        return (int)(process.PeakWorkingSet64 >> 20);
    }
}
