using System.Text;
using Neuropil.Numerics;

namespace Neuropil.Tables;

/// <summary>
/// Reads conditions, by recursive descent:
/// <code>
/// either     = both { "|" both }
/// both       = part { "&amp;" part }
/// part       = "!" part | "(" either ")" | "*" | comparison
/// comparison = name ( "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) value | name [ "not" ] "in" "(" value { "," value } ")"
/// </code>
/// Names and values are quoted, or bare: with spaces and paired parentheses in them, up to the next sign that ends them.
/// </summary>
internal sealed class ConditionParser(string text)
{
    private const int Deepest = 100;
    private int place;
    private int depth;

    public ConditionNode Parse()
    {
        SkipSpaces();
        if (place == text.Length)
        {
            throw Wrong("it is blank", "a comparison as SynType=as, or * for every row");
        }

        ConditionNode node = Either();
        return place == text.Length ? node : throw Wrong(text[place] == ')' ? "a ')' without its '('" : Came(), "'&', '|' or the end");
    }

    private ConditionNode Either() => Several(Both, '|', all: false);

    private ConditionNode Both() => Several(Part, '&', all: true);

    private ConditionNode Several(Func<ConditionNode> part, char sign, bool all)
    {
        List<ConditionNode> parts = [part()];
        SkipSpaces();
        while (place < text.Length && text[place] == sign)
        {
            place += place + 1 < text.Length && text[place + 1] == sign ? 2 : 1;
            parts.Add(part());
            SkipSpaces();
        }

        return parts.Count == 1 ? parts[0] : new ConditionNode.Several(parts, all);
    }

    private ConditionNode Part()
    {
        SkipSpaces();
        if (++depth > Deepest)
        {
            throw Wrong("it is nested deeper than 100 parentheses", "a simpler condition");
        }

        ConditionNode node;
        if (Take('!'))
        {
            node = new ConditionNode.Not(Part());
        }
        else if (Take('('))
        {
            int opening = place - 1;
            node = Either();
            SkipSpaces();
            if (!Take(')'))
            {
                throw place == text.Length
                    ? new ConditionException(text, opening, "the '(' is not closed", "a ')'")
                    : Wrong(Came(), "'&', '|' or ')'");
            }
        }
        else if (Take('*'))
        {
            node = new ConditionNode.Everything();
        }
        else
        {
            node = Comparison();
        }

        depth--;
        return node;
    }

    private ConditionNode.Comparison Comparison()
    {
        int start = place;
        string name = Name();
        if (name.Length == 0)
        {
            throw Wrong(Came(), "a column's name");
        }

        SkipSpaces();
        if (Operator() is ConditionOperator how)
        {
            SkipSpaces();
            int valuePlace = place;
            ConditionValue value = new(Value(isListed: false));
            if (how is not (ConditionOperator.Is or ConditionOperator.IsNot) && !double.IsFinite(value.Number))
            {
                throw new ConditionException(text, valuePlace, $"'{ForeignText.Shown(value.Text)}' is no number", "a number after <, <=, > and >=");
            }

            return new ConditionNode.Comparison(name, start, how, [value]);
        }

        bool isNot = TakeWord("not");
        if (TakeWord("in"))
        {
            return new ConditionNode.Comparison(name, start, isNot ? ConditionOperator.IsNot : ConditionOperator.Is, Values());
        }

        int word = name.IndexOf(" in ", StringComparison.Ordinal);
        if (word > 0)
        {
            place = text.IndexOf(" in ", start, StringComparison.Ordinal) + 4;
            throw Wrong(Came(), "'(' and the values, as in (e, i)");
        }

        throw Wrong(Came(), $"=, !=, <, <=, >, >= or 'in (…)' after the column '{ForeignText.Shown(name)}'");
    }

    private List<ConditionValue> Values()
    {
        SkipSpaces();
        if (!Take('('))
        {
            throw Wrong(Came(), "'(' and the values, as in (e, i)");
        }

        int opening = place - 1;
        List<ConditionValue> values = [];
        do
        {
            SkipSpaces();
            values.Add(new ConditionValue(Value(isListed: true)));
            SkipSpaces();
        }
        while (Take(','));
        if (!Take(')'))
        {
            throw place == text.Length ? new ConditionException(text, opening, "the '(' is not closed", "a ')'") : Wrong(Came(), "',' or ')'");
        }

        return values;
    }

    private ConditionOperator? Operator()
    {
        if (place == text.Length)
        {
            return null;
        }

        bool isDouble = place + 1 < text.Length && text[place + 1] == '=';
        ConditionOperator? found = text[place] switch
        {
            '=' => ConditionOperator.Is,
            '!' when isDouble => ConditionOperator.IsNot,
            '<' when place + 1 < text.Length && text[place + 1] == '>' => ConditionOperator.IsNot,
            '<' => isDouble ? ConditionOperator.AtMost : ConditionOperator.Less,
            '>' => isDouble ? ConditionOperator.AtLeast : ConditionOperator.More,
            _ => null,
        };
        place += found is null ? 0 : isDouble || found == ConditionOperator.IsNot ? 2 : 1;
        return found;
    }

    /// <summary>A name: quoted, or up to a sign of comparison, <c>in</c>, or what ends a part.</summary>
    private string Name()
    {
        if (Quoted() is string quoted)
        {
            return quoted;
        }

        int start = place;
        int open = 0;
        while (place < text.Length)
        {
            char letter = text[place];
            if (letter is '=' or '<' or '>' or '&' or '|' or '"' || (letter == '!' && place + 1 < text.Length && text[place + 1] == '=')
                || (open == 0 && (letter == ')' || IsWordHere("in") || IsWordHere("not"))))
            {
                break;
            }

            open += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            place++;
        }

        return text[start..place].Trim();
    }

    /// <summary>A value: quoted, or up to what ends it.</summary>
    private string Value(bool isListed)
    {
        if (Quoted() is string quoted)
        {
            return quoted;
        }

        int start = place;
        int open = 0;
        while (place < text.Length)
        {
            char letter = text[place];
            if (letter is '&' or '|' or '"' || (open == 0 && (letter == ')' || (isListed && letter == ','))))
            {
                break;
            }

            open += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            place++;
        }

        string value = text[start..place].Trim();
        if (value.Length == 0)
        {
            throw Wrong(Came(), "a value (\"\" for a blank cell)");
        }

        foreach (string word in (ReadOnlySpan<string>)[" and ", " or "])
        {
            int found = value.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (found >= 0)
            {
                throw new ConditionException(
                    text, text.IndexOf(word, start, StringComparison.OrdinalIgnoreCase) + 1, $"the word '{word.Trim()}'", $"{(word == " and " ? "'&'" : "'|'")} between comparisons, or quotes around a value that holds the word");
            }
        }

        int sign = value.AsSpan().IndexOfAny('=', '<', '>') is var at && at > 0 && value[at] == '=' ? text.IndexOf('=', start) : -1;
        return sign < 0 ? value : throw new ConditionException(text, sign, "a second '='", "'&' or '|' between comparisons, or quotes around a value that holds the sign");
    }

    private string? Quoted()
    {
        if (place == text.Length || text[place] is not ('"' or '\''))
        {
            return null;
        }

        char quote = text[place];
        int opening = place++;
        StringBuilder value = new();
        while (place < text.Length)
        {
            char letter = text[place++];
            if (letter != quote)
            {
                value.Append(letter);
            }
            else if (place < text.Length && text[place] == quote)
            {
                value.Append(quote);
                place++;
            }
            else
            {
                return value.ToString();
            }
        }

        throw new ConditionException(text, opening, "the quote is not closed", $"a {quote} at the end of the text");
    }

    private bool IsWordHere(string word)
        => place > 0 && char.IsWhiteSpace(text[place - 1]) && string.CompareOrdinal(text, place, word, 0, word.Length) == 0
            && place + word.Length < text.Length
            && (word == "in" ? text.AsSpan(place + word.Length).TrimStart().StartsWith("(") : text.AsSpan(place + word.Length).TrimStart().StartsWith("in"));

    private bool TakeWord(string word)
    {
        SkipSpaces();
        if (string.CompareOrdinal(text, place, word, 0, word.Length) != 0
            || (place + word.Length < text.Length && char.IsLetterOrDigit(text[place + word.Length])))
        {
            return false;
        }

        place += word.Length;
        return true;
    }

    private bool Take(char sign)
    {
        if (place == text.Length || text[place] != sign)
        {
            return false;
        }

        place++;
        return true;
    }

    private void SkipSpaces()
    {
        while (place < text.Length && char.IsWhiteSpace(text[place]))
        {
            place++;
        }
    }

    private string Came() => place == text.Length ? "it ends here" : $"'{ForeignText.Shown(text[place].ToString())}' came";

    private ConditionException Wrong(string found, string expected) => new(text, place, found, expected);
}
