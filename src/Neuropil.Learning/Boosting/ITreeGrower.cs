using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Grows one tree at a time from gradients; each output of the model has its own grower, so that outputs can run side by side.</summary>
internal interface ITreeGrower
{
    /// <summary>Grows a tree and adds its leaf values to the margins of the rows it was grown on.</summary>
    /// <param name="gradients">By row.</param>
    /// <param name="rows">The rows the tree may see, ascending.</param>
    /// <param name="features">The features it may use, ascending.</param>
    /// <param name="margins">The output's, by row.</param>
    /// <param name="execution">Threads and cancellation.</param>
    RegressionTree Grow(GradientPair[] gradients, ReadOnlySpan<int> rows, int[] features, float[] margins, Execution execution);
}
