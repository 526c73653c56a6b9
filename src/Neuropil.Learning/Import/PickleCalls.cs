using System.Text;
using Neuropil.Numerics;

namespace Neuropil.Learning;

/// <summary>What a call in a pickle amounts to: data made from data.</summary>
internal static class PickleCalls
{
    /// <summary>The object that Python would get from calling a name.</summary>
    public static object? Call(PickleInput input, object? called, object?[] arguments)
    {
        if (called is not PickleGlobal global)
        {
            throw input.Bad("something is called that is no class");
        }

        return global.Kind switch
        {
            PickleGlobalKind.Class or PickleGlobalKind.ArrayWrapper => new PickleObject(global, arguments),
            PickleGlobalKind.ArrayConstructor => new NumpyArray(),
            PickleGlobalKind.ArrayType => arguments is [string text, ..] && NumpyType.Parse(text) is NumpyType type
                ? type
                : throw input.Bad($"an array's type is not one that is read here: {Shown(arguments)}"),
            PickleGlobalKind.ArrayFromBytes => FromBytes(input, arguments),
            PickleGlobalKind.ArrayScalar => Scalar(input, arguments),
            PickleGlobalKind.Bytes => Bytes(input, arguments),
            PickleGlobalKind.EncodedText => arguments is [string encoded, "latin1" or "latin-1"]
                ? Latin1(input, encoded)
                : throw input.Bad("a text is encoded in a way that is not known"),
            PickleGlobalKind.Reconstructor or PickleGlobalKind.EmptyInstance => arguments is [PickleGlobal { Kind: PickleGlobalKind.Class } own, ..]
                ? new PickleObject(own, [])
                : throw input.Bad($"{global} is called without a class"),
            PickleGlobalKind.Dictionary when arguments.Length == 0 => new PickleDictionary(),
            PickleGlobalKind.Set => arguments is [List<object?> items] ? items : new List<object?>(),
            _ => throw input.Bad($"{global} is called, which is refused"),
        };
    }

    private static NumpyArray FromBytes(PickleInput input, object?[] arguments)
    {
        NumpyArray array = new();
        input.ChargeCopy(arguments is [byte[] raw, ..] ? raw.Length : 0);
        return arguments is [byte[] bytes, NumpyType type, object shape, string order] && array.Fill(shape, type, order == "F", bytes)
            ? array
            : throw input.Bad("an array's shape, type and content do not fit together");
    }

    private static object? Scalar(PickleInput input, object?[] arguments)
    {
        NumpyArray one = new();
        return arguments is [NumpyType type, byte[] bytes] && one.Fill(new PickleTuple([1L]), type, false, bytes)
            ? one.Item(0)
            : throw input.Bad("a number of numpy's is not one that is read here");
    }

    private static byte[] Bytes(PickleInput input, object?[] arguments) => arguments switch
    {
        [] => [],
        [byte[] bytes] => bytes,
        [string text, "latin-1" or "latin1"] => Latin1(input, text),
        _ => throw input.Bad("bytes are made of what is none"),
    };

    private static byte[] Latin1(PickleInput input, string text)
    {
        input.ChargeCopy(text.Length);
        return Encoding.Latin1.GetBytes(text);
    }

    private static string Shown(object?[] arguments) => arguments is [string text, ..] ? ForeignText.Shown(text) : "not a text";
}
