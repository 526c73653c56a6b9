using Microsoft.ML.Data;

namespace Neuropil.ML;

/// <summary>A column that a transformer adds: its name and type, and the getter of its value from that of a table's row.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Getter">From a function that gives the present row's result to the value's getter.</param>
internal sealed record AddedColumn<TResult>(string Name, DataViewType Type, Func<Func<TResult>, Delegate> Getter);
