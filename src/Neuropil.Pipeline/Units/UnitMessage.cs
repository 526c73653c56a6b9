namespace Neuropil.Pipeline;

/// <summary>How weighty a message of a unit is.</summary>
public enum MessageKind
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Doubtful; the user should look.</summary>
    Warning,
}

/// <summary>Something that a unit told while it ran.</summary>
/// <param name="Kind">How weighty it is.</param>
/// <param name="Text">One sentence or more, for the user.</param>
public sealed record UnitMessage(MessageKind Kind, string Text);
