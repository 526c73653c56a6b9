using Google.Protobuf;

namespace Neuropil.Pipeline;

/// <summary>A file of an action's result.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Hash">SHA-256 of its content, 64 hexadecimal digits.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Contents">Its content, where it is small and told at once; else null.</param>
internal sealed record ActionFile(string Path, string Hash, long Size, byte[]? Contents = null);

/// <summary>
/// What stands under <c>ac/</c>: the message <c>build.bazel.remote.execution.v2.ActionResult</c> with its output files. Fields that we
/// have no use for are passed over.
/// </summary>
/// <remarks>Remote Execution API v2: ActionResult.output_files = 2; OutputFile.path = 1, .digest = 2, .contents = 5; Digest.hash = 1, .size_bytes = 2.</remarks>
internal static class ActionResult
{
    private const int OutputFiles = 2;
    private const int FilePath = 1;
    private const int FileDigest = 2;
    private const int FileContents = 5;
    private const int DigestHash = 1;
    private const int DigestSize = 2;

    public static byte[] Encode(IEnumerable<ActionFile> files) => Message(result =>
    {
        foreach (ActionFile file in files)
        {
            WriteBytes(result, OutputFiles, Message(output =>
            {
                WriteText(output, FilePath, file.Path);
                WriteBytes(output, FileDigest, Message(digest =>
                {
                    WriteText(digest, DigestHash, file.Hash);
                    digest.WriteTag(DigestSize, WireFormat.WireType.Varint);
                    digest.WriteInt64(file.Size);
                }));
                if (file.Contents is { } contents)
                {
                    WriteBytes(output, FileContents, contents);
                }
            }));
        }
    });

    /// <exception cref="InvalidProtocolBufferException">The bytes are no such message.</exception>
    public static IReadOnlyList<ActionFile> Decode(byte[] message)
    {
        List<ActionFile> files = [];
        Fields(message, (tag, input) =>
        {
            if (tag != WireFormat.MakeTag(OutputFiles, WireFormat.WireType.LengthDelimited))
            {
                return false;
            }

            files.Add(FileIn(input.ReadBytes().ToByteArray()));
            return true;
        });
        return files;
    }

    private static ActionFile FileIn(byte[] message)
    {
        ActionFile file = new("", "", 0);
        Fields(message, (tag, input) =>
        {
            switch (tag)
            {
                case FilePath << 3 | (int)WireFormat.WireType.LengthDelimited:
                    file = file with { Path = input.ReadString() };
                    return true;
                case FileDigest << 3 | (int)WireFormat.WireType.LengthDelimited:
                    (string hash, long size) = DigestIn(input.ReadBytes().ToByteArray());
                    file = file with { Hash = hash, Size = size };
                    return true;
                case FileContents << 3 | (int)WireFormat.WireType.LengthDelimited:
                    file = file with { Contents = input.ReadBytes().ToByteArray() };
                    return true;
                default:
                    return false;
            }
        });
        return file;
    }

    private static (string Hash, long Size) DigestIn(byte[] message)
    {
        string hash = "";
        long size = 0;
        Fields(message, (tag, input) =>
        {
            switch (tag)
            {
                case DigestHash << 3 | (int)WireFormat.WireType.LengthDelimited:
                    hash = input.ReadString();
                    return true;
                case DigestSize << 3 | (int)WireFormat.WireType.Varint:
                    size = input.ReadInt64();
                    return true;
                default:
                    return false;
            }
        });
        return (hash, size);
    }

    private static void Fields(byte[] message, Func<uint, CodedInputStream, bool> take)
    {
        using CodedInputStream input = new(message);
        while (input.ReadTag() is var tag and not 0)
        {
            if (!take(tag, input))
            {
                input.SkipLastField();
            }
        }
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using MemoryStream bytes = new();
        using (CodedOutputStream output = new(bytes, leaveOpen: true))
        {
            write(output);
        }

        return bytes.ToArray();
    }

    private static void WriteText(CodedOutputStream output, int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }

    private static void WriteBytes(CodedOutputStream output, int field, byte[] bytes)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes));
    }
}
