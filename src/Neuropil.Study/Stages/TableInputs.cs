using Neuropil.Pipeline;

namespace Neuropil.Study;

/// <summary>The files that a table is read from: its own, and those of the tables joined to it.</summary>
internal sealed record TableInputs(TableFiles Table, ByName<TableFiles> Joined)
{
    public static TableInputs Of(string location, IReadOnlyList<JoinText> joins, string remedy)
        => new(TableFiles.Of(location, remedy), new ByName<TableFiles>(joins.Select(join => (join.Name, TableFiles.Of(join.Location, $"Name the file in [Join] {join.Name}.")))));
}
