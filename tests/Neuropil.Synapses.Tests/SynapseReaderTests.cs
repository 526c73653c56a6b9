using Neuropil.Tables;
using Neuropil.Tests;

namespace Neuropil.Synapses.Tests;

public sealed class SynapseReaderTests : IDisposable
{
    private const string Header =
        "NeuronId,SynType,SynId,SynArea,BoutonArea,corr_x_micron,corr_y_micron,corr_z_micron,corr_soma_x_micron,corr_soma_y_micron,corr_soma_z_micron";

    private const string Good = "cb1,as,1,0.05,1.5,10,20,30,1,2,3";
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Coordinates_are_relative_to_the_soma_and_extra_columns_are_carried_through_untouched()
    {
        SynapseTable table = Read(Csv($"{Header},layer,BoutonVolume,note\n{Good}, II/III ,0.1,\"a, \"\"b\"\"\"\ncb1,ss,1.0,0.05,1.5,10,20,30,1,2,3,,,\n"));
        Assert.Equal(["SynArea", "BoutonArea", "layer", "BoutonVolume", "note"], table.Columns.Select(column => column.Name));
        Assert.Equal([9.0, 18.0, 27.0], table.Positions!.Select(axis => axis[0]));
        Assert.Equal([" II/III ", "0.1", "a, \"b\""], table.Columns.Skip(2).Select(column => column.Text(0)));
        Assert.Equal([2, 3], table.Lines);
        Assert.Equal("1", table.Ids[1]);
    }

    [Fact]
    public void Nanometres_stand_in_for_missing_micrometres_and_that_is_told()
    {
        SynapseTable table = Read(Csv(Header.Replace("corr_x_micron", "corr_x", StringComparison.Ordinal) + "\ncb1,as,1,0.05,1.5,10500,20,30,1,2,3\n"));
        Assert.Equal(9.5, table.Positions![0][0]);
        Assert.Contains("corr_x_micron is missing; taken instead: corr_x (nm)", Assert.Single(table.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cb1,as,1,none,1.5,10,20,30,1,2,3", "SynArea", "SynArea is 'none'; expected a number of 0 or more. Correct the cell, list the row in exclusions.csv, or name a code of missing values: Missing=SynArea: none in [Columns].")]
    [InlineData("cb1,as,1,0.05,1.5,10,-Infinity,30,1,2,3", "corr_y_micron", "corr_y_micron is '-Infinity'; expected a finite number, µm")]
    [InlineData("cb1,as,1,0.05,1.5,10,1e999,30,1,2,3", "corr_y_micron", "corr_y_micron is '1e999'")]
    [InlineData("cb1,as,1,0.05,inf,10,20,30,1,2,3", "BoutonArea", "BoutonArea is 'inf'")]
    [InlineData("cb1,as,1,#N/A,1.5,10,20,30,1,2,3", "SynArea", "SynArea is the error value #N/A")]
    [InlineData("cb1,as,1,\"0,05\",1.5,10,20,30,1,2,3", "SynArea", "SynArea is '0,05', with a decimal comma")]
    [InlineData("cb1,as,1,-0.05,1.5,10,20,30,1,2,3", "SynArea", "SynArea is -0.05; expected a number of 0 or more")]
    [InlineData("cb1,xs,1,0.05,1.5,10,20,30,1,2,3", "SynType", "SynType is 'xs'; expected one of as, ss")]
    [InlineData("cb1,AS,1,0.05,1.5,10,20,30,1,2,3", "SynType", "Write 'as' if that is meant.")]
    [InlineData("cb1,,1,0.05,1.5,10,20,30,1,2,3", "SynType", "SynType is blank; expected one of as, ss")]
    public void A_bad_row_is_told_with_file_row_column_value_expectation_and_remedy(string row, string? column, string message)
    {
        string path = Csv($"{Header}\ncb2,as,9,0.05,1.5,10,20,30,1,2,3\n{row}\n");
        TableProblem problem = Assert.Single(Fails(path).Problems);
        Assert.Equal((path, 3, column), (problem.File, problem.Row, problem.Column));
        Assert.StartsWith($"{path}, row 3: ", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(message, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_stays_blank_until_screening()
    {
        SynapseTable table = Read(Csv($"{Header}\n{Good}\ncb1,as,2,NA,,10,,30,1,2,3\n,as,3,1,1,1,1,1,1,1,1\n"));
        Assert.Equal([0.05, double.NaN, 1], table.Numbers("SynArea"));
        Assert.Equal((string?[])[null, "lacks its position, SynArea, BoutonArea", "lacks its neuron"], (IEnumerable<string?>)SynapseScreen.Gaps(table, Make.Recipes));
    }

    [Fact]
    public void A_repeated_key_names_both_rows()
    {
        TableProblem problem = Assert.Single(Fails(Csv($"{Header}\n{Good}\ncb1,ss,1,0.05,1.5,10,20,30,1,2,3\n{Good}\n")).Problems);
        Assert.Contains("(rows 2 and 4)", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_missing_column_is_told_with_who_wants_it_and_the_nearest_name()
    {
        TableException error = Fails(Csv($"{Header.Replace("SynArea", "syn_area", StringComparison.Ordinal).Replace("NeuronId", "cell", StringComparison.Ordinal)}\n{Good}\n"));
        Assert.Contains("[Features] names 'SynArea': column 'SynArea' is missing (the nearest is 'syn_area')", error.Message, StringComparison.Ordinal);
        Assert.Contains("[Columns] Neuron names 'NeuronId'", error.Message, StringComparison.Ordinal);
        Assert.Contains("its columns are cell, SynType", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Excluded_rows_may_have_wrong_numbers_however_their_names_are_written()
    {
        string path = Csv($"{Header}\n{Good}\npv1,ss,7,bad,1.5,,20,30,1,2,3\n");
        Fails(path);
        string list = Path.Combine(folder, "exclusions.csv");
        foreach (string text in new[] { "NeuronId,SynType,SynId,Reason\npv1,ss,7,torn\n", "NeuronId;SynType;SynId;Reason\npv1;ss;7.0;torn\n", "SynId,NeuronId,SynType,Reason\n007,pv1,ss,torn\n" })
        {
            File.WriteAllText(list, text);
            using TableSource source = TableSource.Open(new TableRequest(list));
            ExclusionList exclusions = ExclusionList.Of(source.Read(), Make.Published);
            SynapseTable table = SynapseReader.Read(SynapseReader.Request(new TableRequest(path), Make.Published), Make.Published, exclusions);
            Assert.Equal(["excluded: torn"], SynapseScreen.Apply(table, [new() { Name = "BoutonArea" }], exclusions).Reasons.DefaultIfEmpty());
        }
    }

    [Fact]
    public void Names_that_are_nearly_equal_are_told()
    {
        SynapseTable table = Read(Csv($"{Header}\n{Good}\nCB1,as,2,0.05,1.5,10,20,30,1,2,3\n"));
        Assert.Contains("'cb1', 'CB1'", Assert.Single(table.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Nanometres_in_columns_of_micrometres_are_told()
        => Assert.Contains(Read(Repository.Fixture("tables", "70-nm-in-micron-columns", "new.xlsx")).Warnings, warning => warning.Contains("further than a neuron reaches: are positions in nm?", StringComparison.Ordinal));

    [Fact]
    public void A_neuron_with_too_few_synapses_is_centred_and_told_in_words_of_the_user()
    {
        NeuronAlignment alignment = NeuronAlignment.Fit(Read(Repository.Fixture("tables", "h12-tiny-neuron", "hist.csv")));
        Assert.Contains(alignment.Warnings, warning => warning.Contains("centred", StringComparison.Ordinal));
        Assert.All(alignment.Warnings, warning => Assert.DoesNotContain("Parameter", warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10", "10", false)]
    [InlineData("10", "900010", true)]
    [InlineData("10", "10010", false)]
    public void A_neuron_too_wide_for_its_unit_is_told(string first, string second, bool isTold)
    {
        SynapseTable table = Read(Csv($"{Header}\ncb1,as,1,0.05,1.5,{first},20,30,1,2,3\ncb1,as,2,0.05,1.5,{second},20,30,1,2,3\n"));
        Assert.Equal(isTold ? ["Synapses of neuron 'cb1' lie up to 900000 µm apart, further than a neuron reaches: are positions in nm? Unit in [Columns] says what they are in (now µm)."] : [], table.Warnings);
    }

    [Theory]
    [InlineData("pt", "pt\n[10 20 30]\n", "4,4,40 nm", 0.04, 0.08, 1.2)]
    [InlineData("pt", "pt\n\"(10, 20, 30)\"\n", "nm", 0.01, 0.02, 0.03)]
    [InlineData("pt", "pt\n\"10,20,30\"\n", "um", 10, 20, 30)]
    [InlineData("pt, z", "pt,z\nPOINT (10 20),30\n", "2,2,1 um", 20, 40, 30)]
    [InlineData("x, y in nm, z", "x,y,z\n10,20,30\n", "um", 10, 0.02, 30)]
    public void A_place_may_stand_in_one_two_or_three_columns(string position, string text, string unit, double x, double y, double z)
    {
        SynapseColumns columns = new() { Position = PositionColumns.TryParse(position, out _), Unit = LengthUnit.TryParse(unit)! };
        SynapseTable table = SynapseReader.Read(SynapseReader.Request(new TableRequest(Csv(text)), columns), columns);
        Assert.Equal([x, y, z], table.Positions!.Select(axis => Math.Round(axis[0], 12)));
        Assert.Equal(("all", "2"), (table.Neurons[0], table.Ids[0]));
    }

    [Fact]
    public void A_pattern_takes_the_neuron_out_of_a_text_and_codes_are_missing_in_their_column_alone()
    {
        SynapseColumns columns = new()
        {
            Neuron = Make.Role("name re:^(?<cell>\\S+ \\d+) "),
            Id = Make.Role("name"),
            Features = [new("size", null), new("depth", null)],
            Missing = ColumnCodes.TryParse("size: -1, -2", out _)!,
        };
        SynapseTable table = SynapseReader.Read(SynapseReader.Request(new TableRequest(Csv("name,size,depth\nm1 2 a,-1,-1\nm1 3 b,4,-2\n")), columns), columns);
        Assert.Equal(["m1 2", "m1 3"], table.Neurons);
        Assert.Equal([double.NaN, 4], table.Numbers("size"));
        Assert.Equal([-1, -2], table.Numbers("depth"));
        Assert.Null(table.Positions);
    }

    private static SynapseTable Read(string path) => SynapseReader.Read(SynapseReader.Request(new TableRequest(path), Make.Published), Make.Published);

    private static TableException Fails(string path) => Assert.Throws<TableException>(() => Read(path));

    private string Csv(string text)
    {
        string path = Path.Combine(folder, "table.csv");
        File.WriteAllText(path, text);
        return path;
    }
}
