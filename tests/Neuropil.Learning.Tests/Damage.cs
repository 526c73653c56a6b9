using CsCheck;

namespace Neuropil.Learning.Tests;

using Neuropil.Numerics.Models;

/// <summary>Damages files at random places: a reader may read the result or refuse it with ModelFormatException, nothing else.</summary>
internal static class Damage
{
    /// <summary>Overwrites, cuts, repeats and removes bytes.</summary>
    public static byte[] Apply(byte[] bytes, (int Kind, int Place, int Value)[] changes)
    {
        List<byte> damaged = [.. bytes];
        foreach ((int kind, int place, int value) in changes)
        {
            if (damaged.Count == 0)
            {
                break;
            }

            int at = place % damaged.Count;
            switch (kind)
            {
                case 0:
                    damaged[at] = (byte)value;
                    break;
                case 1:
                    damaged.RemoveRange(at, Math.Min(value % 9, damaged.Count - at));
                    break;
                case 2:
                    damaged.Insert(at, (byte)value);
                    break;
                case 3:
                    damaged[at] ^= (byte)(1 << (value % 8));
                    break;
                case 4:
                    damaged.InsertRange(at, damaged.GetRange(at, Math.Min(value % 65, damaged.Count - at)));
                    break;
                default:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
            }
        }

        return [.. damaged];
    }

    /// <summary>Reads <paramref name="count"/> damaged files.</summary>
    public static void Check(byte[] whole, Action<Stream> read, int count)
    {
        using (MemoryStream sound = new(whole))
        {
            read(sound);
        }

        // Cuts are rare among the kinds, or most files would be nothing but short.
        Gen<(int, int, int)> change = Gen.Select(Gen.Int[0, 60].Select(kind => kind == 60 ? 5 : kind % 5), Gen.Int[0, int.MaxValue], Gen.Int[0, 255]);
        change.Array[1, 4].Sample(
            changes =>
            {
                byte[] damaged = Apply(whole, changes);
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    using MemoryStream file = new(damaged);
                    read(file);
                }
                catch (ModelFormatException)
                {
                }

                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
            },
            iter: count,
            threads: 1);
    }
}
