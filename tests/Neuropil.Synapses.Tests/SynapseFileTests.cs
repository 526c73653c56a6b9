using System.Globalization;
using System.Text;
using Neuropil.Learning;
using Neuropil.Tables;
using Neuropil.Tables.Tests;

namespace Neuropil.Synapses.Tests;

public sealed class SynapseFileTests : IDisposable
{
    private const string Header =
        "NeuronId,SynType,SynId,SynArea,BoutonArea,corr_x_micron,corr_y_micron,corr_z_micron,corr_soma_x_micron,corr_soma_y_micron,corr_soma_z_micron";

    private const string Good = "cb1,as,1,0.05,1.5,10,20,30,1,2,3";
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Coordinates_are_relative_to_the_soma_and_extra_columns_are_carried_through_untouched()
    {
        SynapseTable table = SynapseFile.Read(Csv($"{Header},layer,BoutonVolume,note\n{Good}, II/III ,0.1,\"a, \"\"b\"\"\"\ncb1,ss,1.0,0.05,1.5,10,20,30,1,2,3,,,\n"));
        Assert.Equal(["layer", "note"], table.ExtraColumns);
        Synapse first = table.Synapses[0];
        Assert.Equal((9.0, 18.0, 27.0), (first.X, first.Y, first.Z));
        Assert.Equal([" II/III ", "a, \"b\""], first.Extra);
        Assert.Equal(0.1, first.BoutonVolume);
        Assert.Equal(2, first.Line);
        Assert.Null(table.Synapses[1].BoutonVolume);
        Assert.Equal("1", table.Synapses[1].SynId);
    }

    [Fact]
    public void Nanometres_stand_in_for_missing_micrometres_and_that_is_told()
    {
        SynapseTable table = SynapseFile.Read(Csv(Header.Replace("corr_x_micron", "corr_x", StringComparison.Ordinal) + "\ncb1,as,1,0.05,1.5,10500,20,30,1,2,3\n"));
        Assert.Equal(9.5, table.Synapses[0].X);
        Assert.Contains("nanometres", Assert.Single(table.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cb1,as,1,n/a,1.5,10,20,30,1,2,3", "SynArea", "SynArea is 'n/a'; expected a number of 0 or more, µm². Correct the cell or list the row in exclusions.csv.")]
    [InlineData("cb1,as,1,,1.5,10,20,30,1,2,3", "SynArea", "SynArea is blank; expected a number of 0 or more")]
    [InlineData("cb1,as,1,0.05,NaN,10,20,30,1,2,3", "BoutonArea", "BoutonArea is 'NaN'; expected a number of 0 or more")]
    [InlineData("cb1,as,1,0.05,1.5,10,-Infinity,30,1,2,3", "corr_y_micron", "corr_y_micron is '-Infinity'; expected a finite number, µm")]
    [InlineData("cb1,as,1,0.05,1.5,10,1e999,30,1,2,3", "corr_y_micron", "corr_y_micron is '1e999'")]
    [InlineData("cb1,as,1,0.05,inf,10,20,30,1,2,3", "BoutonArea", "BoutonArea is 'inf'")]
    [InlineData("cb1,as,1,#N/A,1.5,10,20,30,1,2,3", "SynArea", "SynArea is the error value #N/A")]
    [InlineData("cb1,as,1,\"0,05\",1.5,10,20,30,1,2,3", "SynArea", "SynArea is '0,05', with a decimal comma")]
    [InlineData("cb1,as,1,-0.05,1.5,10,20,30,1,2,3", "SynArea", "SynArea is -0.05; expected a number of 0 or more")]
    [InlineData("cb1,xs,1,0.05,1.5,10,20,30,1,2,3", "SynType", "SynType is 'xs'; expected as (asymmetric) or ss (symmetric)")]
    [InlineData("cb1,AS,1,0.05,1.5,10,20,30,1,2,3", "SynType", "Write 'as', in small letters.")]
    [InlineData(",as,1,0.05,1.5,10,20,30,1,2,3", "NeuronId", "NeuronId is blank")]
    [InlineData("cb1,as,,0.05,1.5,10,20,30,1,2,3", "SynId", "SynId is blank")]
    [InlineData("cb1,as,1,0.05,1.5,10,20,30,1,2,3,4", null, "the row has 12 fields; expected 11, as the header has. Look for a decimal comma")]
    [InlineData("cb1,as,1,0.05,1.5,10,20", null, "the row has 7 fields; expected 11")]
    public void A_bad_row_is_told_with_file_row_column_value_expectation_and_remedy(string row, string? column, string message)
    {
        string path = Csv($"{Header}\ncb2,as,9,0.05,1.5,10,20,30,1,2,3\n{row}\n");
        TableProblem problem = Assert.Single(Fails(path).Problems);
        Assert.Equal((path, 3, column), (problem.File, problem.Row, problem.Column));
        Assert.StartsWith($"{path}, row 3: ", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(message, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_key_names_both_rows()
    {
        TableProblem problem = Assert.Single(Fails(Csv($"{Header}\n{Good}\ncb1,ss,1,0.05,1.5,10,20,30,1,2,3\n{Good}\n")).Problems);
        Assert.Contains("(rows 2 and 4)", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_counted_and_the_first_ten_told_in_full()
    {
        StringBuilder text = new(Header + "\n");
        for (int row = 0; row < 57; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"cb1,as,{row},x,1.5,10,20,30,1,2,3\n");
        }

        TableException error = Fails(Csv(text.ToString()));
        Assert.Equal(57, error.ProblemCount);
        Assert.Equal(57, error.Problems.Count);
        Assert.Equal(11, error.Message.Split('\n').Length);
        Assert.EndsWith("… and 47 more, 57 in all.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_suggests_the_nearest_name()
    {
        TableException error = Fails(Csv($"{Header.Replace("SynArea", "syn_area", StringComparison.Ordinal)}\n{Good}\n"));
        Assert.Contains("column 'SynArea' is missing (the nearest is 'syn_area')", error.Message, StringComparison.Ordinal);
        Assert.Equal("SynArea", error.Problems[0].Column);
    }

    [Fact]
    public void Blank_rows_are_skipped_told_in_the_middle_and_passed_over_at_the_end()
    {
        SynapseTable table = SynapseFile.Read(Csv($"{Header}\n\n{Good}\n,,,,,,,,,,\n{Good.Replace("cb1", "cb2", StringComparison.Ordinal)}\n\n\n"));
        Assert.Equal([3, 5], table.Synapses.Select(synapse => synapse.Line));
        Assert.Equal("2 blank rows skipped (the first: row 2).", Assert.Single(table.Notes));
    }

    [Fact]
    public void Excluded_rows_may_lack_numbers()
    {
        string path = Csv($"{Header}\n{Good}\npv1,ss,7,bad,1.5,,20,30,1,2,3\n");
        Fails(path);
        string list = Path.Combine(folder, "exclusions.csv");
        File.WriteAllText(list, "NeuronId,SynType,SynId,Reason\npv1,ss,7,torn\n");
        SynapseTable table = SynapseFile.Read(path, exclusions: ExclusionList.Read(list));
        Assert.False(table.Synapses[1].IsComplete);
        Assert.Equal("excluded: torn", SynapseCleaner.Clean(table.Synapses, ExclusionList.Read(list)).Removed[0].Reason);
    }

    [Theory]
    [InlineData("", "is empty (0 bytes)")]
    [InlineData("\n\n", "is empty; expected a header row")]
    [InlineData(Header + "\n", "has a header and no rows")]
    [InlineData("NeuronId;SynType;SynId\ncb1;as;1\n", "separated by semicolons")]
    [InlineData(Header + "\ncb1,as,\"1,0.05\n", "the quotes do not pair up")]
    public void A_text_that_is_no_table_is_refused(string text, string message)
        => Assert.Contains(message, Fails(Csv(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_and_a_folder_are_told()
    {
        Csv(Good);
        Assert.Contains("does not exist (the nearest is 'table.csv')", Fails(Path.Combine(folder, "tabel.csv")).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Fails(folder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_that_the_extension_denies_is_told_by_name()
    {
        string workbook = Workbook(book => book.Sheet("Data", HeaderCells, GoodCells(1)));
        Assert.Contains("its content is a workbook (.xlsx)", Fails(Copy(workbook, "a.csv")).Message, StringComparison.Ordinal);
        Assert.Contains("its content is a workbook (.xlsx)", Fails(Copy(workbook, "a.xls")).Message, StringComparison.Ordinal);
        Assert.Contains("its content is text", Fails(Copy(Csv(Good), "a.xlsx")).Message, StringComparison.Ordinal);
        Assert.Contains("has the extension '.ods'", Fails(Copy(workbook, "a.ods")).Message, StringComparison.Ordinal);
        Assert.Contains("is not a workbook", Fails(Bytes("b.xlsx", [1, 0, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("damaged archive", Fails(Bytes("c.xlsx", [.. File.ReadAllBytes(workbook).Take(200)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_told()
    {
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100_000], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[99]];
        Assert.Contains("is protected by a password", Fails(Bytes("locked.xlsx", compound)).Message, StringComparison.Ordinal);
        Assert.Contains("is protected by a password", Fails(Bytes("locked.xls", compound)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_of_a_workbook_that_are_no_numbers_are_told_with_their_sheet()
    {
        string path = Workbook(book => book.Sheet(
            "Data",
            HeaderCells,
            GoodCells(1),
            null,
            GoodCells(2, area: new WorkbookBuilder.Error("#N/A")),
            GoodCells(3, area: new WorkbookBuilder.Formula()),
            GoodCells(4, area: true),
            GoodCells(5, area: "n/a"),
            GoodCells(6, area: null)));
        TableException error = Fails(path);
        Assert.Equal([4, 5, 6, 7, 8], error.Problems.Select(problem => problem.Row!.Value));
        Assert.All(error.Problems, problem => Assert.Equal(("Data", "SynArea"), (problem.Sheet, problem.Column)));
        Assert.StartsWith($"{path}, sheet 'Data', row 4: SynArea is the error value #N/A; expected", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 5: SynArea is a formula without a value", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 6: SynArea is TRUE", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 7: SynArea is 'n/a'", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 8: SynArea is blank", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_binary_workbooks_are_read()
    {
        string path = Bytes("old.xls", BinaryWorkbookBuilder.Save("Data", HeaderCells, GoodCells(1), GoodCells(2)));
        SynapseTable table = SynapseFile.Read(path);
        Assert.Equal("Data", table.Sheet);
        Assert.Equal(["cb1 as 1", "cb1 as 2"], table.Synapses.Select(synapse => synapse.Key.ToString()));
        Assert.Equal(9, table.Synapses[1].X);
        path = Bytes("bad.xls", BinaryWorkbookBuilder.Save("Data", HeaderCells, GoodCells(1, new WorkbookBuilder.Error("#N/A")), GoodCells(2, "n/a")));
        TableException error = Fails(path);
        Assert.StartsWith($"{path}, sheet 'Data', row 2: SynArea is the error value #N/A; expected", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 3: SynArea is 'n/a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_sheets_the_first_with_the_columns_is_read_and_told_or_the_one_named()
    {
        string path = Workbook(book => book
            .Sheet("Notes", ["hello"])
            .Sheet("Empty")
            .Sheet("First", HeaderCells, GoodCells(1))
            .Sheet("Second", HeaderCells, GoodCells(1), GoodCells(2, area: "0.25")));
        SynapseTable first = SynapseFile.Read(path);
        Assert.Equal("First", first.Sheet);
        Assert.Contains("read 'First'", Assert.Single(first.Notes), StringComparison.Ordinal);
        SynapseTable second = SynapseFile.Read(path, "Second");
        Assert.Equal(0.25, second.Synapses[1].SynArea);
        Assert.Contains("1 cell of the workbook", Assert.Single(second.Notes), StringComparison.Ordinal);
        Assert.Contains("has no sheet 'Secnd' (the nearest is 'Second')", Fails(path, "Secnd").Message, StringComparison.Ordinal);
        Assert.Contains("sheet 'Empty': is empty", Fails(path, "Empty").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_neuron_is_of_type_other_and_told()
    {
        SynapseTable table = SynapseFile.Read(Csv($"{Header}\n{Good.Replace("cb1", "zz1", StringComparison.Ordinal)}\n"));
        Assert.Equal(NeuronType.Other, table.Synapses[0].NeuronType);
        Assert.Contains("zz1", Assert.Single(table.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Tabs_and_parquet_tell_the_same_as_commas()
    {
        string csv = Csv($"{Header},layer\n{Good},II\ncb1,ss,2,0.1,2.5,11,21,31,1,2,3,IV\n");
        string tsv = Path.Combine(folder, "table.tsv");
        File.WriteAllText(tsv, File.ReadAllText(csv).Replace(',', '\t'));
        string parquet = Path.Combine(folder, "table.parquet");
        Table source = Table.ReadCsv(csv);
        new Table(source.Columns.Select(column => column.Name is "NeuronId" or "SynType" or "layer" ? TableColumn.Texts(column.Name, source.Texts(column.Name))
            : column.Name == "SynId" ? TableColumn.Integers(column.Name, source.Integers(column.Name))
            : TableColumn.Numbers(column.Name, source.Numbers(column.Name)))).WriteParquet(parquet);
        string expected = Told(SynapseFile.Read(csv));
        Assert.Equal(expected, Told(SynapseFile.Read(tsv)));
        Assert.Equal(expected, Told(SynapseFile.Read(parquet)));
    }

    private static object?[] HeaderCells => [.. Header.Split(',')];

    private static object?[] GoodCells(int number) => GoodCells(number, 0.05);

    private static object?[] GoodCells(int number, object? area) => ["cb1", "as", number, area, 1.5, 10, 20, 30, 1, 2, 3];

    private static string Told(SynapseTable table)
        => string.Join('\n', table.Synapses.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Line} {s.Key} {s.X} {s.Y} {s.Z} {s.SynArea} {s.BoutonArea} {s.Extra[0]}")));

    private static TableException Fails(string path, string? sheet = null) => Assert.Throws<TableException>(() => SynapseFile.Read(path, sheet));

    private string Csv(string text)
    {
        string path = Path.Combine(folder, "table.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private string Workbook(Action<WorkbookBuilder> fill)
    {
        string path = Path.Combine(folder, "book.xlsx");
        WorkbookBuilder book = new();
        fill(book);
        book.Save(path);
        return path;
    }

    private string Bytes(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Copy(string path, string name)
    {
        string copy = Path.Combine(folder, name);
        File.Copy(path, copy);
        return copy;
    }
}
