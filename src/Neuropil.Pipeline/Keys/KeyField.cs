namespace Neuropil.Pipeline;

/// <summary>What a field of a key tells about.</summary>
internal enum KeyFieldKind
{
    Unit,
    Format,
    Option,
    Order,
    Input,
    Extension,
    Code,
    Output,
}

/// <summary>One thing that decides a unit's result.</summary>
/// <param name="Kind">What it tells about.</param>
/// <param name="Name">Which option, input, assembly or output; empty where there is but one.</param>
/// <param name="Value">Its value: canonical JSON, a content hash, a code identity.</param>
internal sealed record KeyField(KeyFieldKind Kind, string Name, string Value);
