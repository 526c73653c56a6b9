using System.Globalization;

namespace Neuropil.Study;

/// <summary>The section [Slurm]: what a lab's cluster wants to be told. No result depends on it.</summary>
public sealed record SlurmSettings
{
    /// <summary>The partition; null: the cluster's usual one.</summary>
    [Setting("Partition", "The partition that jobs go to; left out: the cluster's usual one.")]
    public string? Partition { get; init; }

    /// <summary>The account that pays; null: the user's usual one.</summary>
    [Setting("Account", "The account that pays; left out: your usual one.")]
    public string? Account { get; init; }

    /// <summary>The longest time of a part of a job, as <see cref="MinutesOf"/> reads it; null: told by earlier runs.</summary>
    [Setting("Time", "The longest time of a part of a job, told by earlier runs where it is auto; more is asked for where it was not enough.", Null = "auto", Parse = nameof(CanonicalTime), Allowed = "minutes, or H:MM:SS or D-HH:MM:SS")]
    public string? Time { get; init; }

    /// <summary>The memory of a part of a job, as <see cref="MegabytesOf"/> reads it; null: told by earlier runs.</summary>
    [Setting("Memory", "The memory of a part of a job, told by earlier runs where it is auto; more is asked for where it was not enough.", Null = "auto", Parse = nameof(CanonicalMemory), Allowed = "megabytes, or a number with M, G or T")]
    public string? Memory { get; init; }

    /// <summary>The processors of a part of a job; at least 1.</summary>
    [Setting("Processors", "The processors of a part of a job.", Least = 1, Most = 1024)]
    public int ProcessorCount { get; init; } = 4;

    /// <summary>How long a part of a job should last at least, in seconds.</summary>
    [Setting("Bundle", "How long a part of a job should last at least, in seconds: short units are bundled until it does.", Least = 0, Most = 86_400)]
    public int BundleSeconds { get; init; } = 60;

    /// <summary>The most parts of one job.</summary>
    [Setting("LargestArray", "The most parts of one job; less than the cluster's MaxArraySize.", Least = 1, Most = 1000)]
    public int LargestArray { get; init; } = 1000;

    /// <summary>Modules that a job loads first.</summary>
    [Setting("Modules", "Modules that a job loads first, with spaces between, as dotnet/10.")]
    public string? Modules { get; init; }

    /// <summary>More arguments for sbatch.</summary>
    [Setting("Arguments", "More arguments for sbatch, with spaces between, as --qos=long --exclude=n7.")]
    public string? Arguments { get; init; }

    /// <summary>The folder of Slurm's commands.</summary>
    [Setting("Commands", "The folder of sbatch, squeue and scancel where they are not among the commands.")]
    public string? Commands { get; init; }

    /// <summary>The minutes in a time.</summary>
    public static int? MinutesOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        string[] days = text.Split('-');
        string[] parts = days[^1].Split(':');
        int[] numbers = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        if (days.Length > 2 || parts.Length > 3 || numbers.Contains(-1) || numbers.Any(number => number > 10_000_000) || numbers.Skip(1).Any(number => number > 59))
        {
            return null;
        }

        // Slurm's own reading: MM, MM:SS, HH:MM:SS; behind days HH, HH:MM, HH:MM:SS.
        long seconds = (days.Length, numbers.Length) switch
        {
            (1, 1) => numbers[0] * 60L,
            (1, 2) => (numbers[0] * 60L) + numbers[1],
            _ => (numbers[0] * 3600L) + (numbers.ElementAtOrDefault(1) * 60L) + numbers.ElementAtOrDefault(2),
        };
        if (days.Length == 2)
        {
            if (!int.TryParse(days[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count > 3650)
            {
                return null;
            }

            seconds += count * 86_400L;
        }

        long minutes = (seconds + 59) / 60;
        return minutes is > 0 and < 10_000_000 ? (int)minutes : null;
    }

    /// <summary>The megabytes in an amount of memory.</summary>
    public static int? MegabytesOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        string number = text.Trim().TrimEnd('B', 'b');
        if (number.Length == 0)
        {
            return null;
        }

        int factor = char.ToUpperInvariant(number[^1]) switch { 'M' => 1, 'G' => 1024, 'T' => 1024 * 1024, _ => 0 };
        number = factor > 0 ? number[..^1].TrimEnd() : number;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount) && amount * Math.Max(1, factor) is >= 1 and < 1e9
            ? (int)Math.Ceiling(amount * Math.Max(1, factor))
            : null;
    }

    private static string? CanonicalTime(string text) => MinutesOf(text) is null ? null : text;

    private static string? CanonicalMemory(string text) => MegabytesOf(text) is null ? null : text;
}
