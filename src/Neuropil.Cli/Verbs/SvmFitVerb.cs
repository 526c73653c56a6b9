using System.Globalization;
using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Cli;

internal sealed class SvmFitVerb : Verb
{
    public override string Name => "svm fit";

    public override string Summary => "Learns what usual rows look like (one-class support vector machine).";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table")];

    public override IReadOnlyList<VerbOption> Options { get; } =
    [
        VerbOption.Out("the model"),
        new("nu", "X", "share of the rows that may be outliers, above 0 to 1", "0.5", "Nu"),
        new("gamma", "scale|auto|X", "width of the kernel: scale is 1/(d·variance), auto is 1/d", "scale", "Gamma") { Choices = ["scale", "auto"] },
        new("kernel", "rbf|linear|polynomial|sigmoid", "the kernel", "rbf", "Kernel"),
        new("degree", "N", "degree of the polynomial kernel", "3", "Degree"),
        new("offset", "X", "offset of the polynomial and sigmoid kernels", "0", "Offset"),
        new("tolerance", "X", "how exactly to solve", "1e-6", "Tolerance"),
        .. VerbOption.Table,
        VerbOption.Threads,
        VerbOption.Quiet,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        OneClassSvmOptions options = arguments.Checked(() => Read(arguments));
        RequireUse(arguments, options.Kernel);
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        Features features = InputTable.Read(arguments, 0).Features().RequireDistances(arguments.File(0));
        OneClassSvmModel model = OneClassSvm.Fit(features.Points, options, execution).WithFeatureNames(features.Names);
        if (!model.Converged)
        {
            Notes.Warning("the solver stopped before it reached --tolerance; the model is usable, but not exact.");
        }

        outputs.Write(arguments, "out", model.Save);
        int outside = model.IsInlier(features.Points, execution).AsSpan().Count(false);
        Notes.Summary(
            arguments,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model.SupportRows.Length} support vectors; {outside} of {features.Points.RowCount} training rows are outliers ({100.0 * outside / features.Points.RowCount:0.#} %).{(arguments.Has("nu") ? "" : " --nu sets that share.")}"));
    }

    private static void RequireUse(Arguments arguments, SvmKernel kernel)
    {
        if (kernel != SvmKernel.Polynomial)
        {
            arguments.Idle("only --kernel polynomial has a degree", "degree");
        }

        if (kernel is not (SvmKernel.Polynomial or SvmKernel.Sigmoid))
        {
            arguments.Idle("only --kernel polynomial and sigmoid have an offset", "offset");
        }

        if (kernel == SvmKernel.Linear)
        {
            arguments.Idle("--kernel linear has no width", "gamma");
        }
    }

    private static OneClassSvmOptions Read(Arguments arguments) => new()
    {
        Nu = arguments.Number("nu", 0.5),
        Gamma = SvmGamma.TryParse(arguments.Text("gamma") ?? "scale", out SvmGamma gamma)
            ? gamma
            : throw arguments.Wrong($"--gamma is '{ForeignText.Shown(arguments.Text("gamma"))}'; expected scale, auto or a number above 0."),
        Kernel = arguments.Choice(
            "kernel",
            SvmKernel.Rbf,
            ("rbf", SvmKernel.Rbf),
            ("linear", SvmKernel.Linear),
            ("polynomial", SvmKernel.Polynomial),
            ("sigmoid", SvmKernel.Sigmoid)),
        Degree = arguments.Integer("degree", 3),
        Offset = arguments.Number("offset", 0),
        Tolerance = arguments.Number("tolerance", 1e-6),
    };
}
