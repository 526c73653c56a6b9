namespace Neuropil.Numerics.Models;

/// <summary>A model file cannot be used: the message says which field, what came, what was expected and what to do.</summary>
public sealed class ModelFormatException(string message, Exception? inner = null) : Exception(message, inner);
