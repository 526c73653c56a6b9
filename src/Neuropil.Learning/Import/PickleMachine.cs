using System.Numerics;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>
/// The stack machine that a pickle is a program for, reduced to building data. Python objects become: null, bool, long
/// (<see cref="BigInteger"/> beyond 64 bits), double, string, byte[], List&lt;object?&gt;, <see cref="PickleTuple"/>,
/// <see cref="PickleDictionary"/>, <see cref="PickleGlobal"/>, <see cref="PickleObject"/>, <see cref="NumpyType"/>, <see cref="NumpyArray"/>.
/// </summary>
internal sealed partial class PickleMachine(PickleInput input, int depth)
{
    private const int DeepestNesting = 4;
    private readonly List<object?> stack = [];
    private readonly List<int> marks = [];
    private readonly Dictionary<long, object?> memo = [];

    /// <summary>Runs to the end of the program and gives what it left.</summary>
    public object? Run()
    {
        while (true)
        {
            byte code = input.Instruction();
            if (code == (byte)'.')
            {
                return Pop();
            }

            if (!Value(code) && !Container(code) && !Memory(code) && !Instance(code))
            {
                throw input.Bad($"instruction 0x{code:X2} is not known or not allowed");
            }
        }
    }

    /// <summary>Instructions that push a plain value.</summary>
    private bool Value(byte code)
    {
        switch (code)
        {
            case (byte)'N': Push(null); break;
            case 0x88: Push(true); break;
            case 0x89: Push(false); break;
            case (byte)'K': Push((long)input.Byte()); break;
            case (byte)'M': Push((long)input.UInt16()); break;
            case (byte)'J': Push((long)input.Int32()); break;
            case (byte)'G': Push(input.BigEndianDouble()); break;
            case (byte)'U': Push(Latin1(input.Byte())); break;
            case (byte)'T': Push(Latin1(input.Int32())); break;
            case 0x8C: Push(input.Text(input.Byte())); break;
            case (byte)'X': Push(input.Text(input.UInt32())); break;
            case 0x8D: Push(input.Text(input.Int64())); break;
            case (byte)'C': Push(input.Take(input.Byte()).ToArray()); break;
            case (byte)'B': Push(input.Take(input.UInt32()).ToArray()); break;
            case 0x8E or 0x96: Push(input.Take(input.Int64()).ToArray()); break;
            case 0x8A: Push(LongInteger(input.Byte())); break;
            case 0x8B: Push(LongInteger(input.Int32())); break;
            case (byte)'I': Push(TextInteger(input.Line())); break;
            case (byte)'L': Push(TextInteger(input.Line().TrimEnd('L'))); break;
            case (byte)'F': Push(TextNumber(input.Line())); break;
            case (byte)'S': Push(Quoted(input.Line())); break;
            case (byte)'V': Push(Unescaped(input.Line(), onlyUnicode: true)); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Instructions that build tuples, lists, dictionaries and sets.</summary>
    private bool Container(byte code)
    {
        switch (code)
        {
            case (byte)'(': marks.Add(stack.Count); break;
            case (byte)')': Push(new PickleTuple([])); break;
            case 0x85: Push(new PickleTuple(PopMany(1))); break;
            case 0x86: Push(new PickleTuple(PopMany(2))); break;
            case 0x87: Push(new PickleTuple(PopMany(3))); break;
            case (byte)'t': Push(new PickleTuple(PopToMark())); break;
            case (byte)']' or 0x8F: Push(new List<object?>()); break;
            case (byte)'l' or 0x91: Push(new List<object?>(PopToMark())); break;
            case (byte)'}': Push(new PickleDictionary()); break;
            case (byte)'d': Push(AddPairs(new PickleDictionary(), PopToMark())); break;
            case (byte)'a': AddItems(PopMany(1)); break;
            case (byte)'e' or 0x90: AddItems(PopToMark()); break;
            case (byte)'s': SetItems(PopMany(2)); break;
            case (byte)'u': SetItems(PopToMark()); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Instructions that move values about, and those that say nothing.</summary>
    private bool Memory(byte code)
    {
        switch (code)
        {
            case 0x80:
                if (input.Byte() > 5)
                {
                    throw input.Bad("the pickle is of a protocol after 5");
                }

                break;
            case 0x95: input.Int64(); break;
            case (byte)'0': Drop(); break;
            case (byte)'1': PopToMark(); break;
            case (byte)'2': PushAgain(Top()); break;
            case 0x94: Store(memo.Count, Top()); break;
            case (byte)'q': Store(input.Byte(), Top()); break;
            case (byte)'r': Store(input.UInt32(), Top()); break;
            case (byte)'p': Store(MemoKey(input.Line()), Top()); break;
            case (byte)'h': PushAgain(Recalled(input.Byte())); break;
            case (byte)'j': PushAgain(Recalled(input.UInt32())); break;
            case (byte)'g': PushAgain(Recalled(MemoKey(input.Line()))); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Instructions that name classes and make instances; here they make data.</summary>
    private bool Instance(byte code)
    {
        switch (code)
        {
            case (byte)'c':
                Push(Global(input.Line(), input.Line()));
                break;
            case 0x93:
                object?[] name = PopMany(2);
                Push(Global(name[0] as string, name[1] as string));
                break;
            case (byte)'i':
                PickleGlobal type = Global(input.Line(), input.Line());
                Push(PickleCalls.Call(input, type, PopToMark()));
                break;
            case (byte)'o':
                object?[] parts = PopToMark();
                Push(PickleCalls.Call(input, parts.Length > 0 ? parts[0] : null, parts.Length > 0 ? parts[1..] : parts));
                break;
            case (byte)'R' or 0x81:
                object?[] call = PopMany(2);
                Push(PickleCalls.Call(input, call[0], (call[1] as PickleTuple ?? throw input.Bad("arguments are not a tuple")).Items));
                break;
            case 0x92:
                object?[] keyed = PopMany(3);
                Push(PickleCalls.Call(input, keyed[0], (keyed[1] as PickleTuple ?? throw input.Bad("arguments are not a tuple")).Items));
                break;
            case (byte)'b':
                object? state = Pop();
                SetState(state);
                break;
            case (byte)'P' or (byte)'Q':
                throw input.Bad("the pickle refers to an object outside the file, which is refused");
            case 0x82 or 0x83 or 0x84:
                throw input.Bad("the pickle refers to a class by a registered number, which is refused");
            case 0x97 or 0x98:
                throw input.Bad("the pickle keeps its data outside the file, which is refused");
            default:
                return false;
        }

        return true;
    }

    private PickleGlobal Global(string? module, string? name)
    {
        if (module is null || name is null)
        {
            throw input.Bad("the name of a class is not a text");
        }

        return PickleGlobals.Find(module, name) ?? throw new ModelFormatException(
            $"{input.Name}: refers to '{ForeignText.Shown(module)}.{ForeignText.Shown(name)}', which is refused. A pickle can name any code; only the classes of the study's models are read (RobustScaler, PCA, OneClassSVM, KNeighborsClassifier, RandomForestClassifier, XGBClassifier, LabelEncoder, GridSearchCV, Pipeline). Save the fitted models themselves, without other objects around them.");
    }

    private void SetState(object? state)
    {
        switch (Top())
        {
            case PickleObject { Type.Kind: PickleGlobalKind.ArrayWrapper } wrapper:
                wrapper.SetState(state);
                stack[^1] = InlineArray(wrapper.Attributes);
                break;
            case PickleObject instance:
                instance.SetState(state);
                break;
            case NumpyType type:
                if (!type.SetState(state))
                {
                    throw input.Bad("an array's type is not one that is read here");
                }

                break;
            case NumpyArray array:
                input.ChargeCopy(state is PickleTuple { Items: [.., byte[] raw] } ? raw.Length : 0);
                if (state is not PickleTuple { Items: [_, object shape, NumpyType itemType, bool columnMajor, object content] }
                    || !array.Fill(shape, itemType, columnMajor, content))
                {
                    throw input.Bad("an array's shape, type and content do not fit together");
                }

                break;
            case PickleDictionary dictionary when state is PickleDictionary or null:
                break;
            default:
                throw input.Bad("a state is set on what has none");
        }
    }

    /// <summary>The array whose bytes joblib wrote right behind its wrapper; of objects, a pickle within the pickle.</summary>
    private NumpyArray InlineArray(PickleDictionary wrapper)
    {
        if (!wrapper.TryGet("dtype", out object? type) || type is not NumpyType itemType
            || !wrapper.TryGet("shape", out object? shape) || !wrapper.TryGet("order", out object? order))
        {
            throw input.Bad("an array's shape and type are missing");
        }

        if (itemType.Kind == 'O')
        {
            if (depth >= DeepestNesting)
            {
                throw input.Bad("arrays of objects are nested too deeply");
            }

            return new PickleMachine(input, depth + 1).Run() as NumpyArray ?? throw input.Bad("an array of objects is not an array");
        }

        long count = NumpyArray.CountOf(shape);
        if (count < 0)
        {
            throw input.Bad("an array's shape is not a tuple of lengths, or too large");
        }

        if (wrapper.TryGet("numpy_array_alignment_bytes", out object? alignment) && alignment is not null)
        {
            input.Take(input.Byte());
        }

        NumpyArray array = new();
        input.ChargeMemory(count * itemType.Size);
        return array.Fill(shape, itemType, order is "F", input.Take(count * itemType.Size).ToArray())
            ? array
            : throw input.Bad("an array's shape, type and content do not fit together");
    }
}
