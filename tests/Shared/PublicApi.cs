using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Neuropil.Tests;

/// <summary>
/// The public API of a package as text, one line a member, compared with PublicApi.txt beside the test project's sources.
/// A test: <c>PublicApi.Matches(typeof(Umap).Assembly);</c>. After a wanted change copy the text that the failure names over PublicApi.txt.
/// </summary>
internal static class PublicApi
{
    public static void Matches(Assembly assembly)
    {
        string project = assembly.GetName().Name!;
        string expectedFile = Repository.PathOf("tests", project + ".Tests", "PublicApi.txt");
        string actualFile = Repository.PathOf("artifacts", "public-api", project, "PublicApi.txt");
        string actual = Of(assembly);
        string expected = File.Exists(expectedFile) ? File.ReadAllText(expectedFile).ReplaceLineEndings("\n") : "";
        if (actual == expected)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(actualFile)!);
        File.WriteAllText(actualFile, actual);
        throw new Xunit.Sdk.XunitException(
            $"The public API of {project} is not the one in {expectedFile}.\n{Difference(expected, actual)}"
            + $"If the change is wanted: cp {actualFile} {expectedFile}, and tell it in the changelog.");
    }

    public static string Of(Assembly assembly)
    {
        List<string> lines = [];
        foreach (Type type in assembly.GetExportedTypes())
        {
            lines.Add($"{Kind(type)} {Name(type)}{Bases(type)}");
            lines.AddRange(Members(type).Select(member => $"{Name(type)} :: {member}"));
        }

        lines.Sort((left, right) => string.CompareOrdinal(Key(left), Key(right)));
        return string.Concat(lines.Select(line => line + "\n"));

        // A type's own line comes right before its members.
        static string Key(string line) => line.Contains(" :: ", StringComparison.Ordinal) ? line : line[(line.LastIndexOf(' ', Cut(line)) + 1)..Cut(line)];
        static int Cut(string line) => line.IndexOf(" : ", StringComparison.Ordinal) is int at and > 0 ? at - 1 : line.Length - 1;
    }

    private static string Difference(string expected, string actual)
    {
        string[] before = expected.Split('\n');
        string[] after = actual.Split('\n');
        StringBuilder text = new();
        foreach (string line in before.Except(after))
        {
            text.Append("- ").Append(line).Append('\n');
        }

        foreach (string line in after.Except(before))
        {
            text.Append("+ ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
        {
            return "enum";
        }

        if (type.IsInterface)
        {
            return "interface";
        }

        if (type.IsValueType)
        {
            return type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct";
        }

        return (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            _ => "class",
        };
    }

    private static string Bases(Type type)
    {
        List<string> bases = [];
        if (type.BaseType is Type parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
        {
            bases.Add(Name(parent));
        }

        if (!type.IsEnum)
        {
            bases.AddRange(type.GetInterfaces().Where(item => item.IsVisible).Select(Name).Order(StringComparer.Ordinal));
        }

        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (MemberInfo member in type.GetMembers(own))
        {
            bool generated = member.IsDefined(typeof(CompilerGeneratedAttribute));
            switch (member)
            {
                case FieldInfo field when IsSeen(field.Attributes) && !field.IsSpecialName:
                    yield return FieldText(type, field);
                    break;
                case ConstructorInfo constructor when IsSeen(constructor) && !constructor.IsStatic && !generated:
                    yield return $"new({Parameters(constructor)})";
                    break;
                case PropertyInfo property when property.GetAccessors(true).Any(IsSeen) && !generated && property.Name != "EqualityContract":
                    yield return PropertyText(property);
                    break;
                case MethodInfo method when IsSeen(method) && !generated && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)):
                    string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
                    yield return $"{Static(method)}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
                    break;
                case EventInfo item when item.AddMethod is MethodInfo add && IsSeen(add):
                    yield return $"event {Name(item.EventHandlerType!)} {item.Name}";
                    break;
            }
        }
    }

    private static string FieldText(Type type, FieldInfo field)
    {
        string value = field.IsLiteral ? " = " + Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture) : "";
        return type.IsEnum ? field.Name + value : $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}{value}";
    }

    private static string PropertyText(PropertyInfo property)
    {
        MethodInfo? set = property.SetMethod is MethodInfo found && IsSeen(found) ? found : null;
        string write = set is null ? "" : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
        string index = property.GetIndexParameters().Length > 0 ? $"[{Parameters(property.GetIndexParameters())}]" : "";
        return $"{Static(property.GetAccessors(true)[0])}{Name(property.PropertyType)} {property.Name}{index} {{ get;{write} }}";
    }

    private static string Static(MethodBase method) => method.IsStatic ? "static " : method.IsAbstract ? "abstract " : "";

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsSeen(FieldAttributes attributes)
        => (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static string Parameters(MethodBase method) => Parameters(method.GetParameters());

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string text = $"{Name(parameter.ParameterType)} {parameter.Name}";
        return parameter.HasDefaultValue
            ? $"{text} = {Convert.ToString(parameter.RawDefaultValue, CultureInfo.InvariantCulture) switch { null or "" => "default", var value => value }}"
            : text;
    }

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (Nullable.GetUnderlyingType(type) is Type underlying)
        {
            return Name(underlying) + "?";
        }

        string name = type.FullName is null ? $"{type.Namespace}.{type.Name}" : (type.IsGenericType ? type.GetGenericTypeDefinition().FullName! : type.FullName);
        if (type.Namespace is "System" && !type.IsGenericType)
        {
            name = type.Name;
        }

        int tick = name.IndexOf('`', StringComparison.Ordinal);
        return type.IsGenericType && tick > 0 ? $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
