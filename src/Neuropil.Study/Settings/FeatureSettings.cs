namespace Neuropil.Study;

/// <summary>How features become comparable.</summary>
public sealed record FeatureSettings
{
    /// <summary>Whether the scaler is applied to the features: <c>none</c> or <c>robust</c>. It is fitted and saved either way.</summary>
    public required bool RobustScaling { get; init; }

    /// <summary>Weight of pca_x, pca_y and pca_z; at least 0.</summary>
    public required double CoordinateWeight { get; init; }

    /// <summary>Weight of SynArea and BoutonArea; at least 0.</summary>
    public required double MorphologyWeight { get; init; }
}
