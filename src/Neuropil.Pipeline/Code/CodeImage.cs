using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Neuropil.Pipeline;

/// <summary>An assembly as it lies on the disk.</summary>
internal sealed class CodeImage : IDisposable
{
    private readonly PEReader file;
    private readonly Lazy<Dictionary<string, TypeDefinitionHandle>> types;

    private CodeImage(string path)
    {
        file = new PEReader(new MemoryStream(File.ReadAllBytes(path)));
        Metadata = file.GetMetadataReader();
        Name = Metadata.GetString(Metadata.GetAssemblyDefinition().Name);
        Role = RoleIn(Metadata);
        types = new(() => Metadata.TypeDefinitions.ToDictionary(NameOf));
    }

    public MetadataReader Metadata { get; }

    public string Name { get; }

    /// <summary>What the assembly's metadata "UnitCode" says: <c>reached</c> where its code decides results as far as a unit reaches it, <c>engine</c> where it never does; null for those of others.</summary>
    public string? Role { get; }

    /// <summary>A number of its own for each compilation that gave something else.</summary>
    public Guid Version => Metadata.GetGuid(Metadata.GetModuleDefinition().Mvid);

    public static CodeImage Open(string path) => new(path);

    public TypeDefinitionHandle? TypeNamed(string name) => types.Value.TryGetValue(name, out TypeDefinitionHandle type) ? type : null;

    public MethodBodyBlock BodyAt(int address) => file.GetMethodBody(address);

    /// <summary>Data that the assembly carries: the numbers of an array literal.</summary>
    public ImmutableArray<byte> DataAt(int address, int size) => file.GetSectionData(address).GetContent(0, size);

    /// <summary>The files embedded in the assembly.</summary>
    public ImmutableArray<byte> Resources()
    {
        DirectoryEntry directory = file.PEHeaders.CorHeader!.ResourcesDirectory;
        return directory.Size == 0 ? [] : DataAt(directory.RelativeVirtualAddress, directory.Size);
    }

    /// <summary>The full name of a type: <c>Namespace.Outer/Inner</c>.</summary>
    public string NameOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = Metadata.GetTypeDefinition(handle);
        string name = Metadata.GetString(type.Name);
        TypeDefinitionHandle outer = type.GetDeclaringType();
        return outer.IsNil ? Qualified(Metadata.GetString(type.Namespace), name) : $"{NameOf(outer)}/{name}";
    }

    /// <summary>The full name of a type of another assembly, and that assembly's name.</summary>
    public (string Assembly, string Name) NameOf(TypeReferenceHandle handle)
    {
        TypeReference type = Metadata.GetTypeReference(handle);
        string name = Metadata.GetString(type.Name);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                (string assembly, string outer) = NameOf((TypeReferenceHandle)type.ResolutionScope);
                return (assembly, $"{outer}/{name}");
            case HandleKind.AssemblyReference:
                AssemblyReference reference = Metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
                return (Metadata.GetString(reference.Name), Qualified(Metadata.GetString(type.Namespace), name));
            default:
                return (Name, Qualified(Metadata.GetString(type.Namespace), name));
        }
    }

    public void Dispose() => file.Dispose();

    private static string Qualified(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";

    private static string? RoleIn(MetadataReader metadata)
    {
        foreach (CustomAttributeHandle handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
                && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name) == "AssemblyMetadataAttribute")
            {
                BlobReader arguments = metadata.GetBlobReader(attribute.Value);
                arguments.ReadUInt16();
                if (arguments.ReadSerializedString() == "UnitCode")
                {
                    return arguments.ReadSerializedString();
                }
            }
        }

        return null;
    }
}
