using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Cli;

internal sealed class SvmFitVerb : Verb
{
    public override string Name => "svm fit";

    public override string Summary => "Learns what usual rows look like (one-class support vector machine).";

    public override IReadOnlyList<(string Name, string Description)> Files => [("IN.csv", "the table")];

    public override IReadOnlyList<Option> Options { get; } =
    [
        Option.Out("the model"),
        new("nu", "X", "share of the rows that may be outliers, above 0 to 1", "0.5"),
        new("gamma", "scale|auto|X", "width of the kernel: scale is 1/(d·variance), auto is 1/d", "scale"),
        new("kernel", "rbf|linear|polynomial|sigmoid", "the kernel", "rbf"),
        new("degree", "N", "degree of the polynomial kernel", "3"),
        new("offset", "X", "offset of the polynomial and sigmoid kernels", "0"),
        new("tolerance", "X", "how exactly to solve", "1e-6"),
        Option.Columns,
        Option.Threads,
    ];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        OneClassSvmOptions options = arguments.Checked(() => Read(arguments));
        Execution execution = ConsoleProgress.Execution(arguments, cancellation);
        OneClassSvmModel model = OneClassSvm.Fit(InputTables.Points(arguments, 0), options, execution);
        if (!model.Converged)
        {
            Console.Error.WriteLine("The solver stopped before it reached the tolerance; the model is usable, but not exact.");
        }

        outputs.Write(arguments.Required("out"), model.Save);
    }

    private static OneClassSvmOptions Read(Arguments arguments) => new()
    {
        Nu = arguments.Number("nu", 0.5),
        Gamma = SvmGamma.TryParse(arguments.Text("gamma") ?? "scale", out SvmGamma gamma)
            ? gamma
            : throw arguments.Wrong($"--gamma is '{arguments.Text("gamma")}'; expected scale, auto or a number above 0."),
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
