namespace Neuropil.Learning;

/// <summary>An instance of an allowed class: what it was made with, and its state. No code of the class is known or run.</summary>
internal sealed class PickleObject(PickleGlobal type, IReadOnlyList<object?> arguments)
{
    public PickleGlobal Type => type;

    public IReadOnlyList<object?> Arguments => arguments;

    /// <summary>The attributes, where the state is a dictionary; else empty.</summary>
    public PickleDictionary Attributes { get; private set; } = new();

    public void SetState(object? state)
    {
        if (state is PickleTuple { Items: [PickleDictionary or null, ..] } pair)
        {
            state = pair.Items[0];
        }

        if (state is PickleDictionary dictionary)
        {
            Attributes = dictionary;
        }
    }
}
