using System.Globalization;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>Finds the estimators in what a pickle holds.</summary>
internal sealed class PickleConverter
{
    private const int DeepestContainer = 16;
    private readonly string file;
    private readonly ImportBudget budget;
    private readonly List<ImportedPiece> pieces = [];
    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);

    private PickleConverter(string file, int length)
    {
        this.file = file;
        budget = new ImportBudget(length);
    }

    /// <summary>The estimators of a file, in its order; one that is referred to twice is listed once.</summary>
    public static IReadOnlyList<ImportedPiece> Pieces(Stream stream, string file)
    {
        (object? root, int length) = PickleReader.Read(stream, file);
        PickleConverter converter = new(file, length);
        converter.Visit(root, "", 0);
        return converter.pieces.Count > 0
            ? converter.pieces
            : throw new ModelFormatException(
                $"{file}: holds none of RobustScaler, PCA, OneClassSVM, KNeighborsClassifier, RandomForestClassifier, XGBClassifier, LabelEncoder.");
    }

    private void Visit(object? value, string path, int depth)
    {
        if (value is null || depth > DeepestContainer || !seen.Add(value))
        {
            return;
        }

        switch (value)
        {
            case PickleDictionary dictionary:
                foreach ((object? key, object? item) in dictionary.Entries)
                {
                    Visit(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{Key(key)}]"), depth + 1);
                }

                break;
            case List<object?> list:
                VisitAll(list, path, depth);
                break;
            case PickleTuple tuple:
                VisitAll(tuple.Items, path, depth);
                break;
            case PickleObject { Type.Kind: PickleGlobalKind.Class } instance:
                VisitInstance(instance, path, depth);
                break;
        }
    }

    private void VisitAll(IReadOnlyList<object?> items, string path, int depth)
    {
        for (int index = 0; index < items.Count; index++)
        {
            Visit(items[index], string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), depth + 1);
        }
    }

    private void VisitInstance(PickleObject instance, string path, int depth)
    {
        if (instance.Type.Name == "GridSearchCV")
        {
            PickleFields search = Fields(instance, path);
            if (!search.Has("best_estimator_"))
            {
                throw search.Bad("best_estimator_", "is missing: the search was not fitted, or not with refit=True");
            }

            Visit(search.Any("best_estimator_"), path + ".best_estimator_", depth + 1);
        }
        else if (instance.Type.Name == "Pipeline")
        {
            VisitPipeline(Fields(instance, path), path, depth);
        }
        else if (Estimator(instance, path, []) is ImportedPiece piece)
        {
            pieces.Add(piece);
        }
    }

    /// <summary>The steps before the last belong to the last, where that is a model; else each stands for itself.</summary>
    private void VisitPipeline(PickleFields pipeline, string path, int depth)
    {
        if (pipeline.Any("steps") is not List<object?> { Count: > 0 and < 100 } steps)
        {
            throw pipeline.Bad("steps", "is not a list of steps");
        }

        List<ImportedTransform> before = [];
        for (int index = 0; index < steps.Count; index++)
        {
            if (steps[index] is not PickleTuple { Items: [string name, object or null] } step)
            {
                throw pipeline.Bad("steps", "holds what is no pair of name and estimator");
            }

            string place = $"{path}['{ForeignText.Shown(name)}']";
            object? estimator = step.Items[1];
            if (estimator is null or "passthrough")
            {
                continue;
            }

            if (estimator is PickleObject { Type.Name: "GridSearchCV" } search)
            {
                estimator = Fields(search, place).Any("best_estimator_");
            }

            ImportedPiece? piece = estimator is PickleObject instance ? Estimator(instance, place, before) : null;
            if (piece is ImportedTransform transform)
            {
                before.Add(transform);
            }
            else if (piece is not null && index == steps.Count - 1)
            {
                pieces.Add(piece);
                return;
            }
            else
            {
                throw pipeline.Bad("steps", $"holds at '{ForeignText.Shown(name)}' what cannot stand there");
            }
        }

        pieces.AddRange(before);
    }

    private ImportedPiece? Estimator(PickleObject instance, string path, IReadOnlyList<ImportedTransform> steps)
    {
        PickleFields fields = Fields(instance, path);
        ImportedTransform[] before = [.. steps];
        return instance.Type.Name switch
        {
            "RobustScaler" => EstimatorImport.Scaler(fields),
            "PCA" => EstimatorImport.PrincipalComponents(fields),
            "OneClassSVM" => new ImportedOutlierDetector(path, "OneClassSVM", before, EstimatorImport.OutlierDetector(fields)),
            "KNeighborsClassifier" => Classifier(EstimatorImport.Neighbors(fields)),
            "RandomForestClassifier" => Classifier(ForestImport.Forest(fields)),
            "XGBClassifier" => Classifier(EstimatorImport.Boosting(fields, file)),
            "LabelEncoder" => new ImportedLabelEncoder(path, "LabelEncoder", ImportedLabels.Of(fields, "classes_", least: 1).Labels),
            "DecisionTreeClassifier" or "Booster" => throw new ModelFormatException(
                $"{file}, {path}: a {instance.Type.Name} on its own is not read; expected the RandomForestClassifier or XGBClassifier it belongs to."),
            _ => null,
        };

        ImportedClassifier Classifier((IClassifier Model, string[] Labels) read) => new(path, instance.Type.Name, before, read.Model, read.Labels);
    }

    private PickleFields Fields(PickleObject instance, string path) => new(instance.Attributes, file, path, instance.Type.Name, budget);

    private static string Key(object? key) => key is string text ? $"'{ForeignText.Shown(text)}'" : ForeignText.Shown(Convert.ToString(key, CultureInfo.InvariantCulture) ?? "None");
}
