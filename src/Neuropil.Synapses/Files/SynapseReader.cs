using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Synapses;

/// <summary>Reads synapses out of tables, by the roles that columns have, and checks every cell that the study uses.</summary>
public static class SynapseReader
{
    /// <summary>What is to be read of a table, and how.</summary>
    /// <param name="request">Where it is; sheets, header row and joins as they are told.</param>
    /// <param name="columns">Which column holds what.</param>
    public static TableRequest Request(TableRequest request, SynapseColumns columns)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(columns);
        return request with
        {
            Named =
            [
                .. Roles(columns).Select(role => role.Column)
                    .Concat(columns.Features.Select(feature => feature.Name))
                    .Concat((columns.Position?.Parts ?? []).Where(part => part.Choices.Count == 1).Select(part => part.Choices[0].Column))
                    .Distinct(StringComparer.Ordinal),
            ],
            Missing = columns.Missing.ToDictionary(codes => codes.Column, codes => codes.Codes, StringComparer.Ordinal),
            Patterns = [.. Roles(columns).Where(role => role.Pattern is not null).Select(role => ColumnPattern.Parse(role.Column, role.Pattern!))],
        };
    }

    /// <summary>The synapses of a table, in the order of its rows.</summary>
    /// <param name="request">What <see cref="Request"/> made.</param>
    /// <param name="columns">Which column holds what.</param>
    /// <param name="exclusions">Rows that are left out later: their numbers may be missing or wrong, and are NaN then.</param>
    /// <param name="execution">Cancellation.</param>
    /// <exception cref="TableException">The table cannot be used: all its problems together.</exception>
    public static SynapseTable Read(TableRequest request, SynapseColumns columns, ExclusionList? exclusions = null, Execution? execution = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(columns);
        using TableSource source = TableSource.Open(request);
        TableHeading heading = Heading(source, request);
        SynapseRows rows = new(heading, columns, exclusions ?? ExclusionList.Empty);
        rows.RequireColumns();
        foreach (Table chunk in source.Chunks(Wanted(source, columns), execution))
        {
            rows.Add(chunk);
        }

        SynapseTable table = rows.Finish();
        return table with { Notes = [.. source.Notes, .. table.Notes] };
    }

    private static IEnumerable<RoleColumn> Roles(SynapseColumns columns) => new[] { columns.Neuron, columns.Id, columns.Type }.OfType<RoleColumn>();

    internal static TableHeading Heading(TableSource source, TableRequest request)
        => new(source.Name, source.Columns, name => source.Resolve(name) is not null, source.Files.Count == 1 && !request.Sheet.Stacks);

    // What is neither used nor carried is not read at all; of several columns of one name none is carried.
    internal static string[] Wanted(TableSource source, SynapseColumns columns, bool withCarried = true)
    {
        HashSet<string> used =
        [
            .. new[]
            {
                columns.Neuron?.Name, columns.Id?.Name, columns.Type?.Name, columns.NeuronType?.Column,
            }.OfType<string>(),
            .. columns.Features.Select(feature => feature.Name),
            .. columns.Position?.Columns ?? [],
            .. columns.Origin.Columns?.Columns ?? [],
            .. columns.Asked,
        ];
        bool carriesNone = !withCarried || columns.Ignored.Contains("*");
        string[] resolved = [.. used.Select(source.Resolve).OfType<string>().Distinct(StringComparer.Ordinal)];
        return [.. source.Columns.Where(name => resolved.Contains(name) || (!carriesNone && !columns.Ignored.Contains(name) && source.IsUnambiguous(name)))];
    }
}
