using System.Globalization;
using Neuropil.Tests;

namespace Neuropil.Tables.Tests;

/// <summary>Tables that other programs wrote and that once were misread: tests/fixtures/tables.</summary>
public sealed class CaseTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "fixtures", "tables");

    private static readonly string[] Measured =
    [
        "corr_x_micron", "corr_y_micron", "corr_z_micron", "corr_soma_x_micron", "corr_soma_y_micron", "corr_soma_z_micron", "SynArea", "BoutonArea",
    ];

    private static readonly string[] Keys = ["NeuronId", "SynType", "SynId"];

    /// <summary>The cases that hold the same thirty synapses, and must give them.</summary>
    [Theory]
    [InlineData("01-date-extra-column/new.xlsx")]
    [InlineData("10-title-row-above-header/new.xlsx")]
    [InlineData("108-pq-timestamp-extra/new.parquet")]
    [InlineData("109-pq-date-extra/new.parquet")]
    [InlineData("110-pq-bool-extra/new.parquet")]
    [InlineData("111-pq-uint16-id/new.parquet")]
    [InlineData("113-pq-int8-extra/new.parquet")]
    [InlineData("114-pq-uint64-id/new.parquet")]
    [InlineData("124-pq-uuid-blob-extra/new.parquet")]
    [InlineData("141-pq-nan-boutonvolume/new.parquet")]
    [InlineData("20-x000D-escape/new.xlsx")]
    [InlineData("21-x000D-in-neuronid/new.xlsx")]
    [InlineData("24-date1904/new.xlsx")]
    [InlineData("34-latin1-micro/new.csv")]
    [InlineData("96-r-writecsv/new.csv")]
    [InlineData("97-r-write-csv2/new.csv")]
    [InlineData("n02-r-write-table-quoted-tab-csv/new.csv")]
    [InlineData("n04-r-rownames-header-short/new.tsv")]
    public void The_same_synapses_are_read_whatever_program_wrote_them(string file)
    {
        Table table = Read(file, out _);
        Table plain = Read("20-x000D-escape/new.xlsx", out _);
        Assert.Equal(30, table.RowCount);
        foreach (string column in Measured)
        {
            for (int row = 0; row < 30; row++)
            {
                double number = table[column].Number(row, out CellFault? fault);
                Assert.Null(fault);

                // R's printing keeps 15 digits.
                Assert.Equal(plain[column].Number(row, out _), number, 1e-13 * Math.Max(1, Math.Abs(number)));
            }
        }

        foreach (string column in Keys)
        {
            Assert.Equal(Names(plain, column), Names(table, column));
        }
    }

    [Theory]
    [InlineData("01-date-extra-column/new.xlsx", "ImagedOn", "2021-03-01")]
    [InlineData("01-date-extra-column/new.xlsx", "Time", "2021-03-01T10:02:00")]
    [InlineData("24-date1904/new.xlsx", "ImagedOn", "2021-03-01")]
    [InlineData("108-pq-timestamp-extra/new.parquet", "ImagedAt", "2021-03-01T10:00:00")]
    [InlineData("109-pq-date-extra/new.parquet", "ImagedOn", "2021-03-01")]
    [InlineData("110-pq-bool-extra/new.parquet", "Checked", "FALSE")]
    [InlineData("113-pq-int8-extra/new.parquet", "Layer", "-3")]
    [InlineData("124-pq-uuid-blob-extra/new.parquet", "Uid", "864d065d-05a1-46f0-bfcf-447558aaa887")]
    [InlineData("20-x000D-escape/new.xlsx", "Note", "line1\r\nline2")]
    [InlineData("34-latin1-micro/new.csv", "Note µm", "5 µm")]
    public void Further_columns_are_carried_as_text(string file, string column, string text) => Assert.Equal(text, Read(file, out _)[column].Text(0));

    [Theory]
    [InlineData("02-synid-became-date/new.xlsx", "SynId", 5, "is the date 2024-01-02")]
    [InlineData("03-synarea-became-date/new.xlsx", "SynArea", 6, "is the date 2024-03-02")]
    [InlineData("15-formula-xlsxwriter-zero/new.xlsx", "corr_x_micron", 2, "is a formula without a value")]
    [InlineData("26-thousands-separators-csv/new.csv", "corr_x_micron", 2, "is '-6,639.200', with thousands separators")]
    [InlineData("27-text-6,639-in-xlsx/new.xlsx", "corr_x_micron", 2, "is '-6,639', with a comma that may separate thousands or decimals")]
    [InlineData("58-xls-error-and-formula/new.xls", "corr_x_micron", 2, "is a formula without a value")]
    [InlineData("63-unicode-minus/new.xlsx", "corr_x_micron", 2, "is '−6.6392', with the sign U+2212 for a minus")]
    public void A_cell_that_is_none_is_told_by_place_and_its_like_in_one_line(string file, string column, int row, string found)
    {
        Table table = Read(file, out _);
        ProblemCollector problems = new(file);
        for (int index = 0; index < table.RowCount; index++)
        {
            CellFault? fault;
            _ = column == "SynId" ? table[column].Identity(index, out fault).Length : table[column].Number(index, out fault);
            if (fault is not null)
            {
                problems.Cell(table.Place(index), column, table[column].Text(index), fault, "a number");
            }
        }

        TableException error = Assert.Throws<TableException>(problems.ThrowIfAny);
        Assert.Equal(row, error.Problems[0].Row);
        Assert.Equal(problems.Count, error.Problems.Count);
        Assert.Contains($"row {row}: {column} {found}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("140-pq-big-id-odd/new.parquet")]
    [InlineData("148-pq-big-id-apart/new.parquet")]
    [InlineData("149-pq-big-id-uint64/new.parquet")]
    public void Ids_of_64_bits_keep_every_digit(string file)
    {
        Table table = Read(file, out _);
        string[] ids = [.. Names(table, "SynId")];
        Assert.All(ids, id => Assert.InRange(id.Length, 17, 20));
        Assert.All(ids, id => Assert.Matches("^[0-9]+$", id));
        Assert.Contains(ids, id => ((ulong)(double)ulong.Parse(id, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture) != id);
        MemoryStream written = new();
        table.WriteCsv(written);
        written.Position = 0;
        Assert.Equal(ids, Table.ReadCsv(written, "copy").Texts("SynId"));
    }

    [Fact]
    public void The_visible_sheet_is_read_before_a_hidden_one() => Assert.Equal("1501", Names(Read("09-hidden-sheet-first/new.xlsx", out _), "SynId").First());

    [Fact]
    public void A_nested_leaf_is_no_column()
    {
        using TableSource source = Open("142-pq-struct-leaf-taken/new.parquet");
        Assert.Null(source.Resolve("BoutonArea"));
        Assert.Contains("Meta", Assert.Single(source.Notes), StringComparison.Ordinal);
        Assert.Contains("column 'BoutonArea' is missing", Assert.Throws<TableException>(() => source.Read(["BoutonArea"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("96-r-writecsv/new.csv")]
    [InlineData("141-pq-nan-boutonvolume/new.parquet")]
    public void NA_and_NaN_are_missing_values(string file)
    {
        TableColumn volume = Read(file, out _)["BoutonVolume"];
        int missing = Enumerable.Range(0, volume.Length).Count(volume.IsMissing);
        Assert.InRange(missing, 1, 29);
        Assert.All(Enumerable.Range(0, volume.Length).Where(row => !volume.IsMissing(row)), row => Assert.True(volume.Number(row, out _) > 0));
    }

    [Theory]
    [InlineData("09-hidden-sheet-first/new.xlsx", "hidden sheets, which are read only where Sheet names them: Old")]
    [InlineData("10-title-row-above-header/new.xlsx", "row 3 is taken for the header")]
    [InlineData("34-latin1-micro/new.csv", "row 2 is not UTF-8: the file is read as Windows-1252")]
    [InlineData("35-latin1-neuronid/new.csv", "row 2 is not UTF-8: the file is read as Windows-1252")]
    [InlineData("97-r-write-csv2/new.csv", "fields are separated by semicolons, numbers have a decimal comma")]
    [InlineData("n02-r-write-table-quoted-tab-csv/new.csv", "fields are separated by tabs")]
    [InlineData("n04-r-rownames-header-short/new.tsv", "the first column is called 'row.names'")]
    public void What_was_found_is_told(string file, string note)
    {
        Read(file, out IReadOnlyList<string> notes);
        Assert.Contains(notes, told => told.Contains(note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("51-trailing-comma-data-only/new.csv", "row 2: the row ends in a separator", "Take the separator away at the end of every row")]
    [InlineData("54-html-named-xls/new.xls", "its content is a web page (HTML) with a table", "save it as a workbook (.xlsx)")]
    [InlineData("55-tsv-named-xls/new.xls", "its content is text with tabs", "Rename the file to end in .tsv")]
    public void What_cannot_be_read_is_refused_in_one_line_with_its_remedy(string file, string found, string remedy)
    {
        string message = Assert.Throws<TableException>(() => Read(file, out _)).Message;
        Assert.Contains(found, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void The_remedy_for_tabs_named_xls_works()
    {
        string folder = Directory.CreateTempSubdirectory("neuropil").FullName;
        try
        {
            string renamed = Path.Combine(folder, "new.tsv");
            File.Copy(Path.Combine(Folder, "55-tsv-named-xls", "new.xls"), renamed);
            using TableSource source = TableSource.Open(new TableRequest(renamed));
            Assert.Equal(30, source.Read().RowCount);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Latin_names_stay_two_where_they_are_two()
    {
        Table table = Read("35-latin1-neuronid/new.csv", out _);
        Assert.Contains("c\u00E91".Length, Names(table, "NeuronId").Select(name => name.Length));
        Assert.DoesNotContain(Names(table, "NeuronId"), name => name.Contains('\uFFFD'));
    }

    [Fact]
    public void White_space_and_characters_without_width_are_trimmed_and_nearly_equal_names_told()
    {
        Table space = Read("h01-nbsp-in-neuronid/hist.csv", out _);
        Assert.DoesNotContain(Names(space, "NeuronId"), name => name.Contains('\u00A0'));
        Table width = Read("h03-zero-width-space/hist.csv", out _);
        Assert.DoesNotContain(Names(width, "NeuronId"), name => name.StartsWith('\u200B') || name.EndsWith('\u200B'));
        Table letters = Read("h02-case-of-neuronid/hist.csv", out _);
        Assert.NotEmpty(NearNames.Warnings("NeuronId", Names(letters, "NeuronId")));
    }

    [Theory]
    [InlineData("h06-exclusions-float-ids/ex.csv")]
    [InlineData("h07-exclusions-semicolon/ex.csv")]
    [InlineData("h08-exclusions-xlsx/ex.xlsx")]
    public void Lists_of_exclusions_are_tables_like_any_other(string file) => Assert.Equal("1", Names(Read(file, out _), "SynId").First());

    [Fact]
    public void Leading_zeros_stay() => Assert.Equal("0001", Names(Read("h11-leading-zero-xls-vs-new-csv/ex.csv", out _), "SynId").First());

    private static IEnumerable<string> Names(Table table, string column) => Enumerable.Range(0, table.RowCount).Select(row => table[column].Identity(row, out _));

    private static TableSource Open(string file) => TableSource.Open(new TableRequest(file) { Folder = Folder });

    private static Table Read(string file, out IReadOnlyList<string> notes)
    {
        using TableSource source = Open(file);
        Table table = source.Read();
        notes = source.Notes;
        return table;
    }
}
