using Neuropil.Learning;
using Neuropil.Numerics;

namespace Neuropil.Cli;

internal sealed class ImportVerb : Verb
{
    public override string Name => "import";

    public override string Summary => "Reads fitted models that joblib or pickle wrote in Python, without executing anything in them.";

    public override IReadOnlyList<(string Name, string Description)> Files =>
    [
        (
            "BUNDLE.pkl",
            "a pickle of RobustScaler, PCA, OneClassSVM, KNeighborsClassifier, RandomForestClassifier, XGBClassifier, LabelEncoder, alone or together"),
    ];

    public override IReadOnlyList<VerbOption> Options { get; } = [VerbOption.Out("the bundle as JSON, for import predict"), VerbOption.Quiet];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        ImportedBundle bundle = TableInput.Foreign(arguments.File(0), ImportedBundle.Import, "joblib.dump or pickle.dump");
        foreach (ImportedPiece piece in bundle.Pieces)
        {
            outputs.Print(ForeignText.Shown(piece.Path.Length > 0 ? $"{piece.PythonClass} at {piece.Path}" : piece.PythonClass));
        }

        outputs.Write(arguments, "out", bundle.Save);
    }
}
