using System.Reflection;
using System.Reflection.Emit;

namespace Neuropil.Pipeline;

/// <summary>The instructions of the common intermediate language, by their codes.</summary>
internal static class Instructions
{
    private static readonly OpCode[] OneByte = new OpCode[256];
    private static readonly OpCode[] TwoBytes = new OpCode[256];

    static Instructions()
    {
        foreach (FieldInfo field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            OpCode code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? OneByte : TwoBytes)[code.Value & 0xFF] = code;
        }
    }

    /// <summary>The instruction at an offset, and the offset of its operand.</summary>
    public static (OpCode Code, int OperandOffset) At(ReadOnlySpan<byte> body, int offset)
    {
        const byte TwoByteMark = 0xFE;
        return body[offset] == TwoByteMark ? (TwoBytes[body[offset + 1]], offset + 2) : (OneByte[body[offset]], offset + 1);
    }

    /// <summary>How many bytes the operand of an instruction takes.</summary>
    public static int OperandSize(OpCode code, ReadOnlySpan<byte> operand) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(operand)),
        _ => 4,
    };

    /// <summary>Whether the operand names something else in the metadata.</summary>
    public static bool HasToken(OpCode code) => code.OperandType
        is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineSig or OperandType.InlineString or OperandType.InlineTok or OperandType.InlineType;
}
