using System.Collections.Concurrent;
using System.Reflection;

namespace Neuropil.Pipeline;

/// <summary>
/// What identifies the code of an assembly: a hash over its sources and package versions, embedded when it is built. The same
/// source has the same identity on any machine and with any compiler.
/// </summary>
internal static class CodeIdentity
{
    private static readonly ConcurrentDictionary<Assembly, string?> Known = new();

    /// <summary>The identity of an assembly, or null where it carries none.</summary>
    public static string? Of(Assembly assembly) => Known.GetOrAdd(assembly, Read);

    private static string? Read(Assembly assembly) => assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => metadata.Key == "CodeIdentity")?.Value;
}
