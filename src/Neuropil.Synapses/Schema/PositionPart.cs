using System.Diagnostics.CodeAnalysis;
using Neuropil.Numerics;

namespace Neuropil.Synapses;

/// <summary>A column of a position, and those that stand in for it where a table does not have it.</summary>
/// <param name="Choices">The columns, the first that is there is read.</param>
public sealed record PositionPart(IReadOnlyList<PositionChoice> Choices)
{
    internal static PositionPart? TryParse(string text, [NotNullWhen(false)] out string? problem)
    {
        List<PositionChoice> choices = [];
        foreach (string choice in ColumnText.Split(text, '|'))
        {
            int place = choice.LastIndexOf(" in ", StringComparison.Ordinal);
            string column = place < 0 ? choice : choice[..place];
            LengthUnit? unit = null;
            if (place >= 0)
            {
                string name = choice[(place + 4)..].Trim();
                unit = LengthUnit.TryParse(name);
                if (unit is null && !choice.StartsWith('"'))
                {
                    problem = $"'{name}' is no unit; expected {LengthUnit.Allowed}{NearestName.Suggestion(name, LengthUnit.Names)}";
                    return null;
                }

                column = unit is null ? choice : column;
            }

            if (ColumnText.Unquoted(column).Length == 0)
            {
                problem = "it has a bar or comma without a column";
                return null;
            }

            choices.Add(new PositionChoice(ColumnText.Unquoted(column), unit));
        }

        problem = null;
        return new PositionPart(choices);
    }
}
