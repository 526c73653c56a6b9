using System.Globalization;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>Turns the attributes of scikit-learn's and XGBoost's estimators into our models.</summary>
internal static class EstimatorImport
{
    /// <summary>RobustScaler: (x − center) / scale, either of them left out where the scaler was told to.</summary>
    public static ImportedTransform Scaler(PickleFields fields)
    {
        double[]? center = fields.Has("center_") ? fields.Numbers("center_") : null;
        double[]? scale = fields.Has("scale_") ? fields.Numbers("scale_", center?.Length) : null;
        int width = center?.Length ?? scale?.Length ?? throw fields.Bad("center_", "and 'scale_' are missing: there is nothing to transform by");
        return width > 0 && scale?.Any(value => !(value > 0)) != true
            ? new ImportedTransform(fields.Path, "RobustScaler", center ?? new double[width], scale, null, fields.FeatureNames(width))
            : throw fields.Bad("scale_", "is empty or holds a number that is not more than 0");
    }

    /// <summary>PCA: (x − mean) · components, divided by the scores' deviations where whitening was asked for.</summary>
    public static ImportedTransform PrincipalComponents(PickleFields fields)
    {
        Matrix components = fields.Matrix("components_");
        if (components.RowCount == 0)
        {
            throw fields.Bad("components_", "is empty");
        }

        double[] mean = fields.Has("mean_") ? fields.Numbers("mean_", components.ColumnCount) : new double[components.ColumnCount];
        double[]? scale = fields.Flag("whiten")
            ? Array.ConvertAll(fields.Numbers("explained_variance_", components.RowCount), Math.Sqrt)
            : null;
        return scale?.Any(value => !(value > 0)) != true
            ? new ImportedTransform(fields.Path, "PCA", mean, scale, components, fields.FeatureNames(components.ColumnCount))
            : throw fields.Bad("explained_variance_", "holds a number that is not more than 0");
    }

    /// <summary>OneClassSVM. scikit-learn's decision is Σ coefficient · kernel + intercept, and its intercept is −rho.</summary>
    public static OneClassSvmModel OutlierDetector(PickleFields fields)
    {
        SvmKernel kernel = fields.Text("kernel") switch
        {
            "rbf" => SvmKernel.Rbf,
            "linear" => SvmKernel.Linear,
            "poly" => SvmKernel.Polynomial,
            "sigmoid" => SvmKernel.Sigmoid,
            string other => throw fields.Bad("kernel", $"is '{ForeignText.Shown(other)}'; expected rbf, linear, poly or sigmoid"),
        };
        double gamma = fields.Number("_gamma");
        double nu = fields.Number("nu");
        double tolerance = fields.Number("tol");
        if (!(gamma > 0) || !(nu > 0 && nu <= 1) || !(tolerance > 0))
        {
            throw fields.Bad("_gamma", "or 'nu' or 'tol' is out of its range");
        }

        Matrix supportPoints = fields.Matrix("support_vectors_");
        double[] coefficients = fields.Numbers(fields.Has("_dual_coef_") ? "_dual_coef_" : "dual_coef_", supportPoints.RowCount);
        int[] supportRows = fields.Integers("support_", 0, int.MaxValue);
        bool ascending = supportRows.Zip(supportRows.Skip(1)).All(pair => pair.First < pair.Second);
        if (supportRows.Length != coefficients.Length || coefficients.Length == 0 || !ascending || coefficients.Any(value => !(value > 0)))
        {
            throw fields.Bad("support_", "does not fit the support vectors and their coefficients");
        }

        OneClassSvmOptions options = new()
        {
            Nu = nu,
            Kernel = kernel,
            Gamma = fields.Any("gamma") is "auto" ? SvmGamma.Auto : fields.Any("gamma") is "scale" ? SvmGamma.Scale : SvmGamma.Of(gamma),
            Degree = fields.Integer("degree", kernel == SvmKernel.Polynomial ? 1 : 0, 20) is int degree and > 0 ? degree : 3,
            Offset = fields.Number("coef0"),
            Tolerance = Math.Min(1, tolerance),
        };
        return new OneClassSvmModel(options, gamma, fields.Number("offset_"), supportRows, supportPoints, coefficients, null, converged: true)
            .WithFeatureNames(fields.FeatureNames(supportPoints.ColumnCount));
    }

    /// <summary>KNeighborsClassifier: its training points; the search tree beside them is not needed.</summary>
    public static (IClassifier Model, string[] Labels) Neighbors(PickleFields fields)
    {
        (int[] classes, string[] labels) = ImportedLabels.Of(fields, "classes_", least: 2);
        Metric metric = fields.Text("effective_metric_") switch
        {
            "euclidean" => Metric.Euclidean,
            "manhattan" or "cityblock" or "l1" => Metric.Manhattan,
            "chebyshev" => Metric.Chebyshev,
            "cosine" => Metric.Cosine,
            string other => throw fields.Bad("effective_metric_", $"is '{ForeignText.Shown(other)}'; expected euclidean, manhattan, chebyshev or cosine"),
        };
        NeighborWeights weights = fields.Any("weights") switch
        {
            "uniform" or null => NeighborWeights.Uniform,
            "distance" => NeighborWeights.Distance,
            _ => throw fields.Bad("weights", "is neither uniform nor distance"),
        };
        Matrix points = fields.Matrix("_fit_X");
        int[] codes = fields.Integers("_y", 0, classes.Length - 1);
        if (codes.Length != points.RowCount || codes.Length == 0)
        {
            throw fields.Bad("_y", "has not one entry for each row of '_fit_X'");
        }

        KNearestNeighborsOptions options = new()
        {
            NeighborCount = fields.Integer("n_neighbors", 1, points.RowCount),
            Metric = metric,
            Weights = weights,
        };
        try
        {
            return (new KNearestNeighborsModel(options, points, classes, codes).WithFeatureNames(fields.FeatureNames(points.ColumnCount)), labels);
        }
        catch (DistanceOverflowException overflow)
        {
            throw fields.Bad("_fit_X", "holds numbers too far apart: " + overflow.Message);
        }
    }

    /// <summary>XGBClassifier: the Booster inside holds the model as XGBoost's own UBJSON (JSON before 1.6).</summary>
    public static (IClassifier Model, string[] Labels) Boosting(PickleFields fields, string file)
    {
        PickleFields booster = fields.Nested("_Booster", "Booster");
        byte[] handle = booster.Any("handle") as byte[] ?? throw booster.Bad("handle", "is not the bytes of a model");
        booster.Charge(handle.Length);
        using MemoryStream stream = new(handle);
        string name = $"{file}, {booster.Path}";
        if (!fields.Has("classes_"))
        {
            // XGBoost from 2.0 on keeps no labels: they are 0, 1, ….
            GradientBoostingModel numbered = GradientBoostingModel.LoadXgboost(stream, name);
            return (numbered, [.. numbered.Classes.ToArray().Select(label => label.ToString(CultureInfo.InvariantCulture))]);
        }

        (int[] classes, string[] labels) = ImportedLabels.Of(fields, "classes_", least: 2);
        return (GradientBoostingModel.LoadXgboost(stream, name, classes), labels);
    }
}
