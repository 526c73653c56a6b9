namespace Neuropil.Learning;

/// <summary>What gradient boosting minimises. The names in brackets are XGBoost's.</summary>
public enum BoostingObjective
{
    /// <summary>Two classes: <see cref="BinaryLogistic"/>; more: <see cref="MulticlassProbabilities"/>. What XGBoost's classifier does.</summary>
    Automatic,

    /// <summary>Logistic loss of two classes, one tree a round (<c>binary:logistic</c>).</summary>
    BinaryLogistic,

    /// <summary>Cross entropy over the softmax of one margin a class, one tree a class and round (<c>multi:softprob</c>).</summary>
    MulticlassProbabilities,

    /// <summary>Trained as <see cref="MulticlassProbabilities"/>; XGBoost itself then answers with the class alone (<c>multi:softmax</c>).</summary>
    MulticlassLabels,
}
