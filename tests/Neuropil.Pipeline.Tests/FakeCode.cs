using System.Reflection;
using System.Reflection.Emit;

namespace Neuropil.Pipeline.Tests;

/// <summary>Assemblies that carry whatever code identity a test wants.</summary>
internal static class FakeCode
{
    public static Assembly Of(string name, string? identity)
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.Run);
        if (identity is not null)
        {
            ConstructorInfo constructor = typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)])!;
            assembly.SetCustomAttribute(new CustomAttributeBuilder(constructor, ["CodeIdentity", identity]));
        }

        return assembly;
    }
}
