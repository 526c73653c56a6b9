namespace Neuropil.Study;

/// <summary>Makes a property that is a record of settings a part of the record it stands in.</summary>
/// <param name="prefix">What comes before the keys of the part, as <c>Knn</c> before <c>Nu</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingsPartAttribute(string prefix = "") : Attribute
{
    /// <summary>What comes before the keys of the part.</summary>
    public string Prefix => prefix;
}
