using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Neuropil.Pipeline;

/// <summary>
/// Inputs of one kind, each under a name: the same artifact of every group, the files of a folder. Names and order are part of the key.
/// </summary>
/// <typeparam name="T">An <see cref="Artifact{T}"/>, a <see cref="FileInput"/>, or a record of these.</typeparam>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It reads as what it is: inputs by name.")]
public sealed class ByName<T> : IReadOnlyList<(string Name, T Item)>, IByName
    where T : notnull
{
    private readonly (string Name, T Item)[] items;

    /// <param name="items">Name and item, in the order in which the function meets them.</param>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public ByName(IEnumerable<(string Name, T Item)> items)
    {
        this.items = [.. items];
        string? twice = this.items.GroupBy(item => item.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new ArgumentException($"Two inputs are named '{twice}'.", nameof(items));
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => items.Length;

    /// <summary>The item at a place.</summary>
    public (string Name, T Item) this[int index] => items[index];

    /// <summary>The item of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public T this[string name]
    {
        get
        {
            int index = Array.FindIndex(items, item => item.Name == name);
            return index >= 0 ? items[index].Item : throw new KeyNotFoundException($"There is no '{name}' among {string.Join(", ", items.Select(item => item.Name))}.");
        }
    }

    IEnumerable<(string Name, object Item)> IByName.Items => items.Select(item => (item.Name, (object)item.Item));

    /// <inheritdoc />
    public IEnumerator<(string Name, T Item)> GetEnumerator() => items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
