namespace Neuropil.Synapses;

/// <summary>An array that grows.</summary>
internal sealed class Growing<T>
    where T : unmanaged
{
    private T[] items = new T[256];

    public int Count { get; private set; }

    public T this[int index] => items[index];

    public void Add(T item)
    {
        if (Count == items.Length)
        {
            Array.Resize(ref items, 2 * Count);
        }

        items[Count++] = item;
    }

    public T[] ToArray() => items[..Count];
}
