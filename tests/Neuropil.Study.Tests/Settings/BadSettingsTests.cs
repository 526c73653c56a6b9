using Neuropil.Pipeline;
using Neuropil.Tables;
using Neuropil.Tests;

namespace Neuropil.Study.Tests;

/// <summary>Settings that cannot be used: the message says where, what came, what is allowed and what is nearest; nothing is published.</summary>
public sealed class BadSettingsTests : IDisposable
{
    private const string Good = "[Data]\nHistorical = table.csv\n[Columns]\nNeuron = cell\nId = id\nPosition = x, y, z\n[Features]\nsize = log\n";
    private static readonly Dictionary<string, string> None = [];
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil-bad-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("Neuron = cell", "Neuron = cel", "[Columns] Neuron names 'cel'", "the nearest is 'cell'")]
    [InlineData("Id = id", "Id = ident", "[Columns] Id names 'ident'", "its columns are cell, id, x, y, z, size")]
    [InlineData("size = log", "sise = log", "[Features] names 'sise'", "the nearest is 'size'")]
    [InlineData("size = log", "kind = robust", "kind is 'e'", "expected a number")]
    [InlineData("size = log", "flat = robust", "[Features] flat: all 40 values are 7", "take its line out of [Features]")]
    [InlineData("size = log", "depth = log", "[Features] depth: 'log' of -3", "expected numbers above 0")]
    [InlineData("size = log", "depth = sqrt", "'sqrt' of -3", "expected numbers of 0 or more")]
    [InlineData("size = log", "depth = min 0", "depth is -3", "expected a number of 0 or more")]
    [InlineData("size = log", "twice = robust", "several columns are named 'twice'", "Rename")]
    [InlineData("Position = x, y, z", "Position = x, y, w", "[Columns] Position names 'w'", "a column 'w'")]
    [InlineData("Position = x, y, z", "Position = kind", "kind is 'e', no list of numbers", "as [x y z]")]
    [InlineData("Position = x, y, z", "Position = x, y, z\nOrigin = somma", "[Columns] Origin names 'somma'", "a column 'somma'")]
    [InlineData("Position = x, y, z", "Position = x, y, z\nMissing = size: -1; siz: -2", "names 'siz', which is neither a feature", "the nearest is 'size'")]
    [InlineData("Position = x, y, z", "Position = x, y, z\nMissing = size", "'size' is not COLUMN: code, code", "several columns with ';' between")]
    [InlineData("Position = x, y, z", "Position = x, y, z, w", "it names 4 columns", "three columns with commas between")]
    [InlineData("Position = x, y, z", "Position = x,, z", "it has a comma without a column", "three columns")]
    [InlineData("Position = x, y, z", "Position = x in inch, y, z", "'inch' is no unit", "expected µm (um), nm, mm, px")]
    [InlineData("Position = x, y, z", "Position = x, y, z\nUnit = nn", "Columns_Unit is 'nn'", "the nearest is 'nm'")]
    [InlineData("Position = x, y, z", "Position = x, y, z\nVoxel = 4,4 nm", "Columns_Voxel is '4,4 nm'", "a voxel as '4,4,40 nm'")]
    [InlineData("Position = x, y, z", "Position = x, y, z\nVoxel = 4,4,40 nm\nUnit = nm", "Columns_Unit is 'nm'; expected one of the two", "take one line out")]
    [InlineData("Position = x, y, z", "Position = x, y, z\nAlign = rotate", "Columns_Align is 'rotate'", "expected one of pca, centre, none")]
    [InlineData("Position = x, y, z", "Unit = nm", "Columns_Unit is 'nm' without a Columns_Position", "line 6")]
    [InlineData("Position = x, y, z", "Align = pca", "Columns_Align is 'pca' without a Columns_Position", "line 6")]
    [InlineData("Neuron = cell", "Neuron = cell re:(", "Columns_Neuron is 'cell re:('", "no regular expression")]
    [InlineData("Neuron = cell", "Neuron = cell re:\\d+", "has no named group", "(?<neuron>")]
    [InlineData("Neuron = cell", "Neuron = cell in (a", "its list of names has no closing bracket", "COLUMN in (a, b)")]
    [InlineData("Neuron = cell", "Neuron = cell in (c1, d9)", "cell is 'c2'", "expected one of c1, d9")]
    [InlineData("Neuron = cell", "Neuron = cell\nNeuron = id", "'Columns_Neuron' was set before (study.config, line 4)", "Leave one of the two lines")]
    [InlineData("Neuron = cell", "Neuron = cell\nNeuronType = map: c1", "'c1' is not neuron=type", "'map: neuron=type")]
    [InlineData("Neuron = cell", "Neuron = cell\nNeurontype2 = cell", "there is no setting 'Columns_Neurontype2'", "The nearest is 'Columns_NeuronType'")]
    [InlineData("Neuron = cell", "Neuron = cell\nType", "'Type' is neither a section", "The nearest setting is 'Columns_Type'")]
    [InlineData("size = log", "size = log, wide", "'wide' is none of them", "any of log, sqrt, robust")]
    [InlineData("size = log", "size = weight -1", "'weight -1' needs a number of 0 or more", "'weight NUMBER'")]
    [InlineData("size = log", "size = log, sqrt", "'sqrt' comes after another transform", "study.config, line 8")]
    [InlineData("size = log", "Position = log\nsize = log", "a position has no log or sqrt", "line 8")]
    [InlineData("size = log", "size, depth = log\nsize = robust", "names the feature 'size', which another line", "expected each once")]
    [InlineData("size = log", "size = log\n[Groups]\nbig = size >> 3", "Groups_big is no condition", "^")]
    [InlineData("size = log", "size = log\n[Groups]\nbig = siez > 3", "a condition ([Groups] or [Data] New) names 'siez'", "the nearest is 'size'")]
    [InlineData("size = log", "size = log\n[Groups]\na/b = *", "names the group 'a/b'", "expected letters, digits")]
    [InlineData("size = log", "size = log\n[Groups]\nbig = kind=E", "No group has synapses enough", "big")]
    [InlineData("size = log", "size = log\n[Join]\nmore = more.csv", "Join_more cannot be used", "no ' on '")]
    [InlineData("size = log", "size = log\n[Join]\nmore = table.csv on cel:cell", "cel", "is missing")]
    [InlineData("size = log", "size = log\n[Feature]\na = b", "there is no section [Feature]", "The nearest is [Features]")]
    [InlineData("Historical = table.csv", "Historical = tabel.csv", "tabel.csv", "Name the table with --data=FILE")]
    [InlineData("Historical = table.csv", "Historical = table.csv\nNew = 0%", "Data_New is '0%'", "more than 0% and less than 100%")]
    [InlineData("Historical = table.csv", "Historical = table.csv\nNew = kind=zz", "takes 0 of 40 synapses for new", "New=none")]
    [InlineData("Historical = table.csv", "Historical = table.csv\nHeaderRow = none", "Data_HeaderRow cannot be used", "a row from 1")]
    [InlineData("Historical = table.csv", "Historical = table.csv\nExclusions = gone.csv", "gone.csv", "Name the list")]
    [InlineData("Historical = table.csv\n", "", "Data_Historical is not told", "--data=FILE")]
    public void Settings_that_cannot_be_used_are_told_with_place_value_and_what_is_allowed(string line, string bad, string found, string allowed)
    {
        Assert.Contains(line, Good, StringComparison.Ordinal);
        File.WriteAllLines(Path.Combine(folder, "table.csv"), Rows());
        string file = Path.Combine(folder, "study.config");
        File.WriteAllText(file, Good.Replace(line, bad, StringComparison.Ordinal));
        string message = Message(file);
        Assert.Contains(found, message, StringComparison.Ordinal);
        Assert.Contains(allowed, message, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "artifacts", "cluster")));
    }

    [Fact]
    public void The_same_settings_without_the_fault_run()
    {
        File.WriteAllLines(Path.Combine(folder, "table.csv"), Rows());
        string file = Path.Combine(folder, "study.config");
        File.WriteAllText(file, Good);
        Assert.Equal("", Message(file));
    }

    private string Message(string file)
    {
        try
        {
            StudySettings settings = StudySettings.Load(Repository.Root, new Dictionary<string, string> { ["Evaluate_Folds"] = "none" }, None, folder, file);
            string stage = settings.Data.New.Kind == NewKind.None ? "clusters" : "split";
            return string.Join('\n', new StudyRun(Path.Combine(folder, "artifacts")).Run(settings, 2, stage).Failed.Select(unit => unit.Error?.Message));
        }
        catch (Exception error) when (error is SettingsException or TableException)
        {
            return error.Message;
        }
    }

    private static IEnumerable<string> Rows()
        => Enumerable.Range(0, 40)
            .Select(row => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c{(row % 2) + 1},{row},{row % 7},{row % 5},{row % 3},{1 + (row % 11)},{(row % 2 == 0 ? "e" : "i")},7,{(row % 9) - 3},1,2"))
            .Prepend("cell,id,x,y,z,size,kind,flat,depth,twice,twice");
}
