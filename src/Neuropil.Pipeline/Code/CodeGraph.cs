using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Neuropil.Pipeline;

/// <summary>
/// The code in a folder of assemblies as a graph: from a method to all that it calls, makes or mentions, across assemblies. A type that
/// is mentioned leads to its static constructor and its virtual methods, since whoever holds an object may call them.
/// </summary>
internal sealed class CodeGraph(string folder) : IDisposable
{
    private readonly Dictionary<string, CodeImage?> images = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(CodeImage, EntityHandle), CodeNode> nodes = [];
    private readonly Dictionary<(CodeImage, string), Dictionary<string, MethodDefinitionHandle>> methodsByType = [];

    /// <summary>The node of a method or type, by its place in the metadata of an assembly.</summary>
    public CodeNode? At(string assembly, int token) => ImageNamed(assembly) is { Role: "reached" } image ? NodeOf(image, MetadataTokens.EntityHandle(token)) : null;

    /// <summary>All that a node leads to, itself included.</summary>
    public IReadOnlyList<CodeNode> ReachedFrom(CodeNode root)
    {
        HashSet<CodeNode> reached = [root];
        Queue<CodeNode> open = new([root]);
        while (open.TryDequeue(out CodeNode? node))
        {
            if (node.LeadsTo is null)
            {
                NodeReader.Complete(this, node);
            }

            foreach (CodeNode next in node.LeadsTo!)
            {
                if (reached.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        return [.. reached];
    }

    /// <summary>The assembly in the folder, or null where there is none: then it is the framework's.</summary>
    public CodeImage? ImageNamed(string assembly)
    {
        if (!images.TryGetValue(assembly, out CodeImage? image))
        {
            string path = Path.Combine(folder, assembly + ".dll");
            image = File.Exists(path) ? CodeImage.Open(path) : null;
            images.Add(assembly, image);
        }

        return image;
    }

    /// <summary>The node of a method or type of an assembly whose code counts; an assembly of others is one node.</summary>
    public CodeNode? NodeOf(CodeImage image, EntityHandle handle)
    {
        if (image.Role == "engine")
        {
            return null;
        }

        EntityHandle key = image.Role is null ? default : handle;
        if (!nodes.TryGetValue((image, key), out CodeNode? node))
        {
            node = new CodeNode(image, key, image.Role is null ? image.Name : NameOf(image, handle));
            nodes.Add((image, key), node);
        }

        return node;
    }

    /// <summary>The node of a type that another assembly names, or null where its code does not count.</summary>
    public CodeNode? NodeOf(string assembly, string type) => ImageNamed(assembly) is not { } image
        ? null
        : image.Role is null ? NodeOf(image, default) : image.TypeNamed(type) is { } handle ? NodeOf(image, handle) : null;

    /// <summary>The node of a method of a type by name and signature; null where it is inherited from elsewhere.</summary>
    public CodeNode? MethodOf(CodeNode type, string method)
    {
        if (type.Handle.Kind != HandleKind.TypeDefinition)
        {
            return null;
        }

        if (!methodsByType.TryGetValue((type.Image, type.Name), out Dictionary<string, MethodDefinitionHandle>? methods))
        {
            methods = [];
            foreach (MethodDefinitionHandle handle in type.Image.Metadata.GetTypeDefinition((TypeDefinitionHandle)type.Handle).GetMethods())
            {
                methods.TryAdd(SignatureOf(type.Image, handle), handle);
            }

            methodsByType.Add((type.Image, type.Name), methods);
        }

        return methods.TryGetValue(method, out MethodDefinitionHandle found) ? NodeOf(type.Image, found) : null;
    }

    public void Dispose()
    {
        foreach (CodeImage? image in images.Values)
        {
            image?.Dispose();
        }
    }

    /// <summary>Name and signature of a method, by which references find it.</summary>
    public static string SignatureOf(CodeImage image, MethodDefinitionHandle handle)
    {
        MethodDefinition method = image.Metadata.GetMethodDefinition(handle);
        return SignatureOf(image.Metadata.GetString(method.Name), method.DecodeSignature(new SignatureText(image, static _ => { }), null));
    }

    public static string SignatureOf(string name, MethodSignature<string> signature)
        => $"{name}`{signature.GenericParameterCount}({string.Join(',', signature.ParameterTypes)}){signature.ReturnType}";

    private static string NameOf(CodeImage image, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition)
        {
            return CodeName.Plain(image.NameOf((TypeDefinitionHandle)handle));
        }

        MethodDefinition method = image.Metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
        return CodeName.Plain($"{image.NameOf(method.GetDeclaringType())}::{SignatureOf(image, (MethodDefinitionHandle)handle)}");
    }
}
