using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>Pieces of an imported bundle in our own file.</summary>
internal static class ImportedPieceFiles
{
    public static void Write(ModelWriter writer, ImportedPiece piece)
    {
        writer.Text("path", piece.Path);
        switch (piece)
        {
            case ImportedTransform transform:
                writer.Text("kind", "transform");
                transform.Write(writer);
                break;
            case ImportedOutlierDetector detector:
                writer.Text("kind", "outlierDetector");
                writer.Text("class", detector.PythonClass);
                writer.List("steps", detector.Steps, WriteStep);
                writer.Nested("model", detector.Model.Write);
                break;
            case ImportedClassifier classifier:
                writer.Text("kind", "classifier");
                writer.Text("class", classifier.PythonClass);
                writer.Texts("labels", classifier.Labels);
                writer.List("steps", classifier.Steps, WriteStep);
                writer.Nested("model", classifier.Model switch
                {
                    KNearestNeighborsModel neighbors => neighbors.Write,
                    RandomForestModel forest => forest.Write,
                    GradientBoostingModel boosting => boosting.Write,
                    _ => throw new InvalidOperationException($"{classifier.Model.GetType()} was not imported."),
                });
                break;
            case ImportedLabelEncoder encoder:
                writer.Text("kind", "labelEncoder");
                writer.Text("class", encoder.PythonClass);
                writer.Texts("labels", encoder.Labels);
                break;
        }
    }

    public static ImportedPiece Read(ModelReader reader)
    {
        string path = ForeignText.Escaped(reader.Text("path"));
        string type = reader.Text("class");
        return reader.Text("kind") switch
        {
            "transform" => ImportedTransform.Read(reader, path),
            "outlierDetector" => new ImportedOutlierDetector(path, type, Steps(reader), OneClassSvmModel.Read(reader.Nested("model"))),
            "classifier" => Classifier(reader, path, type),
            "labelEncoder" => new ImportedLabelEncoder(path, type, reader.Texts("labels")),
            string other => throw reader.Bad("kind", $"is '{ForeignText.Shown(other)}', which is not known"),
        };
    }

    private static ImportedClassifier Classifier(ModelReader reader, string path, string type)
    {
        ModelReader nested = reader.Nested("model");
        IClassifier model = type switch
        {
            "KNeighborsClassifier" => KNearestNeighborsModel.Read(nested),
            "RandomForestClassifier" => RandomForestModel.Read(nested),
            "XGBClassifier" => GradientBoostingModel.Read(nested),
            _ => throw reader.Bad("class", $"is '{ForeignText.Shown(type)}', which is not known"),
        };
        string[] labels = reader.Texts("labels");
        return labels.Length == model.Classes.Length
            ? new ImportedClassifier(path, type, Steps(reader), model, labels)
            : throw reader.Bad("labels", "has not one label for each of the model's classes");
    }

    private static void WriteStep(ModelWriter writer, ImportedTransform step)
    {
        writer.Text("path", step.Path);
        step.Write(writer);
    }

    private static ImportedTransform[] Steps(ModelReader reader)
        => [.. reader.List("steps").Select(step => ImportedTransform.Read(step, step.Text("path")))];
}
