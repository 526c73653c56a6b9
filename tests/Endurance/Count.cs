namespace Neuropil.Endurance;

/// <summary>How many rounds ended as they must; a fault is told at once.</summary>
internal sealed class Count
{
    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public void Note(string round, IReadOnlyList<string> faults)
    {
        if (faults.Count == 0)
        {
            Passed++;
            return;
        }

        Failed++;
        Console.WriteLine($"{round}: {string.Join("; ", faults.Take(5))}");
    }
}
