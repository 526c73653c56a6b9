using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>An imported LabelEncoder: what the codes 0, 1, … stand for.</summary>
/// <param name="Path">Where it stood.</param>
/// <param name="PythonClass">LabelEncoder.</param>
/// <param name="Labels">The labels as Python prints them, by code.</param>
public sealed record ImportedLabelEncoder(string Path, string PythonClass, IReadOnlyList<string> Labels) 
    : ImportedPiece(Path, PythonClass, FeatureNames.Unknown);
