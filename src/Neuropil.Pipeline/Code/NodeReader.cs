using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Security.Cryptography;
using System.Text;

namespace Neuropil.Pipeline;

/// <summary>
/// Reads what a method or type says, as text without anything that hangs by machine, path or the order of other code, and what it leads
/// to. Comments, line numbers and names of local variables are no part of it.
/// </summary>
internal sealed class NodeReader
{
    private readonly CodeGraph graph;
    private readonly CodeImage image;
    private readonly MetadataReader metadata;
    private readonly SignatureText signatures;
    private readonly HashSet<CodeNode> leadsTo = [];
    private readonly StringBuilder text = new();

    private NodeReader(CodeGraph graph, CodeImage image)
    {
        this.graph = graph;
        this.image = image;
        metadata = image.Metadata;
        signatures = new SignatureText(image, handle => Mention(handle));
    }

    public static void Complete(CodeGraph graph, CodeNode node)
    {
        NodeReader reader = new(graph, node.Image);
        switch (node.Handle.Kind)
        {
            case HandleKind.MethodDefinition:
                reader.ReadMethod((MethodDefinitionHandle)node.Handle);
                break;
            case HandleKind.TypeDefinition when !node.Handle.IsNil:
                reader.ReadType((TypeDefinitionHandle)node.Handle);
                break;
            default:
                reader.ReadAssemblyOfOthers();
                break;
        }

        string identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reader.text.ToString())));
        node.Complete(identity, reader.leadsTo);
    }

    private void ReadAssemblyOfOthers()
    {
        text.Append(CultureInfo.InvariantCulture, $"{image.Version}");
        foreach (AssemblyReferenceHandle handle in metadata.AssemblyReferences)
        {
            if (graph.ImageNamed(metadata.GetString(metadata.GetAssemblyReference(handle).Name)) is { Role: null } other)
            {
                LeadTo(graph.NodeOf(other, default));
            }
        }
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        bool isGenerated = metadata.GetString(type.Name).StartsWith('<');
        foreach (FieldDefinitionHandle fieldHandle in type.GetFields().Where(_ => !isGenerated))
        {
            FieldDefinition field = metadata.GetFieldDefinition(fieldHandle);
            text.Append(CultureInfo.InvariantCulture, $"{metadata.GetString(field.Name)}:{field.DecodeSignature(signatures, null)}={ConstantOf(field)}\n");
        }

        if (!type.BaseType.IsNil)
        {
            text.Append(Described(type.BaseType));
        }

        // A struct stands in for a type parameter and is called through static members of its interface too.
        bool isStruct = !type.BaseType.IsNil && Described(type.BaseType).EndsWith("System.ValueType", StringComparison.Ordinal);
        foreach (MethodDefinitionHandle methodHandle in type.GetMethods())
        {
            MethodDefinition method = metadata.GetMethodDefinition(methodHandle);
            bool isVirtual = (method.Attributes & MethodAttributes.Virtual) != 0;
            if (isStruct || isVirtual || metadata.GetString(method.Name) == ".cctor")
            {
                LeadTo(graph.NodeOf(image, methodHandle));
            }
        }

        foreach (InterfaceImplementationHandle implemented in type.GetInterfaceImplementations())
        {
            Described(metadata.GetInterfaceImplementation(implemented).Interface);
        }
    }

    private string ConstantOf(FieldDefinition field) => field.GetDefaultValue() is { IsNil: false } constant
        ? Convert.ToHexStringLower(metadata.GetBlobBytes(metadata.GetConstant(constant).Value))
        : "";

    private void ReadMethod(MethodDefinitionHandle handle)
    {
        MethodDefinition method = metadata.GetMethodDefinition(handle);
        Mention(method.GetDeclaringType());
        text.Append(CodeName.Plain(metadata.GetString(method.Name))).Append(Described(method.DecodeSignature(signatures, null))).Append('\n');
        if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0)
        {
            MethodImport import = method.GetImport();
            text.Append(CultureInfo.InvariantCulture, $"{metadata.GetString(import.Name)} of {metadata.GetString(metadata.GetModuleReference(import.Module).Name)}\n");
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        MethodBodyBlock body = image.BodyAt(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            text.AppendJoin(',', metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(signatures, null)).Append('\n');
        }

        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            string caught = region.CatchType.IsNil ? "" : Described(region.CatchType);
            text.Append(CultureInfo.InvariantCulture, $"{region.Kind} {region.TryOffset}+{region.TryLength} {region.HandlerOffset}+{region.HandlerLength} {region.FilterOffset} {caught}\n");
        }

        ReadInstructions(body.GetILContent().AsSpan());
    }

    private void ReadInstructions(ReadOnlySpan<byte> body)
    {
        for (int offset = 0; offset < body.Length;)
        {
            (OpCode code, int operandOffset) = Instructions.At(body, offset);
            ReadOnlySpan<byte> operand = body[operandOffset..];
            operand = operand[..Instructions.OperandSize(code, operand)];
            text.Append(code.Name).Append(' ');
            if (Instructions.HasToken(code))
            {
                int token = BitConverter.ToInt32(operand);
                text.Append(code.OperandType == OperandType.InlineString
                    ? metadata.GetUserString(MetadataTokens.UserStringHandle(token & 0xFFFFFF))
                    : Described(MetadataTokens.EntityHandle(token)));
                if (code == OpCodes.Ldtoken)
                {
                    MentionWhole(MetadataTokens.EntityHandle(token));
                }
            }
            else
            {
                text.Append(Convert.ToHexString(operand));
            }

            text.Append('\n');
            offset = operandOffset + operand.Length;
        }
    }

    private string Described(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => signatures.GetTypeFromDefinition(metadata, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => signatures.GetTypeFromReference(metadata, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => signatures.GetTypeFromSpecification(metadata, null, (TypeSpecificationHandle)handle, 0),
        HandleKind.MethodDefinition => Described((MethodDefinitionHandle)handle),
        HandleKind.MemberReference => Described((MemberReferenceHandle)handle),
        HandleKind.MethodSpecification => Described((MethodSpecificationHandle)handle),
        HandleKind.FieldDefinition => Described((FieldDefinitionHandle)handle),
        HandleKind.StandaloneSignature => Described(metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(signatures, null)),
        _ => throw new BadImageFormatException($"{image.Name}: an instruction names a {handle.Kind}."),
    };

    private static string Described(MethodSignature<string> signature) => CodeGraph.SignatureOf("", signature);

    private string Described(MethodDefinitionHandle handle)
    {
        CodeNode? node = graph.NodeOf(image, handle);
        LeadTo(node);
        return node?.Name ?? "";
    }

    private string Described(MethodSpecificationHandle handle)
    {
        MethodSpecification method = metadata.GetMethodSpecification(handle);
        ImmutableArray<string> arguments = method.DecodeSignature(signatures, null);
        string described = Described(method.Method);

        // A serializer goes by reflection: every property counts.
        if (described.StartsWith("[System.Text.Json]", StringComparison.Ordinal))
        {
            method.DecodeSignature(new SignatureText(image, MentionWhole), null);
        }

        return $"{described}<{string.Join(',', arguments)}>";
    }

    private string Described(FieldDefinitionHandle handle)
    {
        FieldDefinition field = metadata.GetFieldDefinition(handle);
        TypeDefinitionHandle owner = field.GetDeclaringType();
        Mention(owner);
        string type = field.DecodeSignature(signatures, null);
        string data = field.GetRelativeVirtualAddress() is > 0 and int address
            ? Convert.ToHexString(SHA256.HashData(image.DataAt(address, SizeOf(field)).AsSpan()))
            : "";
        return $"{CodeName.Plain(image.NameOf(owner))}::{CodeName.Plain(metadata.GetString(field.Name))}:{type}{data}";
    }

    // An array literal lies as a field whose type has the literal's size, or as a single number.
    private int SizeOf(FieldDefinition field)
    {
        BlobReader signature = metadata.GetBlobReader(field.Signature);
        signature.ReadByte();
        return signature.ReadSignatureTypeCode() switch
        {
            SignatureTypeCode.TypeHandle when signature.ReadTypeHandle() is { Kind: HandleKind.TypeDefinition } type
                => metadata.GetTypeDefinition((TypeDefinitionHandle)type).GetLayout().Size,
            SignatureTypeCode.Byte or SignatureTypeCode.SByte or SignatureTypeCode.Boolean => 1,
            SignatureTypeCode.Int16 or SignatureTypeCode.UInt16 or SignatureTypeCode.Char => 2,
            SignatureTypeCode.Int32 or SignatureTypeCode.UInt32 or SignatureTypeCode.Single => 4,
            SignatureTypeCode.Int64 or SignatureTypeCode.UInt64 or SignatureTypeCode.Double => 8,
            _ => throw new BadImageFormatException($"{image.Name}: data of unknown size behind {metadata.GetString(field.Name)}."),
        };
    }

    private string Described(MemberReferenceHandle handle)
    {
        MemberReference member = metadata.GetMemberReference(handle);
        string name = metadata.GetString(member.Name);
        CodeNode? owner = null;
        bool isFirst = true;
        SignatureText ownerText = new(image, mentioned =>
        {
            CodeNode? node = Mention(mentioned);
            owner = isFirst ? node : owner;
            isFirst = false;
        });
        string ownerName = member.Parent.Kind switch
        {
            HandleKind.TypeDefinition => ownerText.GetTypeFromDefinition(metadata, (TypeDefinitionHandle)member.Parent, 0),
            HandleKind.TypeReference => ownerText.GetTypeFromReference(metadata, (TypeReferenceHandle)member.Parent, 0),
            HandleKind.TypeSpecification => ownerText.GetTypeFromSpecification(metadata, null, (TypeSpecificationHandle)member.Parent, 0),
            _ => Described(member.Parent),
        };
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            return $"{ownerName}::{name}:{member.DecodeFieldSignature(signatures, null)}";
        }

        string signature = CodeGraph.SignatureOf(name, member.DecodeMethodSignature(signatures, null));
        LeadTo(owner is null ? null : graph.MethodOf(owner, signature));
        string embedded = name == "GetManifestResourceStream" ? Convert.ToHexString(SHA256.HashData(image.Resources().AsSpan())) : "";
        return $"{ownerName}::{signature}{embedded}";
    }

    private CodeNode? Mention(EntityHandle type)
    {
        CodeNode? node = type.Kind switch
        {
            HandleKind.TypeDefinition => graph.NodeOf(image, type),
            HandleKind.TypeReference => graph.NodeOf(image.NameOf((TypeReferenceHandle)type).Assembly, image.NameOf((TypeReferenceHandle)type).Name),
            _ => null,
        };
        LeadTo(node);
        return node;
    }

    private void MentionWhole(EntityHandle type)
    {
        if (Mention(type) is { Handle.Kind: HandleKind.TypeDefinition } node && node.Image.Role == "reached")
        {
            foreach (MethodDefinitionHandle method in node.Image.Metadata.GetTypeDefinition((TypeDefinitionHandle)node.Handle).GetMethods())
            {
                LeadTo(graph.NodeOf(node.Image, method));
            }
        }
    }

    private void LeadTo(CodeNode? node)
    {
        if (node is not null)
        {
            leadsTo.Add(node);
        }
    }
}
