using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Neuropil.Pipeline;

/// <summary>
/// Everything that decides a unit's result, field by field, and the hash over it. Never time, place, thread count or machine.
/// </summary>
internal sealed class UnitKey
{
    /// <summary>The value of an optional input that is not there.</summary>
    public const string Absent = "absent";

    private UnitKey(IReadOnlyList<KeyField> fields)
    {
        Fields = fields;
        Hash = HashOf(fields);
    }

    /// <summary>The fields, by kind, then by name.</summary>
    public IReadOnlyList<KeyField> Fields { get; }

    /// <summary>SHA-256 over the length-prefixed fields, 64 hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>The key of a unit whose inputs have these content hashes (an absent optional file has none) and whose code is this.</summary>
    public static UnitKey Of(Unit unit, IReadOnlyDictionary<string, string> inputHashes, IReadOnlyList<CodePart> code)
    {
        List<KeyField> fields =
        [
            new(KeyFieldKind.Unit, "", unit.Id.ToString()),
            new(KeyFieldKind.Format, "", unit.FormatVersion.ToString(CultureInfo.InvariantCulture)),
            .. unit.Options,
            .. unit.Orders,
        ];
        foreach (ArtifactInput input in unit.ArtifactInputs)
        {
            fields.Add(new(KeyFieldKind.Input, input.Name, inputHashes[input.Name]));
        }

        foreach (NamedFile input in unit.FileInputs)
        {
            fields.Add(new(KeyFieldKind.Input, input.Name, inputHashes.GetValueOrDefault(input.Name, Absent)));

            // The extension tells a reader what the file is: the same bytes as .csv and as .tsv are two tables.
            fields.Add(new(KeyFieldKind.Extension, input.Name, Path.GetExtension(input.File.Path).ToLowerInvariant()));
        }

        fields.AddRange(code.Select(part => new KeyField(KeyFieldKind.Code, part.Assembly, part.Identity)));
        fields.AddRange(unit.OutputFiles.Select(output => new KeyField(KeyFieldKind.Output, output.Name, "")));
        return FromFields(fields);
    }

    public static UnitKey FromFields(IEnumerable<KeyField> fields)
        => new([.. fields.OrderBy(field => field.Kind).ThenBy(field => field.Name, StringComparer.Ordinal)]);

    private static string HashOf(IReadOnlyList<KeyField> fields)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (KeyField field in fields)
        {
            AppendText(hash, field.Kind.ToString());
            AppendText(hash, field.Name);
            AppendText(hash, field.Value);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendText(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
