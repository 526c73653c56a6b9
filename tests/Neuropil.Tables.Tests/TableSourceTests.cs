using System.Text;

namespace Neuropil.Tables.Tests;

public sealed class TableSourceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_placeholder_in_the_path_becomes_a_column_and_joins_find_their_rows_by_text()
    {
        Write("cells/7.csv", "id,x\n1,10\n2,20\n");
        Write("cells/08.csv", "id,x\n1,30\n");
        Write("neurons.csv", "bodyId,class\n7.0,PN\n08,LHN\n");
        Table table = Read(new TableRequest("cells/{neuron}.csv") { Joins = [TableJoin.Parse("Neurons", "neurons.csv on neuron:bodyId")] }, out IReadOnlyList<string> notes);
        Assert.Equal(["08", "7", "7"], table.Texts("neuron"));
        Assert.Equal(["LHN", "PN", "PN"], table.Texts("class"));
        Assert.Equal(["LHN", "PN", "PN"], table.Texts("Neurons.class"));
        Assert.Equal(new RowPlace("cells/7.csv", null, 3), table.Place(2));
        Assert.Empty(notes);
    }

    [Fact]
    public void A_join_that_matches_nothing_and_a_key_twice_are_errors_and_rows_without_a_match_are_told()
    {
        Write("t.csv", "id,n\n1,a\n2,b\n");
        Write("none.csv", "n,c\nx,1\n");
        Write("twice.csv", "n,c\na,1\nb,2\na,3\n");
        Write("part.csv", "n,c\na,1\n");
        Assert.Contains("the join J matches nothing: n holds 'a', 'b', …, and n holds 'x', …", Fails("t.csv", "none.csv on n"), StringComparison.Ordinal);
        Assert.Contains("twice.csv, row 4: the key n 'a' is in row 2 already; expected each key once", Fails("t.csv", "twice.csv on n"), StringComparison.Ordinal);
        Assert.Contains("column 'nn' for join J is missing (the nearest is 'n')", Fails("t.csv", "part.csv on n:nn"), StringComparison.Ordinal);
        Assert.Contains("column 'm' for the join J is missing", Fails("t.csv", "part.csv on m:n"), StringComparison.Ordinal);
        Table table = Read(new TableRequest("t.csv") { Joins = [TableJoin.Parse("J", "part.csv on n")] }, out IReadOnlyList<string> notes);
        Assert.True(table["c"].IsMissing(1));
        Assert.Contains("The join J found no row for 1 of 2 rows; its columns are blank there (n 'b').", notes);

        string Fails(string file, string join)
            => Assert.Throws<TableException>(() => Read(new TableRequest(file) { Joins = [TableJoin.Parse("J", join)] }, out _)).Message;
    }

    [Fact]
    public void Joins_follow_each_other_and_patterns()
    {
        Write("t.csv", "name,v\nm16 1 Spine85.mat,1\nc40 2 Spine3.mat,2\nodd,3\n");
        Write("age.csv", "subject,age\nm16,young\nc40,old\n");
        Write("dose.csv", "age,dose\nyoung,5\nold,6\n");
        Table table = Read(
            new TableRequest("t.csv")
            {
                Patterns = [ColumnPattern.Parse("name", @"^(?<subject>\S+) (?P<cell>\S+) Spine(?<spine>\d+)")],
                Joins = [TableJoin.Parse("Age", "age.csv on subject"), TableJoin.Parse("Dose", "dose.csv on age")],
            },
            out IReadOnlyList<string> notes);
        Assert.Equal(["85", "3", ""], table.Texts("spine"));
        Assert.Equal(["5", "6", ""], table.Texts("dose"));
        Assert.Contains(notes, note => note.Contains("does not fit name in 1 rows", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pattern_that_is_wrong_or_slow_is_told()
    {
        Assert.Contains("^", Assert.Throws<FormatException>(() => ColumnPattern.Parse("a", "(?<x>[")).Message, StringComparison.Ordinal);
        Assert.Contains("no named group", Assert.Throws<FormatException>(() => ColumnPattern.Parse("a", "(x)")).Message, StringComparison.Ordinal);
        Write("slow.csv", "a\n" + new string('a', 60) + "!\n");
        string message = Assert.Throws<TableException>(() => Read(new TableRequest("slow.csv") { Patterns = [ColumnPattern.Parse("a", "^(?<x>(a+)+)$")] }, out _)).Message;
        Assert.Contains("takes longer than a second", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_are_missing_in_the_columns_they_are_named_for_alone()
    {
        Write("t.csv", "size,z\n-1,-1\n-2.0,-2\n5,NA\n");
        Table table = Read(new TableRequest("t.csv") { Missing = new Dictionary<string, IReadOnlyList<string>> { ["size"] = ["-1", "-2"] } }, out _);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(table["size"].IsMissing));
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(table["z"].IsMissing));
        Assert.Equal(FaultKind.Missing, Fault(table["size"], 0)!.Kind);
    }

    [Theory]
    [InlineData("T\n\nid,size\n1,2\n", "auto")]
    [InlineData("T\n\nid,size\n1,2\n", "3")]
    [InlineData(",what\nid,size\n1,2\n", "2")]
    public void The_header_is_found_or_said(string text, string header)
    {
        Write("t.csv", text);
        Table table = Read(new TableRequest("t.csv") { Header = HeaderRows.Parse(header), Named = ["size", "id"] }, out _);
        Assert.Equal(1, table.RowCount);
        Assert.Equal(2, table["size"].Number(0, out _));
    }

    [Fact]
    public void Names_over_two_rows_are_one_and_the_lower_is_enough_where_it_is_the_only_one()
    {
        new WorkbookBuilder().Sheet("s", ["PSD", null, "sizes", null], ["x\n(um)", "y\n(um)", "PSD size\r\n(px)", "x\n(um)"], [1, 2, 3, 4]).Save(Path.Combine(folder, "t.xlsx"));
        foreach (TableRequest request in (TableRequest[])[new("t.xlsx") { Header = HeaderRows.Parse("1-2") }, new("t.xlsx"), new("t.xlsx") { Named = ["PSD size (px)", "PSD x (um)"] }])
        {
            Table table = Read(request, out _);
            Assert.Equal(["PSD x (um)", "PSD y (um)", "sizes PSD size (px)", "sizes x (um)"], table.Columns.Select(column => column.Name));
            Assert.Equal(3, table["PSD size (px)"].Number(0, out _));
            Assert.Equal(2, table["y (um)"].Number(0, out _));
            Assert.Null(table.Find("x (um)"));
        }
    }

    [Fact]
    public void Sheets_are_joined_and_stacked()
    {
        new WorkbookBuilder()
            .Sheet("Position", ["Title"], ["x", "Unit", "ID"], [1.5, "um", 1], [2.5, "um", 2])
            .Sheet("Area", ["Title"], ["Area", "Unit", "ID"], [20, "um^2", 2], [10, "um^2", 1])
            .Save(Path.Combine(folder, "t.xlsx"));
        Table joined = Read(new TableRequest("t.xlsx") { Sheet = SheetChoice.Parse("Position+Area by ID") }, out _);
        Assert.Equal(["x", "Unit", "ID", "Area", "Area.Unit"], joined.Columns.Select(column => column.Name));
        Assert.Equal(["10", "20"], joined.Texts("Area"));
        Table stacked = Read(new TableRequest("t.xlsx") { Sheet = SheetChoice.Parse("*") }, out _);
        Assert.Equal(["Position", "Position", "Area", "Area"], stacked.Texts("sheet"));
        Assert.Equal(["1", "2", "2", "1"], stacked.Texts("ID"));
        string message = Assert.Throws<TableException>(() => Read(new TableRequest("t.xlsx") { Sheet = SheetChoice.Parse("Positions") }, out _)).Message;
        Assert.Contains("has no sheet 'Positions' (the nearest is 'Position')", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1 2 3]", 3)]
    [InlineData("(1, 2, 3)", 3)]
    [InlineData("1,2,3", 3)]
    [InlineData(" 1 2  3 ", 3)]
    [InlineData("POINT (1720 3278)", 2)]
    [InlineData("POINT Z (1 2 3)", 3)]
    [InlineData("[1;2]", 2)]
    [InlineData("1", 1)]
    [InlineData("[1 2 3", -1)]
    [InlineData("1,,3", -1)]
    [InlineData("1,2,", -1)]
    [InlineData("a b c", -1)]
    [InlineData("1 2 NaN", -1)]
    [InlineData("", -1)]
    [InlineData("1 2 3 4 5", -1)]
    public void Vectors_in_a_cell(string text, int count)
    {
        double[] numbers = new double[4];
        Assert.Equal(count, VectorText.Read(text, numbers));
        if (count == 3)
        {
            Assert.Equal([1, 2, 3], numbers[..3]);
        }
    }

    [Theory]
    [InlineData("a;b\n1,5;x\n2,25;y\n", "a", 1.5)]
    [InlineData("a\tb\n1.5\tx\n", "a", 1.5)]
    [InlineData("a|b\n1.5|x\n", "a", 1.5)]
    [InlineData("a b\n1.5 x\n2.5 y\n", "a", 1.5)]
    [InlineData("\"a\",\"b\"\n\"1.5\",\"x; y; z\"\n", "a", 1.5)]
    [InlineData("\uFEFFa,b\n1.5,x\n", "a", 1.5)]
    [InlineData("a\n1.5\n", "a", 1.5)]
    [InlineData(",a\n1,1.5\n", "a", 1.5)]
    [InlineData(",a\n7,1.5\n", "column1", 7)]
    [InlineData("a,b\r\n1.5,x\r\n", "a", 1.5)]
    [InlineData("x,p\n1,[1 2 3]\n2,[3 4 5]\n", "x", 1)]
    public void Separators_are_found(string text, string column, double value)
    {
        Write("t.txt", text);
        Assert.Equal(value, Read(new TableRequest("t.txt"), out _)[column].Number(0, out _));
    }

    [Theory]
    [InlineData("6,639.2", FaultKind.Thousands)]
    [InlineData("1,234,567", FaultKind.Thousands)]
    [InlineData("6.639,2", FaultKind.Thousands)]
    [InlineData("1'234.5", FaultKind.Thousands)]
    [InlineData("6,639", FaultKind.Thousands)]
    [InlineData("0,639", FaultKind.DecimalComma)]
    [InlineData("1,5", FaultKind.DecimalComma)]
    [InlineData("−1.5", FaultKind.MinusSign)]
    [InlineData("–1.5", FaultKind.MinusSign)]
    [InlineData("#DIV/0!", FaultKind.Error)]
    [InlineData("abc", FaultKind.Value)]
    [InlineData("1e999", FaultKind.Value)]
    [InlineData(" ", FaultKind.Missing)]
    [InlineData("N/A", FaultKind.Missing)]
    public void Why_a_text_is_no_number(string text, FaultKind kind) => Assert.Equal(kind, Fault(TableColumn.Texts("t", [text]), 0)!.Kind);

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("\u00A0cb1\u200B", "cb1")]
    [InlineData("007", "007")]
    [InlineData("864691135000008455", "864691135000008455")]
    [InlineData("1.5", "1.5")]
    [InlineData("-3.0", "-3")]
    [InlineData("1E5", "1E5")]
    public void Names_are_exact(string text, string name)
    {
        Assert.Equal(name, TableColumn.Texts("t", [text]).Identity(0, out CellFault? fault));
        Assert.Null(fault);
    }

    [Theory]
    [InlineData("8.6469113500000845E+17")]
    [InlineData("8.64691E+17")]
    public void Ids_that_lost_digits_are_refused(string text)
    {
        TableColumn.Texts("t", [text]).Identity(0, out CellFault? fault);
        Assert.Equal(FaultKind.RoundedId, fault!.Kind);
    }

    [Fact]
    public void Chunks_hold_what_the_whole_table_holds_whatever_their_size()
    {
        Write("t.csv", "id,x\n" + string.Concat(Enumerable.Range(0, 1000).Select(row => FormattableString.Invariant($"{row},{row / 7.0}\n{(row % 100 == 3 ? "\n" : string.Empty)}"))));
        using TableSource source = TableSource.Open(new TableRequest("t.csv") { Folder = folder });
        Table whole = source.Read();
        foreach (int rows in (int[])[1, 7, 999, 5000])
        {
            int row = 0;
            foreach (Table chunk in source.Chunks(["x"], rowCount: rows))
            {
                for (int index = 0; index < chunk.RowCount; index++, row++)
                {
                    Assert.Equal(whole["x"].Text(row), chunk["x"].Text(index));
                    Assert.Equal(whole.Place(row), chunk.Place(index));
                }
            }

            Assert.Equal(1000, row);
        }
    }

    [Fact]
    public void Ten_problems_are_told_in_a_line_each_and_all_are_kept_for_a_file()
    {
        ProblemCollector problems = new("t.csv");
        for (int row = 0; row < 25; row++)
        {
            problems.Cell(new RowPlace("t.csv", null, row + 2), "a", "x", new CellFault(FaultKind.Value, $"is '{row}'", "Correct it."), "a number");
        }

        TableException error = Assert.Throws<TableException>(problems.ThrowIfAny);
        Assert.Equal(11, error.Message.Split('\n').Length);
        Assert.EndsWith("… and 15 more, 25 in all.", error.Message, StringComparison.Ordinal);
        Assert.Equal(25, error.ToTable().RowCount);
    }

    [Fact]
    public void A_missing_file_a_folder_without_tables_and_a_glob_without_files_are_told()
    {
        Directory.CreateDirectory(Path.Combine(folder, "empty"));
        Write("neurons.csv", "a\n1\n");
        Assert.Contains("does not exist (the nearest is 'neurons.csv')", Fails("neuron.csv"), StringComparison.Ordinal);
        Assert.Contains("is a folder without tables", Fails("empty"), StringComparison.Ordinal);
        Assert.Contains("fits no file", Fails("*.parquet"), StringComparison.Ordinal);
        Assert.Contains("is empty (0 bytes)", Fails(Write("none.csv", string.Empty)), StringComparison.Ordinal);

        string Fails(string location) => Assert.Throws<TableException>(() => Read(new TableRequest(location), out _)).Message;
    }

    [Fact]
    public void What_columns_hold_is_told()
    {
        Write("t.csv", "id,size,pos,when,kind,none\n864691135000008455,-1,[1 2 3],2021-03-01,a,\n864691135000008456,5,[4 5 6],2021-03-02,b,\n3,-1,[0 9 1],2021-03-02,a,\n4,7.5,[1 1 1],2021-03-02,NA,\n");
        using TableSource source = TableSource.Open(new TableRequest("t.csv") { Folder = folder });
        Dictionary<string, ColumnInspection> columns = ColumnInspection.Of(source).ToDictionary(column => column.Name);
        Assert.Equal(ColumnKind.Integer, columns["id"].Kind);
        Assert.True(columns["id"].IsUnique);
        Assert.Equal(18, columns["id"].MostDigits);
        Assert.Equal(ColumnKind.Number, columns["size"].Kind);
        Assert.Equal([-1], columns["size"].LikelyCodes);
        Assert.Equal((ColumnKind.Vector, 3), (columns["pos"].Kind, columns["pos"].VectorLength));
        Assert.Equal((1, 9), columns["pos"].VectorRanges[1]);
        Assert.Equal(ColumnKind.Date, columns["when"].Kind);
        Assert.Equal((ColumnKind.Text, 1, 2), (columns["kind"].Kind, columns["kind"].MissingCount, columns["kind"].DistinctCount));
        Assert.Equal(ColumnKind.Empty, columns["none"].Kind);
    }

    private static CellFault? Fault(TableColumn column, int row)
    {
        column.Number(row, out CellFault? fault);
        return fault;
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return name;
    }

    private Table Read(TableRequest request, out IReadOnlyList<string> notes)
    {
        using TableSource source = TableSource.Open(request with { Folder = folder });
        Table table = source.Read();
        notes = source.Notes;
        return table;
    }
}
