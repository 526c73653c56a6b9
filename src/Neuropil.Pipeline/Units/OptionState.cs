using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace Neuropil.Pipeline;

/// <summary>
/// The whole state of an options record as canonical JSON, property by property. It goes by fields, those behind the properties: what
/// a record can tell, the key holds.
/// </summary>
internal static class OptionState
{
    private static readonly ConcurrentDictionary<Type, (string Name, FieldInfo Field)[]> Fields = new();

    /// <exception cref="ArgumentException">A value cannot enter a key.</exception>
    public static IReadOnlyList<KeyField> Of(object options, string where) =>
    [
        .. FieldsOf(options.GetType(), where).Select(field
            => new KeyField(KeyFieldKind.Option, field.Name, Text(field.Field.GetValue(options), field.Field.FieldType, $"{where}, {field.Name}"))),
    ];

    private static string Text(object? value, Type declared, string where) => value switch
    {
        null => "null",
        string text => CanonicalJson.Quoted(text),
        bool isTrue => isTrue ? "true" : "false",
        char letter => CanonicalJson.Quoted(letter.ToString()),
        double number => CanonicalJson.Number(number),
        float number => CanonicalJson.Number(number),
        decimal number => CanonicalJson.Quoted(number.ToString(CultureInfo.InvariantCulture)),
        ulong number => number.ToString(CultureInfo.InvariantCulture),
        Enum choice => CanonicalJson.Quoted(choice.ToString()),
        sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        TimeSpan span => span.Ticks.ToString(CultureInfo.InvariantCulture),
        IDictionary entries => Entries(entries, where),
        IEnumerable items when IsList(value.GetType()) => CanonicalJson.Array(Items(items, where)),
        _ => Record(value, declared, where),
    };

    private static IEnumerable<string> Items(IEnumerable items, string where)
    {
        foreach (object? item in items)
        {
            yield return Text(item, item?.GetType() ?? typeof(object), where);
        }
    }

    private static string Entries(IDictionary entries, string where)
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in entries)
        {
            string name = entry.Key as string ?? throw new ArgumentException($"{where}: a dictionary in a key has text keys, not {entry.Key.GetType().Name}.");
            texts.Add(name, Text(entry.Value, entry.Value?.GetType() ?? typeof(object), $"{where}[{name}]"));
        }

        return CanonicalJson.Object(texts);
    }

    private static string Record(object value, Type declared, string where)
    {
        Type type = value.GetType();
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach ((string name, FieldInfo field) in FieldsOf(type, where))
        {
            texts.Add(name, Text(field.GetValue(value), field.FieldType, $"{where}.{name}"));
        }

        // Two records of different kinds with the same fields are two values.
        if (type != (Nullable.GetUnderlyingType(declared) ?? declared))
        {
            texts.Add("$kind", CanonicalJson.Quoted(type.Name));
        }

        return CanonicalJson.Object(texts);
    }

    // A list is what the framework's collections hold; a type of one's own that can be enumerated may know more than its items.
    private static bool IsList(Type type) => type.IsArray || type.Assembly == typeof(List<>).Assembly || type.Assembly == typeof(System.Collections.Immutable.ImmutableArray).Assembly
        || type.Name.StartsWith('<');

    private static (string Name, FieldInfo Field)[] FieldsOf(Type type, string where)
    {
        if (Fields.TryGetValue(type, out (string Name, FieldInfo Field)[]? known))
        {
            return known;
        }

        bool isState = !typeof(Delegate).IsAssignableFrom(type) && !type.IsPointer && !type.IsPrimitive
            && (type.IsValueType || type.GetMethod("<Clone>$") is not null || type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)));
        if (!isState)
        {
            throw new ArgumentException($"{where}: a {type.Name} cannot enter a key; expected numbers, texts, choices, lists, and records of these.");
        }

        List<(string Name, FieldInfo Field)> fields = [];
        for (Type? level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                fields.Add((NameOf(field), RequireReadOnly(field, where)));
            }
        }

        return Fields[type] = [.. fields.OrderBy(field => field.Name, StringComparer.Ordinal)];
    }

    private static FieldInfo RequireReadOnly(FieldInfo field, string where)
    {
        PropertyInfo? property = field.DeclaringType!.GetProperty(NameOf(field), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        bool canBeSet = property?.SetMethod is { } setter
            ? !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
            : !field.IsInitOnly;
        return canBeSet && !field.DeclaringType.IsValueType
            ? throw new ArgumentException($"{where}: {field.DeclaringType.Name}.{NameOf(field)} can be set; options are immutable (init).")
            : field;
    }

    // Behind the property P is the field <P>k__BackingField; of an anonymous type <P>i__Field.
    private static string NameOf(FieldInfo field) => field.Name is ['<', .. string rest] ? rest[..rest.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
