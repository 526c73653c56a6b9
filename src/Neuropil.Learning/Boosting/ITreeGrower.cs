using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Grows one tree at a time from gradients; each output of the model has its own grower, so that outputs can run side by side.</summary>
internal interface ITreeGrower
{
    /// <summary>Grows a tree and adds its leaf values to the margins of the rows it was grown on.</summary>
    /// <param name="gradients">By row.</param>
    /// <param name="rows">The rows the tree may see, ascending.</param>
    /// <param name="features">The features it may use, ascending.</param>
    /// <param name="margins">Row-major, outputs wide.</param>
    /// <param name="output">Which output the tree belongs to.</param>
    /// <param name="outputCount">Width of the margins.</param>
    /// <param name="execution">Threads and cancellation.</param>
    RegressionTree Grow(
        GradientPair[] gradients, ReadOnlySpan<int> rows, int[] features, float[] margins, int output, int outputCount, Execution execution);
}
