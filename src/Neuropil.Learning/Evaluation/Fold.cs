namespace Neuropil.Learning;

/// <summary>One division of the rows into a part to train on and a part to test on.</summary>
/// <param name="TrainingRows">Rows, ascending, counted from 0.</param>
/// <param name="TestRows">The other rows, ascending.</param>
public sealed record Fold(int[] TrainingRows, int[] TestRows)
{
    /// <summary>A fold from a mark per row.</summary>
    internal static Fold From(bool[] isTest)
    {
        List<int> training = [];
        List<int> test = [];
        for (int row = 0; row < isTest.Length; row++)
        {
            (isTest[row] ? test : training).Add(row);
        }

        return new Fold([.. training], [.. test]);
    }
}
