namespace Neuropil.Report.Tests;

public sealed class NamedUnitTests
{
    [Theory]
    [InlineData("Area (µm²)", "µm²")]
    [InlineData("Area (um2)", "µm²")]
    [InlineData("Volume [um^3]", "µm³")]
    [InlineData("psd_nm2", "nm²")]
    [InlineData("corr_x_micron", "µm")]
    [InlineData("depth_pct", "%")]
    [InlineData("Density (1/µm)", "1/µm")]
    [InlineData("SynArea", "")]
    [InlineData("sum", "")]
    [InlineData("name (a very long remark)", "")]
    public void A_name_tells_its_unit(string name, string unit) => Assert.Equal(unit, NamedUnit.Of(name));

    [Theory]
    [InlineData("psd_nm2", "psd_nm2 (nm²)")]
    [InlineData("Area (µm²)", "Area (µm²)")]
    [InlineData("SynArea", "SynArea")]
    public void A_label_tells_the_unit_once(string name, string label) => Assert.Equal(label, NamedUnit.Labelled(name));
}
