namespace Neuropil.Numerics.Models;

/// <summary>A model file cannot be used: the message says which field, what came, what was expected and what to do.</summary>
/// <remarks>Control and bidirectional characters that came with the file stand in the message as their codes.</remarks>
public sealed class ModelFormatException(string message, Exception? inner = null) : Exception(ForeignText.Escaped(message), inner);
