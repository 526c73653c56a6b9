namespace Neuropil.Tables;

/// <summary>The places of a table's rows, kept as runs of rows that follow each other.</summary>
internal sealed class RowPlaces
{
    private readonly List<Run> runs = [];

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    public RowPlace this[int row]
    {
        get
        {
            int low = 0;
            int high = runs.Count - 1;
            while (low < high)
            {
                int middle = (low + high + 1) / 2;
                (low, high) = runs[middle].First <= row ? (middle, high) : (low, middle - 1);
            }

            Run run = runs[low];
            return new RowPlace(run.File, run.Sheet, run.Line + (row - run.First));
        }
    }

    public void Add(string file, string? sheet, int line)
    {
        if (runs.Count == 0 || runs[^1].Line + (Count - runs[^1].First) != line || !ReferenceEquals(runs[^1].File, file) || !ReferenceEquals(runs[^1].Sheet, sheet))
        {
            runs.Add(new Run(Count, file, sheet, line));
        }

        Count++;
    }

    public void AddRange(RowPlaces places)
    {
        foreach (Run run in places.runs)
        {
            runs.Add(run with { First = run.First + Count });
        }

        Count += places.Count;
    }

    /// <summary>Rows one after another in one file.</summary>
    public static RowPlaces Of(string file, string? sheet, int firstLine, int count)
    {
        RowPlaces places = new() { Count = count };
        places.runs.Add(new Run(0, file, sheet, firstLine));
        return places;
    }

    private readonly record struct Run(int First, string File, string? Sheet, int Line);
}
