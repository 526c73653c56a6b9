using System.Reflection.Metadata;

namespace Neuropil.Pipeline;

/// <summary>A method or a type, or an assembly of others as a whole, and what it leads to.</summary>
internal sealed class CodeNode(CodeImage image, EntityHandle handle, string name)
{
    public CodeImage Image => image;

    /// <summary>The method or type; nil for an assembly as a whole.</summary>
    public EntityHandle Handle => handle;

    public string Name => name;

    /// <summary>What identifies this node without what it leads to.</summary>
    public string Identity { get; private set; } = "";

    /// <summary>What it calls, makes or mentions; null until that was looked up.</summary>
    public IReadOnlyCollection<CodeNode>? LeadsTo { get; private set; }

    public void Complete(string identity, IReadOnlyCollection<CodeNode> leadsTo)
    {
        Identity = identity;
        LeadsTo = leadsTo;
    }
}
