using System.Globalization;
using System.Numerics;
using System.Text;

namespace Neuropil.Learning;

/// <content>The stack, the memo, and values written as text.</content>
internal sealed partial class PickleMachine
{
    /// <summary>Pushes what was just made; it is counted.</summary>
    private void Push(object? value)
    {
        input.ChargeMemory(value switch
        {
            null or bool => 8,
            string text => 40 + (2 * text.Length),
            byte[] bytes => 40 + bytes.Length,
            PickleTuple tuple => 64 + (8 * tuple.Items.Length),
            List<object?> list => 64 + (8 * list.Count),
            PickleDictionary or PickleObject or NumpyType => 320,
            NumpyArray => 120,
            _ => 40,
        });
        stack.Add(value);
    }

    /// <summary>Pushes what was there before.</summary>
    private void PushAgain(object? value)
    {
        input.ChargeMemory(8);
        stack.Add(value);
    }

    private void Store(long key, object? value)
    {
        input.ChargeMemory(56);
        memo[key] = value;
    }

    private int Floor => marks.Count > 0 ? marks[^1] : 0;

    private object? Top() => stack.Count > Floor ? stack[^1] : throw input.Bad("a value is missing");

    private object? Pop() => PopMany(1)[0];

    private void Drop()
    {
        // Python lets POP take off a mark.
        if (marks.Count > 0 && marks[^1] == stack.Count)
        {
            marks.RemoveAt(marks.Count - 1);
        }
        else
        {
            Pop();
        }
    }

    private object?[] PopMany(int count)
    {
        if (stack.Count - Floor < count)
        {
            throw input.Bad("a value is missing");
        }

        object?[] popped = [.. stack.GetRange(stack.Count - count, count)];
        stack.RemoveRange(stack.Count - count, count);
        return popped;
    }

    private object?[] PopToMark()
    {
        if (marks.Count == 0)
        {
            throw input.Bad("a mark is missing");
        }

        object?[] popped = PopMany(stack.Count - marks[^1]);
        marks.RemoveAt(marks.Count - 1);
        return popped;
    }

    private object? Recalled(long key) => memo.TryGetValue(key, out object? value) ? value : throw input.Bad("a value is recalled that was not stored");

    private long MemoKey(string line)
        => long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out long key) ? key : throw input.Bad("a place to store is not a number");

    private void AddItems(object?[] items)
    {
        if (Top() is not List<object?> list)
        {
            throw input.Bad("items are added to what is no list");
        }

        input.ChargeMemory(16L * items.Length);
        list.AddRange(items);
    }

    private void SetItems(object?[] pairs)
    {
        if (Top() is not PickleDictionary dictionary)
        {
            throw input.Bad("entries are set on what is no dictionary");
        }

        AddPairs(dictionary, pairs);
    }

    private PickleDictionary AddPairs(PickleDictionary dictionary, object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
        {
            throw input.Bad("a key has no value");
        }

        input.ChargeMemory(48L * pairs.Length);
        for (int index = 0; index < pairs.Length; index += 2)
        {
            dictionary.Add(pairs[index], pairs[index + 1]);
        }

        return dictionary;
    }

    private string Latin1(int length) => Encoding.Latin1.GetString(input.Take(length));

    private object LongInteger(int length)
    {
        const int longest = 1024;
        return length is >= 0 and <= longest
            ? Narrowed(new BigInteger(input.Take(length)))
            : throw input.Bad("an integer is too long");
    }

    private object TextInteger(string line) => line switch
    {
        "00" => false,
        "01" => true,
        { Length: <= 100 } when BigInteger.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value) => Narrowed(value),
        _ => throw input.Bad("an integer is not written as one"),
    };

    private static object Narrowed(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;

    private double TextNumber(string line) => line switch
    {
        "nan" or "-nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ when double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) => value,
        _ => throw input.Bad("a number is not written as one"),
    };

    private string Quoted(string line)
        => line.Length >= 2 && line[0] is '\'' or '"' && line[^1] == line[0]
            ? Unescaped(line[1..^1], onlyUnicode: false)
            : throw input.Bad("a text is not in quotes");

    /// <summary>Undoes Python's backslashes.</summary>
    private string Unescaped(string text, bool onlyUnicode)
    {
        StringBuilder result = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            char next = index + 1 < text.Length ? text[index + 1] : '\0';
            int digits = text[index] != '\\' ? 0 : next switch { 'u' => 4, 'U' => 8, 'x' when !onlyUnicode => 2, _ => 0 };
            if (digits > 0)
            {
                result.Append(Character(text, index + 2, digits));
                index += 1 + digits;
            }
            else if (text[index] == '\\' && !onlyUnicode)
            {
                result.Append(next switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    '\\' or '\'' or '"' => next,
                    _ => throw input.Bad("a text holds a backslash that is not understood"),
                });
                index++;
            }
            else
            {
                result.Append(text[index]);
            }
        }

        return result.ToString();
    }

    private string Character(string text, int start, int digits)
        => start + digits <= text.Length
            && int.TryParse(text.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            && Rune.IsValid(code)
            ? new Rune(code).ToString()
            : throw input.Bad("a text holds a character that is none");
}
