using System.IO.Compression;
using System.Text;

namespace Neuropil.Learning.Tests;

using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tests;

/// <summary>Files made to mislead: each is refused by name, with little memory, in words that do no harm.</summary>
public sealed class HostileFileTests
{
    private const long MostMemory = 1_000_000_000;

    [Fact]
    public void Columns_beyond_the_limit_are_refused_when_the_file_is_read()
        => Assert.Contains("num_feature", Refused(Boosted, Fixture("param-num_feature-2147483647.json")), StringComparison.Ordinal);

    [Theory]
    [InlineData("1000000", false)]
    [InlineData("1001", false)]
    [InlineData("1000", true)]
    public void Classes_that_no_tree_knows_are_few_or_refused(string count, bool accepted)
    {
        byte[] file = Replaced(Fixture("million-classes-no-trees.json"), "\"num_class\": \"1000000\"", $"\"num_class\": \"{count}\"");
        if (accepted)
        {
            Assert.Equal(1000, GradientBoostingModel.LoadXgboost(new MemoryStream(file)).PredictProbabilities(new Matrix(3, 2, new double[6])).ColumnCount);
        }
        else
        {
            Assert.Contains("num_class", Refused(Boosted, file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_tree_of_2000_questions_in_a_row_predicts_and_says_why_it_has_no_contributions()
    {
        using MemoryStream file = new(Fixture("chain-tree-2000.json"));
        GradientBoostingModel model = GradientBoostingModel.LoadXgboost(file);
        Matrix points = new(2, model.FeatureCount, new double[2 * model.FeatureCount]);
        Assert.All(model.PredictProbabilities(points).Values.ToArray(), value => Assert.InRange(value, 0, 1));
        string message = Assert.Throws<NotSupportedException>(() => model.Contributions(points)).Message;
        Assert.Contains("Predictions can", message, StringComparison.Ordinal);
        Assert.Contains("1000", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_by_categories_are_told()
    {
        string message = Refused(Boosted, Fixture("categorical.json"));
        Assert.Contains("splits by categories", message, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void A_threshold_that_is_no_number_is_refused(string word)
    {
        string text = Encoding.UTF8.GetString(Boosting());
        int at = text.IndexOf("\"split_conditions\":[", StringComparison.Ordinal) + "\"split_conditions\":[".Length;
        byte[] file = Encoding.UTF8.GetBytes(text[..at] + word + text[text.IndexOf(',', at)..]);
        Assert.Contains("split_conditions", Refused(Boosted, file), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_in_texts_are_no_numbers()
    {
        using MemoryStream file = new(Replaced(Boosting(), "\"feature_names\":[]", "\"feature_names\":[\"NaN \\\" NaN\",\"-Infinity\"]"));
        Assert.Equal(["NaN \" NaN", "-Infinity"], GradientBoostingModel.LoadXgboost(file).FeatureNames.Names);
    }

    [Fact]
    public void A_field_that_stands_twice_in_a_file_of_XGBoost_is_refused()
    {
        Assert.Contains("twice", Refused(Boosted, Replaced(Boosting(), "\"num_class\":\"3\"", "\"num_class\":\"3\",\"num_class\":\"3\"")), StringComparison.Ordinal);
        Assert.Contains("twice", Refused(Boosted, [(byte)'{', (byte)'i', 1, (byte)'a', (byte)'Z', (byte)'i', 1, (byte)'a', (byte)'Z', (byte)'}']), StringComparison.Ordinal);
    }

    /// <summary>A format, a value, and how many of it: more than are read.</summary>
    public static TheoryData<string, byte[], int> Swarms => new()
    {
        { "pickle", ")"u8.ToArray(), 6_000_000 },
        { "pickle", "]"u8.ToArray(), 6_000_000 },
        { "pickle", "}"u8.ToArray(), 6_000_000 },
        { "pickle", "N"u8.ToArray(), 6_000_000 },
        { "pickle", [(byte)'K', 1], 6_000_000 },
        { "pickle", [(byte)'G', 0, 0, 0, 0, 0, 0, 0, 0], 6_000_000 },
        { "pickle", [0x8C, 0], 6_000_000 },
        { "pickle", [(byte)'N', 0x94], 6_000_000 },
        { "pickle", [(byte)')', 0x85], 6_000_000 },
        { "pickle", "("u8.ToArray(), 6_000_000 },
        { "ubjson", [(byte)'i', 1], 31_000_000 },
        { "ubjson", "T"u8.ToArray(), 31_000_000 },
        { "ubjson", "Z"u8.ToArray(), 4_000_000 },
        { "ubjson", "[]"u8.ToArray(), 4_000_000 },
        { "ubjson", "{}"u8.ToArray(), 4_000_000 },
        { "ubjson", [(byte)'S', (byte)'i', 0], 4_000_000 },
        { "json", "0,"u8.ToArray(), 31_000_000 },
        { "json", "true,"u8.ToArray(), 31_000_000 },
        { "json", "[],"u8.ToArray(), 4_000_000 },
        { "json", "{},"u8.ToArray(), 4_000_000 },
        { "json", "\"\","u8.ToArray(), 4_000_000 },
        { "json", "0,\"\","u8.ToArray(), 4_000_000 },
    };

    [Theory]
    [MemberData(nameof(Swarms))]
    public void A_swarm_of_small_values_is_counted_and_refused(string format, byte[] value, int count)
    {
        byte[] start = format switch { "pickle" => [0x80, 4, (byte)'('], "ubjson" => [(byte)'{', (byte)'i', 1, (byte)'a', (byte)'['], _ => [.. "{\"a\":["u8] };
        byte[] file = new byte[start.Length + (count * value.Length)];
        start.CopyTo(file, 0);
        for (int at = start.Length; at < file.Length; at++)
        {
            file[at] = value[(at - start.Length) % value.Length];
        }

        string message = Refused(format == "pickle" ? Pickled : Boosted, file);
        Assert.True(
            message.Contains("too many objects", StringComparison.Ordinal) || message.Contains("makes objects of more than", StringComparison.Ordinal)
                || message.Contains("is not read", StringComparison.Ordinal),
            message);
    }

    [Fact]
    public void A_file_that_unpacks_to_very_much_is_refused_while_it_unpacks()
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write([0x80, 4]);
            byte[] zeros = new byte[1 << 20];
            for (int block = 0; block < 900; block++)
            {
                zlib.Write(zeros);
            }
        }

        Assert.Contains("bytes", Refused(Pickled, packed.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_compressed_file_that_asks_for_a_dictionary_is_refused()
        => Assert.Contains("compressed", Refused(Pickled, [0x78, 0x20, 0x74, 0xBC, 0x00, 0x77, 0x5B, 0x33, 0xFE, 0x6C]), StringComparison.Ordinal);

    [Fact]
    public void What_hostile_files_say_is_shown_without_control_characters_and_short()
    {
        string evil = "\u001b[31mred\u0007\u202e" + new string('x', 5_000);
        string json = "\\u001b[31mred\\u0007\\u202e" + new string('x', 5_000);
        foreach ((Action<Stream> read, byte[] file) in new (Action<Stream>, byte[])[]
        {
            (Pickled, Fixture("global-ansi.pkl")),
            (Pickled, Encoding.Latin1.GetBytes("c\u001b[31mevil\nname\u009b\n.")),
            (Boosted, Replaced(Boosting(), "multi:softprob", json)),
            (Boosted, Replaced(Boosting(), "multi:softprob", "\u202e\u009b")),
            (Boosted, Replaced(Boosting(), "gbtree\"}", json + "\"}")),
            (Boosted, Replaced(Boosting(), "\"num_class\":\"3\"", $"\"{json}\":1,\"{json}\":2")),
            (Bundled, Encoding.UTF8.GetBytes($$"""{"format":"{{json}}","version":1}""")),
            (Bundled, Encoding.UTF8.GetBytes($$"""{"format":"neuropil-imported-bundle","version":1,"pieces":[{"path":"{{json}}","class":"{{json}}","kind":"{{json}}"}]}""")),
        })
        {
            string message = Refused(read, file);
            Assert.DoesNotContain(message, letter => char.IsControl(letter) || letter == '\u202e');
            Assert.True(message.Length < 1_500, $"{message.Length} characters");
        }

        Assert.DoesNotContain('\u001b', Assert.Throws<ModelFormatException>(() => GradientBoostingModel.LoadXgboost(new MemoryStream([1]), evil)).Message);
    }

    [Fact]
    public void A_value_beyond_single_precision_is_told_as_one()
    {
        NonFiniteValueException error = Assert.Throws<NonFiniteValueException>(() => GradientBoosting.Fit(new Matrix(2, 1, [1, 1e39]), (int[])[0, 1]));
        Assert.Equal((1, 0, 1e39), (error.Row, error.Column, error.Value));
        Assert.Contains("single precision, at most 3.4e38", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("single", Assert.Throws<NonFiniteValueException>(() => GradientBoosting.Fit(new Matrix(2, 1, [1, double.NaN]), (int[])[0, 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_numbers_than_an_array_holds_are_refused_in_words()
    {
        GradientBoostingModel model = GradientBoostingModel.LoadXgboost(
            new MemoryStream(Replaced(Fixture("million-classes-no-trees.json"), "\"num_class\": \"1000000\"", "\"num_class\": \"1000\"")));
        Assert.Contains("fewer rows", Assert.Throws<ArgumentException>(() => model.PredictProbabilities(new Matrix(2_200_000, 2, new double[4_400_000]))).Message, StringComparison.Ordinal);
    }

    private static void Boosted(Stream stream) => GradientBoostingModel.LoadXgboost(stream, "file");

    private static void Pickled(Stream stream) => ImportedBundle.Import(stream, "file");

    private static void Bundled(Stream stream) => ImportedBundle.Load(stream, "file");

    private static string Refused(Action<Stream> read, byte[] file)
    {
        using MemoryStream stream = new(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.Throws<ModelFormatException>(() => read(stream)).Message;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
        Assert.StartsWith("file", message, StringComparison.Ordinal);
        return message;
    }

    private static byte[] Fixture(string name) => File.ReadAllBytes(Repository.Fixture("hostile", name));

    private static byte[] Boosting()
    {
        ClassifierFixture data = ClassifierFixture.Load("emb_cr");
        int[] labels = [.. data.TrainingLabels.Select(label => Math.Abs(label) % 3)];
        using MemoryStream stream = new();
        GradientBoosting.Fit(data.Training, labels, new GradientBoostingOptions { RoundCount = 1 }).SaveXgboostJson(stream);
        return stream.ToArray();
    }

    private static byte[] Replaced(byte[] file, string sound, string other)
    {
        string text = Encoding.UTF8.GetString(file);
        Assert.Contains(sound, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(sound, other, StringComparison.Ordinal));
    }
}
