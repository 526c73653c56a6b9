using Neuropil.Learning;

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

    public override IReadOnlyList<Option> Options { get; } = [Option.Out("the bundle as JSON, for import predict")];

    public override void Run(Arguments arguments, OutputFiles outputs, CancellationToken cancellation)
    {
        if (!File.Exists(arguments.File(0)))
        {
            throw new FileNotFoundException($"{arguments.File(0)} is not there; expected a file that joblib.dump or pickle.dump wrote.");
        }

        using FileStream file = File.OpenRead(arguments.File(0));
        ImportedBundle bundle = ImportedBundle.Import(file, arguments.File(0));
        foreach (ImportedPiece piece in bundle.Pieces)
        {
            Console.Out.WriteLine(piece.Path.Length > 0 ? $"{piece.PythonClass} at {piece.Path}" : piece.PythonClass);
        }

        outputs.Write(arguments.Required("out"), bundle.Save);
    }
}
