using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <content>XGBoost's own files.</content>
public sealed partial class GradientBoostingModel
{
    /// <summary>Saves the model as XGBoost's JSON (<c>.json</c>), as its version 1.7 writes it; later versions read it too.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <remarks>
    /// The labels stand in the attribute <c>neuropil_classes</c>; XGBoost itself counts classes from 0. A loaded model whose classes have base scores of their own
    /// (XGBoost 3.1) is written as 3.1 writes it.
    /// </remarks>
    public void SaveXgboostJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        XgboostJson.Write(stream, XgboostModelWriter.Of(this));
    }

    /// <summary>Saves the model as XGBoost's UBJSON (<c>.ubj</c>): the same as <see cref="SaveXgboostJson"/>, smaller.</summary>
    /// <param name="stream">Where to; left open.</param>
    public void SaveXgboostUbjson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        UbjsonWriter.Write(stream, XgboostModelWriter.Of(this));
    }

    /// <summary>Loads a model that XGBoost, or <see cref="SaveXgboostJson"/>, saved.</summary>
    /// <param name="stream">
    /// JSON or UBJSON of XGBoost 1.0 to 3.x, told apart by their first bytes; also the handle inside a pickled Booster. Objectives binary:logistic, multi:softprob and
    /// multi:softmax; booster gbtree; no categorical splits.
    /// </param>
    /// <param name="name">What to call the file in errors.</param>
    /// <param name="classes">The labels, ascending; null: those in the file's attribute <c>neuropil_classes</c>, else 0, 1, ….</param>
    /// <param name="throughBestRound">
    /// Whether to drop the trees behind the attribute <c>best_iteration</c>, as XGBClassifier does when it predicts; a plain Booster uses all.
    /// </param>
    /// <exception cref="ModelFormatException">The file is damaged, or of a kind that is not known: the message says where and what.</exception>
    public static GradientBoostingModel LoadXgboost(Stream stream, string? name = null, int[]? classes = null, bool throughBestRound = true)
    {
        ArgumentNullException.ThrowIfNull(stream);
        name = ForeignText.Escaped(name ?? (stream is FileStream file ? file.Name : "model"));
        return XgboostModelReader.Read(ForeignFile.Read(stream, ImportLimits.XgboostBytes, name).Span, name, classes, throughBestRound);
    }
}
