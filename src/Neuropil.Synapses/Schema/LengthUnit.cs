using System.Globalization;
using System.Text.RegularExpressions;

namespace Neuropil.Synapses;

/// <summary>
/// What one step along each axis of a position is in micrometres: a unit (µm, nm, mm, px), or the voxel that positions are counted in.
/// A coordinate becomes micrometres as coordinate × step ÷ <paramref name="PerMicrometre"/>.
/// </summary>
/// <param name="X">Step along x, in the unit.</param>
/// <param name="Y">Step along y, in the unit.</param>
/// <param name="Z">Step along z, in the unit.</param>
/// <param name="PerMicrometre">How many of the unit are a micrometre: 1,000 for nm.</param>
/// <param name="Name">As it was told, for messages.</param>
public sealed partial record LengthUnit(double X, double Y, double Z, double PerMicrometre, string Name)
{
    private static readonly (string Name, double PerMicrometre)[] Units =
    [
        ("um", 1), ("µm", 1), ("μm", 1), ("micron", 1), ("microns", 1), ("micrometre", 1), ("micrometer", 1), ("nm", 1000), ("nanometre", 1000), ("nanometer", 1000),
        ("mm", 0.001), ("px", 1), ("pixel", 1), ("pixels", 1), ("voxel", 1), ("voxels", 1), ("vx", 1),
    ];

    /// <summary>Micrometres.</summary>
    public static LengthUnit Micrometre { get; } = new(1, 1, 1, 1, "µm");

    /// <summary>What may be written.</summary>
    public static string Allowed => "µm (um), nm, mm, px, or a voxel as '4,4,40 nm'";

    /// <summary>Names of units, for the nearest of them.</summary>
    public static IEnumerable<string> Names => Units.Select(unit => unit.Name);

    /// <summary>Whether lengths are counted in pixels whose size nobody told.</summary>
    public bool IsUnknown => Name is "px" or "pixel" or "pixels" or "voxel" or "voxels" or "vx";

    /// <summary>A unit, or a voxel with its unit.</summary>
    public static LengthUnit? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        if (PerMicrometreOf(trimmed) is double whole)
        {
            return new LengthUnit(1, 1, 1, whole, trimmed is "um" or "μm" ? "µm" : trimmed);
        }

        Match voxel = Voxel().Match(trimmed);
        double[] steps = new double[3];
        for (int axis = 0; axis < 3; axis++)
        {
            if (!voxel.Success
                || !double.TryParse(voxel.Groups[axis + 1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out steps[axis])
                || !(steps[axis] > 0 && double.IsFinite(steps[axis])))
            {
                return null;
            }
        }

        return PerMicrometreOf(voxel.Groups[4].Value.Length == 0 ? "um" : voxel.Groups[4].Value) is double unit ? new LengthUnit(steps[0], steps[1], steps[2], unit, trimmed) : null;
    }

    /// <summary>A coordinate in micrometres.</summary>
    /// <param name="axis">0 for x, 1 for y, 2 for z.</param>
    /// <param name="coordinate">As the table has it.</param>
    public double ToMicrometres(int axis, double coordinate)
    {
        double step = axis switch { 0 => X, 1 => Y, 2 => Z, _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "An axis is 0, 1 or 2.") };
        return coordinate * step / PerMicrometre;
    }

    private static double? PerMicrometreOf(string name)
    {
        int index = Array.FindIndex(Units, unit => string.Equals(unit.Name, name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : Units[index].PerMicrometre;
    }

    [GeneratedRegex(@"^([0-9.eE+-]+)\s*[,x×;\s]\s*([0-9.eE+-]+)\s*[,x×;\s]\s*([0-9.eE+-]+)\s*([^\d\s.,]*)$")]
    private static partial Regex Voxel();
}
