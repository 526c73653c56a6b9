using System.Text;
using System.Text.Json;

namespace Neuropil.Learning.Tests;

using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tests;

public sealed class ImportTests
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllBytes(Repository.Fixture("import", "predictions.json"))).RootElement;
    private static readonly Matrix Queries = Matrix.FromRows(ClassifierFixture.Rows(Expected.GetProperty("queries")));

    public static TheoryData<string> Files => [.. Expected.GetProperty("files").EnumerateObject().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Imported_estimators_answer_as_in_Python(string name)
    {
        ImportedBundle imported = Import(name);
        Check(name, imported);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Imported_estimators_answer_the_same_once_saved_and_loaded(string name)
    {
        using MemoryStream file = new();
        Import(name).Save(file);
        file.Position = 0;
        Check(name, ImportedBundle.Load(file));
    }

    [Theory]
    [InlineData("cos\nsystem\n(S'true'\ntR.", "os.system")]
    [InlineData("cbuiltins\neval\n(S'1'\ntR.", "builtins.eval")]
    [InlineData("csklearn.cluster._kmeans\nKMeans\n(tR.", "sklearn.cluster._kmeans.KMeans")]
    [InlineData("(S'ls'\nios\nsystem\n.", "os.system")]
    [InlineData("\u0080\u0004\u008c\u0005posix\u008c\u0006system\u0093.", "posix.system")]
    [InlineData("cnumpy\nload\n(S'x'\ntR.", "numpy.load")]
    public void A_name_that_is_not_known_is_refused_by_name(string pickle, string named)
    {
        using MemoryStream file = new(Encoding.Latin1.GetBytes(pickle));
        ModelFormatException refused = Assert.Throws<ModelFormatException>(() => ImportedBundle.Import(file, "evil.pkl"));
        Assert.Contains("evil.pkl", refused.Message, StringComparison.Ordinal);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Contains("refused", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P1\n.")]
    [InlineData("\u0080\u0002\u0082\u0001.")]
    [InlineData("\u0080\u0005\u0097.")]
    [InlineData("csklearn.metrics._classification\naccuracy_score\n(tR.")]
    public void What_reaches_outside_the_file_is_refused(string pickle)
    {
        using MemoryStream file = new(Encoding.Latin1.GetBytes(pickle));
        Assert.Contains("refused", Assert.Throws<ModelFormatException>(() => ImportedBundle.Import(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BZh9xxxx", "bz2")]
    [InlineData("]\u0000\u0000\u0080\u0000", "lzma")]
    [InlineData("", "truncated")]
    [InlineData("I1\n.", "none of")]
    [InlineData("hello", "")]
    public void A_file_that_is_something_else_is_refused_with_a_reason(string content, string reason)
    {
        using MemoryStream file = new(Encoding.Latin1.GetBytes(content));
        Assert.Contains(reason, Assert.Throws<ModelFormatException>(() => ImportedBundle.Import(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        foreach (string name in (string[])["svm_rbf", "knn", "forest_protocol_0"])
        {
            byte[] whole = File.ReadAllBytes(Repository.Fixture("import", name + ".pkl"));
            for (int length = 0; length < whole.Length - 1; length += 1 + (length / 40))
            {
                using MemoryStream file = new(whole, 0, length);
                Assert.Throws<ModelFormatException>(() => ImportedBundle.Import(file));
            }
        }
    }

    [Fact]
    public void A_list_that_holds_itself_ends()
    {
        // a = []; a.append(a)
        using MemoryStream file = new(Encoding.Latin1.GetBytes("\u0080\u0002]q\u0000h\u0000a."));
        Assert.Throws<ModelFormatException>(() => ImportedBundle.Import(file));
    }

    [Fact]
    public void Lists_of_lists_that_double_at_every_level_end()
    {
        StringBuilder pickle = new("\u0080\u0002]q\u0000");
        for (int level = 1; level < 200; level++)
        {
            pickle.Append("]q").Append((char)level).Append('(');
            pickle.Insert(pickle.Length, string.Concat(Enumerable.Repeat("h" + (char)(level - 1), 50))).Append('e');
        }

        using MemoryStream file = new(Encoding.Latin1.GetBytes(pickle.Append('.').ToString()));
        Assert.Throws<ModelFormatException>(() => ImportedBundle.Import(file));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.1)]
    [InlineData(-3.7e-12)]
    [InlineData(1.0000000596046448)]
    [InlineData(-123456.789)]
    [InlineData(0)]
    public void Thresholds_compare_as_numbers_of_32_bits_do(double threshold)
    {
        double ours = ForestImport.LargestThatRoundsTo(threshold);
        Assert.True((float)ours <= threshold);
        Assert.False((float)Math.BitIncrement(ours) <= threshold);
    }

    private static ImportedBundle Import(string name)
    {
        using FileStream file = File.OpenRead(Repository.Fixture("import", name + ".pkl"));
        return ImportedBundle.Import(file);
    }

    private static void Check(string name, ImportedBundle imported)
    {
        JsonElement expected = Expected.GetProperty("files").GetProperty(name);
        Matrix scaled = Import("scaler").Scaler!.Transform(Queries);
        double tolerance = name.Contains("xgb", StringComparison.Ordinal) ? 1e-5 : 1e-9;
        if (expected.TryGetProperty("transformed", out JsonElement transformed))
        {
            ImportedTransform transform = Assert.IsType<ImportedTransform>(Assert.Single(imported.Pieces));
            Close(ClassifierFixture.Rows(transformed), transform.Transform(Queries), tolerance);
        }

        if (expected.TryGetProperty("decisions", out JsonElement decisions))
        {
            OneClassSvmModel model = imported.OutlierDetector!.Model;
            Close([ClassifierFixture.Numbers(decisions)], new Matrix(1, scaled.RowCount, model.Decisions(scaled)), tolerance);
            Close([ClassifierFixture.Numbers(expected.GetProperty("scores"))], new Matrix(1, scaled.RowCount, model.RawScores(scaled)), tolerance);
            Assert.False(model.IsCalibrated);
            Assert.Throws<InvalidOperationException>(() => model.OutlierScores(scaled));
            Assert.All(model.Calibrated(scaled).OutlierScores(scaled), score => Assert.InRange(score, 0, 1));
        }

        if (expected.TryGetProperty("labels", out JsonElement labels))
        {
            ImportedPrediction prediction = imported.Predict(scaled);
            Assert.Equal(labels.EnumerateArray().Select(label => label.GetString()), prediction.Labels);
            Close(ClassifierFixture.Rows(expected.GetProperty("probabilities")), prediction.Probabilities, tolerance);
        }

        if (expected.TryGetProperty("bundle", out JsonElement bundle))
        {
            ImportedPrediction prediction = imported.Predict(Queries);
            Assert.Equal(bundle.EnumerateArray().Select(label => label.GetString()), prediction.Labels);
            Close(ClassifierFixture.Rows(expected.GetProperty("probabilities")), prediction.Probabilities, tolerance);
        }
    }

    private static void Close(double[][] expected, Matrix actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.RowCount);
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.Equal(expected[row].Length, actual.ColumnCount);
            for (int column = 0; column < actual.ColumnCount; column++)
            {
                Assert.Equal(expected[row][column], actual[row, column], tolerance);
            }
        }
    }
}
