namespace Neuropil.Numerics.Tests.Models;

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tests;

public sealed class ModelFileTests
{
    private static readonly double[] Numbers = [.. Enumerable.Range(0, 40).Select(number => number / 7.0)];

    [Fact]
    public void A_file_comes_back()
    {
        ModelReader reader = Read(Saved());
        Assert.Equal(Numbers, reader.Doubles("numbers"));
        Assert.Equal(3, reader.Nested("group").Integer("count"));
        Assert.Equal(["a", "b"], FeatureNames.Read(reader, 2).Names);
    }

    [Fact]
    public void Every_flip_of_every_bit_is_refused_by_name()
    {
        byte[] file = Saved();
        for (int place = 0; place < file.Length; place++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] flipped = [.. file];
                flipped[place] ^= (byte)(1 << bit);
                ModelFormatException error = Assert.Throws<ModelFormatException>(() => Read(flipped));
                Assert.StartsWith("m.json", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_cut_is_refused_by_name()
    {
        byte[] file = Saved();
        for (int length = 0; length < file.Length; length++)
        {
            Assert.StartsWith("m.json", Assert.Throws<ModelFormatException>(() => Read(file[..length])).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_checksum_is_the_SHA_256_of_all_before_it()
    {
        string text = Encoding.UTF8.GetString(Saved());
        int place = text.IndexOf(",\n  \"checksum\"", StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(text);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text[..place]))),
            document.RootElement.GetProperty("checksum").GetString());
    }

    [Fact]
    public void A_file_of_an_earlier_version_has_no_checksum_and_is_read()
        => Assert.Equal(Numbers, Read(Encoding.UTF8.GetBytes(ModelText.Unsealed(Saved()))).Doubles("numbers"));

    [Fact]
    public void A_change_by_hand_is_refused_and_told_as_one()
    {
        byte[] changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Saved()).Replace("\"count\": 3", "\"count\": 4", StringComparison.Ordinal));
        Assert.Contains("checksum", Assert.Throws<ModelFormatException>(() => Read(changed)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\": 1,", "\"version\": 1, \"version\": 1,")]
    [InlineData("\"count\": 3", "\"count\": 3, \"count\": 4")]
    [InlineData("\"count\": 3", "\"count\": 3, \"c\\u006funt\": 4")]
    public void A_field_that_stands_there_twice_is_refused(string once, string twice)
    {
        string text = ModelText.Unsealed(Saved());
        Assert.Contains(once, text, StringComparison.Ordinal);
        Assert.StartsWith(
            "m.json",
            Assert.Throws<ModelFormatException>(() => Read(Encoding.UTF8.GetBytes(text.Replace(once, twice, StringComparison.Ordinal)))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_file_says_is_shown_without_control_characters_and_short()
    {
        string said = "\\u001b[31mred\\u202e" + new string('x', 100_000);
        foreach (string text in new[]
        {
            $$"""{"format": "{{said}}", "version": 1}""",
            $$"""{"format": "test", "version": 99, "writtenBy": "{{said}}"}""",
            $$"""{"format": "test", "version": "{{said.Replace("\\u202e", "\u202e", StringComparison.Ordinal)}}"}""",
        })
        {
            string message = Assert.Throws<ModelFormatException>(() => Read(Encoding.UTF8.GetBytes(text))).Message;
            Assert.True(message.Length < 600, $"{message.Length} characters");
            Assert.DoesNotContain(message, letter => char.IsControl(letter) || letter == '\u202e');
        }
    }

    [Fact]
    public void More_values_than_the_limit_are_refused_before_they_take_memory()
    {
        byte[] text = Encoding.UTF8.GetBytes("""{"format": "test", "version": 1, "numbers": [0""" + string.Concat(Enumerable.Repeat(",0", ModelLimits.Tokens)) + "]}");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("values", Assert.Throws<ModelFormatException>(() => Read(text)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 * text.Length);
    }

    [Fact]
    public void A_stream_without_end_that_is_no_model_is_left_at_once()
        => Assert.Contains("JSON object", Assert.Throws<ModelFormatException>(() => ModelReader.Read(new Zeros(), "test", 1, "zeros")).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_that_a_file_cannot_mean_are_refused()
    {
        foreach (string names in new[] { "[\"a\"]", "[\"a\", \"a\"]", "[\"a\", \"\"]", "[1, 2]", "\"a\"" })
        {
            ModelReader reader = Read(Encoding.UTF8.GetBytes($$"""{"format": "test", "version": 1, "featureNames": {{names}}}"""));
            Assert.StartsWith("m.json", Assert.Throws<ModelFormatException>(() => FeatureNames.Read(reader, 2)).Message, StringComparison.Ordinal);
        }
    }

    private static ModelReader Read(byte[] file) => ModelReader.Read(new MemoryStream(file), "test", 1, "m.json");

    private static byte[] Saved()
    {
        MemoryStream stream = new();
        ModelWriter.Write(stream, "test", 1, writer =>
        {
            writer.Doubles("numbers", Numbers);
            writer.Nested("group", fields => fields.Integer("count", 3));
            FeatureNames.Of("a", "b").Write(writer);
        });
        return stream.ToArray();
    }

    private sealed class Zeros : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Clear(buffer, offset, count);
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
