namespace Neuropil.Study;

/// <summary>
/// Makes a property of a settings record a setting: its key, what it means, and its bounds. Its default is the property's initial value.
/// Nothing else has to be told of it: reading, arguments, variables, errors and help follow from here.
/// </summary>
/// <param name="key">The key in its section.</param>
/// <param name="doc">What it means: a sentence for the help text.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string key, string doc) : Attribute
{
    /// <summary>The key in its section.</summary>
    public string Key => key;

    /// <summary>What it means.</summary>
    public string Doc => doc;

    /// <summary>The least number allowed; NaN: none.</summary>
    public double Least { get; init; } = double.NaN;

    /// <summary>The greatest number allowed; NaN: none.</summary>
    public double Most { get; init; } = double.NaN;

    /// <summary>A bound that the number must lie above; NaN: none.</summary>
    public double Above { get; init; } = double.NaN;

    /// <summary>A bound that the number must lie below; NaN: none.</summary>
    public double Below { get; init; } = double.NaN;

    /// <summary>The word for null, as auto.</summary>
    public string? Null { get; init; }

    /// <summary>The words of an enumeration or of true and false, in the order of its values, with commas between; null: the names in small letters.</summary>
    public string? Words { get; init; }

    /// <summary>The name of a static method of the record that makes a text canonical, or gives null where it is none.</summary>
    public string? Parse { get; init; }

    /// <summary>What <see cref="Parse"/> takes, in words.</summary>
    public string? Allowed { get; init; }
}
