using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>
/// A fitted one-class support vector machine. A point's raw score is Σ αᵢ K(xᵢ, point) over the support vectors, its decision is
/// the raw score minus <see cref="Rho"/>; a decision of 0 or more is an inlier.
/// </summary>
/// <remarks>
/// Free support vectors sit on the boundary: their decisions are 0 but for <see cref="OneClassSvmOptions.Tolerance"/> and rounding, of either sign.
/// Each point's answer depends on the model and that point only.
/// </remarks>
public sealed class OneClassSvmModel
{
    private const string Format = "neuropil-one-class-svm";
    private const int PointsPerBlock = 64;

    /// <summary>With fewer kernel values to compute than this, waking other threads costs more than they save.</summary>
    private const long FewestValuesToShare = 1 << 17;
    private readonly int[] supportRows;
    private readonly double[] coefficients;
    private readonly KernelFunction kernel;
    private readonly ColumnTable supportColumns;
    private readonly OutlierCalibration? calibration;

    internal OneClassSvmModel(
        OneClassSvmOptions options,
        double gamma,
        double rho,
        int[] supportRows,
        Matrix supportPoints,
        double[] coefficients,
        OutlierCalibration? calibration,
        bool converged,
        FeatureNames? featureNames = null)
    {
        Options = options;
        Gamma = gamma;
        Rho = rho;
        SupportPoints = supportPoints;
        Converged = converged;
        FeatureNames = featureNames ?? FeatureNames.Unknown;
        this.supportRows = supportRows;
        this.coefficients = coefficients;
        this.calibration = calibration;
        kernel = new KernelFunction(options.Kernel, gamma, options.Degree, options.Offset);
        supportColumns = new ColumnTable(supportPoints);
    }

    /// <summary>What the model was fitted with.</summary>
    public OneClassSvmOptions Options { get; }

    /// <summary>The number that <see cref="OneClassSvmOptions.Gamma"/> came to on the training points.</summary>
    public double Gamma { get; }

    /// <summary>The threshold of raw scores; its size grows with ν·n.</summary>
    public double Rho { get; }

    /// <summary>How many columns points have.</summary>
    public int FeatureCount => SupportPoints.ColumnCount;

    /// <summary>The names of the training points' columns; <see cref="FeatureNames.Arrange"/> puts others into their order.</summary>
    public FeatureNames FeatureNames { get; }

    /// <summary>The support vectors' rows among the training points, ascending, counted from 0.</summary>
    public ReadOnlySpan<int> SupportRows => supportRows;

    /// <summary>The support vectors, in the order of <see cref="SupportRows"/>.</summary>
    public Matrix SupportPoints { get; }

    /// <summary>The support vectors' α, each more than 0 and at most the point's weight; they sum to ν·Σ weights.</summary>
    public ReadOnlySpan<double> Coefficients => coefficients;

    /// <summary>Whether the tolerance was reached before the limit of steps (the larger of 10,000,000 and 100·n).</summary>
    public bool Converged { get; }

    /// <summary>Whether <see cref="OutlierScores"/> can be had: true of every model fitted here, false of one imported from elsewhere.</summary>
    public bool IsCalibrated => calibration is not null;

    /// <summary>This model with names for its columns.</summary>
    /// <param name="featureNames">A name for each column, in the order of the training points; or <see cref="FeatureNames.Unknown"/>.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than columns.</exception>
    public OneClassSvmModel WithFeatureNames(FeatureNames featureNames)
    {
        ArgumentNullException.ThrowIfNull(featureNames);
        return new OneClassSvmModel(
            Options, Gamma, Rho, supportRows, SupportPoints, coefficients, calibration, Converged, featureNames.For(FeatureCount));
    }

    /// <summary>The decision for each point: 0 or more is an inlier; farther below 0 is farther outside.</summary>
    /// <param name="points">m × <see cref="FeatureCount"/>, finite.</param>
    /// <param name="execution">Threads and cancellation; never changes the result.</param>
    /// <returns>m numbers.</returns>
    public double[] Decisions(Matrix points, Execution? execution = null)
    {
        double[] scores = RawScores(points, execution);
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] -= Rho;
        }

        return scores;
    }

    /// <summary>The raw score of each point: the decision before <see cref="Rho"/> is taken off.</summary>
    /// <param name="points">m × <see cref="FeatureCount"/>, finite.</param>
    /// <param name="execution">Threads and cancellation; never changes the result.</param>
    /// <returns>m numbers.</returns>
    /// <exception cref="ArgumentException">The points have another width.</exception>
    /// <exception cref="NonFiniteValueException">A number is NaN or infinite.</exception>
    public double[] RawScores(Matrix points, Execution? execution = null)
    {
        ClassProbabilities.RequireWidth(points, FeatureCount);
        points.RequireFinite(nameof(points));
        double[] scores = new double[points.RowCount];
        execution ??= Execution.Default;
        Execution own = (long)points.RowCount * coefficients.Length < FewestValuesToShare ? execution with { ThreadCount = 1 } : execution;
        Blocks.For(points.RowCount, PointsPerBlock, own, (start, end) =>
        {
            double[] values = new double[coefficients.Length];
            for (int row = start; row < end; row++)
            {
                kernel.Row(points.Row(row), supportColumns, 0, values);
                scores[row] = Dot(values, coefficients);
            }
        });
        return scores;
    }

    /// <summary>Whether each point's decision is 0 or more.</summary>
    /// <param name="points">m × <see cref="FeatureCount"/>, finite.</param>
    /// <param name="execution">Threads and cancellation; never changes the result.</param>
    public bool[] IsInlier(Matrix points, Execution? execution = null)
        => Array.ConvertAll(Decisions(points, execution), decision => decision >= 0);

    /// <summary>
    /// How far out each point lies, between 0 and 1: the share of the training points that lie deeper inside. 0.95 says that 95 % of
    /// them do. Of points like the training points about a share p score above 1 − p; the boundary is near 1 − ν.
    /// </summary>
    /// <param name="points">m × <see cref="FeatureCount"/>, finite.</param>
    /// <param name="execution">Threads and cancellation; never changes the result.</param>
    /// <remarks>
    /// One minus the conformal p-value (1 + n·F) / (n + 1) of the decision among the training decisions (Laxhammar and Falkman 2010), so at
    /// most n / (n + 1); linear between 513 of them where there are more. The training points stand in for a calibration set of its own,
    /// which makes scores of new points a little too high.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The model is not calibrated.</exception>
    public double[] OutlierScores(Matrix points, Execution? execution = null)
        => calibration is null
            ? throw new InvalidOperationException(
                $"The model was imported without its training decisions, so it has no calibrated scores. Call {nameof(Calibrated)} with the training points, or use {nameof(Decisions)}.")
            : Array.ConvertAll(Decisions(points, execution), calibration.Score);

    /// <summary>This model, calibrated on other points.</summary>
    /// <param name="points">At least one row of <see cref="FeatureCount"/> columns, finite: the training points, or better some held out.</param>
    /// <param name="execution">Threads and cancellation; never changes the result.</param>
    public OneClassSvmModel Calibrated(Matrix points, Execution? execution = null)
    {
        double[] decisions = Decisions(points, execution);
        if (decisions.Length == 0)
        {
            throw new ArgumentException("points has no rows; expected at least one.", nameof(points));
        }

        double[] weights = new double[decisions.Length];
        Array.Fill(weights, 1);
        return new OneClassSvmModel(
            Options, Gamma, Rho, supportRows, SupportPoints, coefficients, OutlierCalibration.From(decisions, weights), Converged, FeatureNames);
    }

    /// <summary>Writes the model into a file of its own.</summary>
    public void Save(Stream stream) => ModelWriter.Write(stream, Format, 1, Write);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="ModelFormatException">It is not such a model, or is damaged.</exception>
    public static OneClassSvmModel Load(Stream stream, string? name = null) => Read(ModelReader.Read(stream, Format, 1, name));

    /// <summary>Writes the model's fields.</summary>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Number("nu", Options.Nu);
        writer.Text("kernel", Options.Kernel.ToString());
        writer.Text("gamma", Options.Gamma.ToString());
        writer.Integer("degree", Options.Degree);
        writer.Number("offset", Options.Offset);
        writer.Number("tolerance", Options.Tolerance);
        writer.Number("gammaValue", Gamma);
        writer.Number("rho", Rho);
        writer.Flag("converged", Converged);
        writer.Integers("supportRows", supportRows);
        writer.Matrix("supportPoints", SupportPoints);
        writer.Doubles("coefficients", coefficients);
        if (calibration is not null)
        {
            writer.Nested("calibration", calibration.Write);
        }

        FeatureNames.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or holds what it cannot.</exception>
    public static OneClassSvmModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (!SvmGamma.TryParse(reader.Text("gamma"), out SvmGamma gamma))
        {
            throw reader.Bad("gamma", $"is {reader.Text("gamma")}; expected scale, auto or a number more than 0");
        }

        OneClassSvmOptions options = new()
        {
            Nu = ModelChecks.Number(reader, "nu", value => value > 0 && value <= 1, "a number more than 0, at most 1"),
            Kernel = reader.Choice<SvmKernel>("kernel"),
            Gamma = gamma,
            Degree = reader.Integer("degree", 1, 20),
            Offset = ModelChecks.Number(reader, "offset", double.IsFinite, "a finite number"),
            Tolerance = ModelChecks.Number(reader, "tolerance", value => value > 0 && value <= 1, "a number more than 0, at most 1"),
        };
        double[] coefficients = ModelChecks.Finite(reader, "coefficients");
        Matrix supportPoints = ModelChecks.FiniteMatrix(reader, "supportPoints", rows: coefficients.Length);
        int[] supportRows = reader.Integers("supportRows", coefficients.Length, least: 0);
        if (supportPoints.ColumnCount == 0 || coefficients.Length == 0)
        {
            throw reader.Bad("supportPoints", "is empty");
        }

        if (coefficients.Any(coefficient => !(coefficient > 0)))
        {
            throw reader.Bad("coefficients", "holds a number that is not more than 0");
        }

        for (int index = 1; index < supportRows.Length; index++)
        {
            if (supportRows[index] <= supportRows[index - 1])
            {
                throw reader.Bad("supportRows", string.Create(CultureInfo.InvariantCulture, $"does not ascend at entry {index}"));
            }
        }

        return new OneClassSvmModel(
            options,
            ModelChecks.Number(reader, "gammaValue", value => value > 0 && double.IsFinite(value), "a finite number more than 0"),
            ModelChecks.Number(reader, "rho", double.IsFinite, "a finite number"),
            supportRows,
            supportPoints,
            coefficients,
            reader.Has("calibration") ? OutlierCalibration.Read(reader.Nested("calibration")) : null,
            reader.Flag("converged"),
            FeatureNames.Read(reader, supportPoints.ColumnCount));
    }

    /// <summary>A sum of products in four fixed lanes, joined in order, then the rest.</summary>
    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ReadOnlySpan<Vector256<double>> wideLeft = MemoryMarshal.Cast<double, Vector256<double>>(left);
        ReadOnlySpan<Vector256<double>> wideRight = MemoryMarshal.Cast<double, Vector256<double>>(right);
        Vector256<double> lanes = Vector256<double>.Zero;
        for (int index = 0; index < wideLeft.Length; index++)
        {
            lanes += wideLeft[index] * wideRight[index];
        }

        double sum = ((lanes.GetElement(0) + lanes.GetElement(1)) + lanes.GetElement(2)) + lanes.GetElement(3);
        for (int index = wideLeft.Length * 4; index < left.Length; index++)
        {
            sum += left[index] * right[index];
        }

        return sum;
    }
}
