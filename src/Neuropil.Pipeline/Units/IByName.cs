namespace Neuropil.Pipeline;

/// <summary>Items by name, whatever their type.</summary>
internal interface IByName
{
    IEnumerable<(string Name, object Item)> Items { get; }
}
