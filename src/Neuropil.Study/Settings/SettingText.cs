using System.Collections;
using System.Globalization;
using System.Reflection;
using Neuropil.Numerics;
using Neuropil.Synapses;

namespace Neuropil.Study;

/// <summary>Turns the text of a setting into a value of its property's type, and says in words what is allowed.</summary>
internal static class SettingText
{
    // What the types of Neuropil.Synapses take, and in which words.
    private static readonly Dictionary<Type, (Func<string, (object? Value, string? Problem)> Parse, string Allowed)> Readers = new()
    {
        [typeof(RoleColumn)] = (text => (RoleColumn.TryParse(text, out string? problem), problem), RoleColumn.Expected),
        [typeof(PositionColumns)] = (text => (PositionColumns.TryParse(text, out string? problem), problem), PositionColumns.Expected),
        [typeof(OriginChoice)] = (text => (OriginChoice.TryParse(text, out string? problem), problem), OriginChoice.Expected),
        [typeof(NeuronTypeRule)] = (text => (NeuronTypeRule.TryParse(text, out string? problem), problem), NeuronTypeRule.Expected),
        [typeof(IReadOnlyList<ColumnCodes>)] = (text => (ColumnCodes.TryParse(text, out string? problem), problem), ColumnCodes.Expected),
        [typeof(IReadOnlyList<string>)] = (text => (ColumnNames.Split(text), null), "columns with commas between"),
        [typeof(LengthUnit)] = (
            text => (LengthUnit.TryParse(text), $"it is no unit{NearestName.Suggestion(text, LengthUnit.Names)}"),
            LengthUnit.Allowed),
    };

    /// <summary>Reads a value.</summary>
    /// <returns>Whether the text is one; else, where more can be said than what is allowed, what is wrong.</returns>
    public static (bool IsValid, object? Value, string? Problem) Read(SettingAttribute setting, PropertyInfo property, string text)
    {
        Type type = property.PropertyType;
        if (setting.Null is not null && string.Equals(text, setting.Null, StringComparison.OrdinalIgnoreCase))
        {
            return (true, null, null);
        }

        if (setting.Parse is string parser)
        {
            object? canonical = property.DeclaringType!.GetMethod(parser, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.Invoke(null, [text]);
            return (canonical is not null, canonical, null);
        }

        if (Readers.TryGetValue(type, out (Func<string, (object? Value, string? Problem)> Parse, string Allowed) reader))
        {
            (object? value, string? problem) = reader.Parse(text);
            return (value is not null, value, value is null ? problem : null);
        }

        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (ItemOf(plain) is Type item)
        {
            string[] words = [.. text.Split(',', StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
            IList list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            foreach (string word in words)
            {
                if (Choice(setting, item, word) is not object value)
                {
                    return (false, null, null);
                }

                list.Add(value);
            }

            return (true, list, null);
        }

        object? read = plain.IsEnum || plain == typeof(bool) ? Choice(setting, plain, text) : Plain(plain, text);
        return (read is not null && IsWithin(setting, read), read, null);
    }

    /// <summary>What may be written, in words.</summary>
    public static string Allowed(SettingAttribute setting, Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        string allowed = setting.Allowed
            ?? (Readers.TryGetValue(type, out (Func<string, (object? Value, string? Problem)> Parse, string Allowed) reader) ? reader.Allowed
                : ItemOf(plain) is Type item ? $"a list of {string.Join(", ", Words(setting, item))}, with commas between"
                : plain.IsEnum || (plain == typeof(bool) && setting.Words is not null) ? "one of " + string.Join(", ", Words(setting, plain).Concat(setting.Null is null ? [] : [setting.Null]))
                : plain == typeof(bool) ? "true or false"
                : plain == typeof(string) ? "text"
                : Numbers(setting, plain));
        return setting.Null is string word && !plain.IsEnum && plain != typeof(string) ? $"'{word}' or {allowed}" : allowed;
    }

    /// <summary>A key's default as it would be written; empty where it has none.</summary>
    public static string Default(Type record, string key)
    {
        object instance = Activator.CreateInstance(record)!;
        return Text(instance, record, key, "") ?? "";
    }

    private static string? Text(object instance, Type record, string key, string prefix)
    {
        foreach (PropertyInfo property in record.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (property.GetCustomAttribute<SettingAttribute>() is SettingAttribute setting && prefix + setting.Key == key)
            {
                object? value = property.GetValue(instance);
                Type plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                return value switch
                {
                    null => setting.Null ?? "",
                    bool isTrue when setting.Words is not null => Words(setting, typeof(bool))[isTrue ? 1 : 0],
                    bool isTrue => isTrue ? "true" : "false",
                    Enum choice => Words(setting, plain)[Array.IndexOf(Enum.GetValues(plain).Cast<object>().ToArray(), choice)],
                    string text => text,
                    OriginChoice origin => origin.Kind.ToString().ToLowerInvariant(),
                    IEnumerable list when ItemOf(plain) is Type item => string.Join(",", list.Cast<Enum>().Select(choice => Words(setting, item)[Convert.ToInt32(choice, CultureInfo.InvariantCulture)])),
                    IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                    _ => "",
                };
            }

            if (property.GetCustomAttribute<SettingsPartAttribute>() is SettingsPartAttribute part
                && Text(property.GetValue(instance)!, property.PropertyType, key, prefix + part.Prefix) is string inner)
            {
                return inner;
            }
        }

        return null;
    }

    private static Type? ItemOf(Type type)
        => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && type.GetGenericArguments()[0].IsEnum ? type.GetGenericArguments()[0] : null;

    private static string[] Words(SettingAttribute setting, Type type)
        => setting.Words?.Split(',') ?? (type == typeof(bool) ? ["false", "true"] : [.. Enum.GetNames(type).Select(name => name.ToLowerInvariant())]);

    private static object? Choice(SettingAttribute setting, Type type, string text)
    {
        int index = Array.FindIndex(Words(setting, type), word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : type == typeof(bool) ? index == 1 : Enum.GetValues(type).GetValue(index);
    }

    private static object? Plain(Type type, string text)
        => type == typeof(string) ? text
            : type == typeof(int) ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int integer) ? integer : null
            : type == typeof(long) ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole : null
            : type == typeof(double) ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null
            : throw new NotSupportedException($"A setting cannot be a {type.Name}.");

    private static bool IsWithin(SettingAttribute setting, object value)
    {
        if (value is not (int or long or double))
        {
            return true;
        }

        double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return !(number < setting.Least || number > setting.Most || number <= setting.Above || number >= setting.Below);
    }

    private static string Numbers(SettingAttribute setting, Type type)
    {
        string article = type == typeof(double) ? "a number" : "an integer";
        FormattableString bounds = (double.IsNaN(setting.Least), double.IsNaN(setting.Most), double.IsNaN(setting.Above), double.IsNaN(setting.Below)) switch
        {
            (true, true, true, true) => $"{article}",
            (false, true, true, true) when type == typeof(double) => $"{article} of at least {setting.Least}",
            (false, true, true, true) => $"{article}, at least {setting.Least}",
            (false, false, true, true) => $"{article} from {setting.Least} to {setting.Most}",
            (true, true, false, true) => $"{article} of more than {setting.Above}",
            (true, true, false, false) => $"{article} between {setting.Above} and {setting.Below}",
            (true, false, false, true) => $"{article} of more than {setting.Above} and at most {setting.Most}",
            _ => throw new NotSupportedException($"The bounds of {setting.Key} have no words."),
        };
        return bounds.ToString(CultureInfo.InvariantCulture);
    }
}
