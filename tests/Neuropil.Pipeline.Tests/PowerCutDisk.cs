namespace Neuropil.Pipeline.Tests;

/// <summary>
/// A disk whose power fails at the N-th change: nothing happens from then on, and what was not flushed is lost: contents are empty, and
/// where names are lost too, the last changes of names are undone.
/// </summary>
internal sealed class PowerCutDisk(int moment, bool losesNames) : IDisk
{
    private readonly Lock gate = new();
    private readonly HashSet<string> unflushed = new(StringComparer.Ordinal);
    private readonly List<(string From, string To, string? Replaced)> renames = [];
    private int count;
    private int backups;

    public sealed class PowerCutException() : IOException("the power is gone");

    public bool IsCut => count >= moment;

    public Stream Create(string path)
    {
        Step();
        lock (gate)
        {
            unflushed.Add(path);
            return FastDisk.Instance.Create(path);
        }
    }

    public void Flush(string path)
    {
        Step();
        lock (gate)
        {
            unflushed.Remove(path);
        }
    }

    public void Move(string from, string to)
    {
        Step();
        lock (gate)
        {
            string? replaced = null;
            if (File.Exists(to))
            {
                replaced = $"{Path.GetTempPath()}neuropil-power-{Environment.ProcessId}-{GetHashCode()}-{backups++}";
                File.Copy(to, replaced, overwrite: true);
            }

            FastDisk.Instance.Move(from, to);
            renames.Add((from, to, replaced));
            foreach (string path in unflushed.Where(path => path == from || path.StartsWith(from + "/", StringComparison.Ordinal)).ToArray())
            {
                unflushed.Remove(path);
                unflushed.Add(to + path[from.Length..]);
            }
        }
    }

    public void FlushFolder(string path)
    {
        Step();
        lock (gate)
        {
            // A journal keeps the order: with the names of one folder all earlier ones are on the disk.
            int last = renames.FindLastIndex(rename => Path.GetDirectoryName(rename.To) == path || Path.GetDirectoryName(rename.From) == path);
            Forget(last + 1);
        }
    }

    public void CreateFolder(string path)
    {
        Step();
        FastDisk.Instance.CreateFolder(path);
    }

    public void Delete(string path)
    {
        Step();
        lock (gate)
        {
            FastDisk.Instance.Delete(path);
        }
    }

    /// <summary>What is found when the power is back.</summary>
    public void Lose()
    {
        foreach (string path in unflushed.Where(File.Exists))
        {
            File.WriteAllBytes(path, []);
        }

        foreach ((string from, string to, string? replaced) in losesNames ? renames.AsEnumerable().Reverse() : [])
        {
            if (DamagedParts.IsThere(to))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(from)!);
                FastDisk.Instance.Move(to, from);
                if (replaced is not null)
                {
                    File.Copy(replaced, to);
                }
            }
        }

        Forget(renames.Count);
    }

    private void Forget(int number)
    {
        foreach (string replaced in renames.Take(number).Select(rename => rename.Replaced).OfType<string>())
        {
            File.Delete(replaced);
        }

        renames.RemoveRange(0, number);
    }

    private void Step()
    {
        if (Interlocked.Increment(ref count) >= moment)
        {
            throw new PowerCutException();
        }
    }
}
