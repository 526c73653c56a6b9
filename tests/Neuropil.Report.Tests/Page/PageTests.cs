using System.Text.RegularExpressions;
using Neuropil.Report.Pages;
using Neuropil.Study.Tests;

namespace Neuropil.Report.Tests;

[Collection(SampleStudy.Collection)]
public sealed partial class PageTests(SampleStudy study)
{
    [Fact]
    public void The_page_of_the_sample_names_nothing_to_load()
    {
        string page = File.ReadAllText(study.PathOf("report/report.html"));

        Assert.All(Loads().Matches(page).Select(match => match.Groups[1].Value), target => Assert.Matches("^(data:|#)", target));
        Assert.Contains("default-src 'none'", page);
        Assert.True(page.Length < 6_000_000, $"{page.Length} characters");
        Assert.All(new[] { "findings", "data", "explorer", "clusters", "models", "new", "methods" }, id => Assert.Contains($"id=\"{id}\"", page));
    }

    [Fact]
    public void The_same_data_give_the_same_bytes()
        => Assert.Equal(ReportPage.Of(MadeStudy.Full(300)), ReportPage.Of(MadeStudy.Full(300)));

    [Fact]
    public void Nothing_of_the_published_study_stands_in_the_page_of_another()
    {
        string page = Text(ReportPage.Of(MadeStudy.Full(300)));

        Assert.DoesNotMatch(@"SynArea|BoutonArea|NeuronId|SynType|pca_|asymmetric|calbindin|published", page);
        Assert.Contains("psd_nm2", page);
    }

    [Theory]
    [InlineData("Sweep")]
    [InlineData("Validate")]
    [InlineData("Explore")]
    public void What_was_not_computed_names_its_command(string target)
    {
        PageData full = MadeStudy.Full(300);
        PageData bare = full with { Explore = null, Groups = [.. full.Groups.Select(group => group with { Sweep = null, Trust = null, Nulls = null })] };

        Assert.Contains($"./build.sh --target={target}", Text(ReportPage.Of(bare)));
        Assert.DoesNotContain($"./build.sh --target={target}", Text(ReportPage.Of(full)));
    }

    [Fact]
    public void A_study_without_new_synapses_neurons_positions_or_models_has_its_page()
    {
        PageData full = MadeStudy.Full(300);
        PageTable features = new([.. full.Synapses.Columns.Where(column => column.Role is ColumnRole.Key or ColumnRole.Feature)], full.Synapses.RowCount);
        PageData bare = full with
        {
            New = null,
            Synapses = features,
            Explore = null,
            Groups = [.. full.Groups.Select(group => group with { New = null, NewRows = [], Models = null, Tree = [], Sweep = null, Trust = null, Nulls = null, NoiseIslands = [], FeatureShares = [] })],
        };

        Assert.Contains("The study has no new synapses.", ReportPage.Of(bare));
    }

    [Fact]
    public void Hostile_text_stands_in_the_page_as_text()
    {
        string page = ReportPage.Of(MadeStudy.Foreign());

        Assert.Equal(2, Regex.Count(page, "<script"));
        Assert.DoesNotContain("<img src=x", page);
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain('\u0007', page);
        Assert.Contains("&lt;script&gt;", page);
        Assert.Contains(@"\u202E", page);
    }

    [Fact]
    public void A_hundred_thousand_synapses_take_at_most_25_megabytes()
        => Assert.True(ReportPage.Of(MadeStudy.Full(100_000)).Length < 25_000_000);

    private static string Text(string page) => page[..page.IndexOf("<script type=\"application/json\"", StringComparison.Ordinal)];

    [GeneratedRegex("""(?:\ssrc|\shref|url\(|@import)[=\s]*["'(]?([^"')\s>]+)""")]
    private static partial Regex Loads();
}
