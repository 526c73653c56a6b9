using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Neuropil.Pipeline;

/// <summary>
/// The code that a unit's functions can reach, found in the assemblies themselves: every method and type from the functions on, as far
/// as it lies in assemblies whose code decides results; of others' assemblies the whole. What was found is kept beside the assemblies
/// for as long as they stay the same.
/// </summary>
internal sealed class ReachedCode(string folder) : IUnitCode
{
    private readonly Lock gate = new();
    private readonly CodeCache cache = CodeCache.Load(folder);
    private readonly ConcurrentDictionary<string, IReadOnlyList<CodePart>> joined = new(StringComparer.Ordinal);

    /// <summary>The code of the running program.</summary>
    public static ReachedCode OfThisProgram { get; } = new(AppContext.BaseDirectory);

    public IReadOnlyDictionary<UnitId, IReadOnlyList<CodePart>> Of(IReadOnlyList<Unit> units)
    {
        lock (gate)
        {
            using CodeGraph graph = new(folder);
            Dictionary<UnitId, IReadOnlyList<CodePart>> parts = units.ToDictionary(unit => unit.Id, unit => PartsOf(unit, graph));
            cache.Save();
            return parts;
        }
    }

    /// <summary>The names of all that a unit can reach, as <c>Assembly: Namespace.Type::Method(…)</c>.</summary>
    public IReadOnlyList<string> NamesOf(Unit unit)
    {
        using CodeGraph graph = new(folder);
        return
        [
            .. RootsOf(unit)
                .Select(root => graph.At(root.Assembly, root.Token))
                .OfType<CodeNode>()
                .SelectMany(graph.ReachedFrom)
                .Select(node => $"{node.Image.Name}: {node.Name}")
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private IReadOnlyList<CodePart> PartsOf(Unit unit, CodeGraph graph)
    {
        Assembly declaring = unit.CodeRoots[0].Method.Module.Assembly;
        if (declaring.GetCustomAttributes<AssemblyMetadataAttribute>().All(metadata => metadata.Key != "UnitCode"))
        {
            throw new ArgumentException($"{unit.Id} is made by {declaring.GetName().Name}, whose code carries no identity: set <UnitCode>reached</UnitCode> in its project.");
        }

        (string Assembly, int Token)[] roots = [.. RootsOf(unit)];
        return joined.GetOrAdd(string.Join(' ', roots), _ => Joined(roots
            .SelectMany(root => cache.Of(root.Assembly, root.Token, () => PartsOf(root, graph)))
            .Select(part => (part.Assembly, part.Identity))));
    }

    private static List<CodePart> PartsOf((string Assembly, int Token) root, CodeGraph graph)
        => graph.At(root.Assembly, root.Token) is { } node
            ? Joined(graph.ReachedFrom(node).Select(reached => (reached.Image.Name, $"{reached.Name}\n{reached.Identity}")))
            : [];

    private static List<CodePart> Joined(IEnumerable<(string Assembly, string Identity)> parts) =>
    [
        .. parts
            .GroupBy(part => part.Assembly, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new CodePart(
                group.Key,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', group.Select(part => part.Identity).Distinct().Order(StringComparer.Ordinal))))))),
    ];

    // A function begins at its method; where it is one of a generic type or method, the types put in are part of it.
    private static IEnumerable<(string Assembly, int Token)> RootsOf(Unit unit) => unit.CodeRoots
        .SelectMany(function => (IEnumerable<MemberInfo>)
        [
            function.Method,
            .. function.Method.GetGenericArguments(),
            .. function.Method.DeclaringType?.GetGenericArguments() ?? [],
        ])
        .Select(member => (member.Module.Assembly.GetName().Name ?? "", member.MetadataToken))
        .Distinct();
}
