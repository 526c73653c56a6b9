using Neuropil.Numerics;
using Neuropil.Synapses;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Makes a <see cref="StudySchema"/> of [Columns], [Features] and [Groups].</summary>
internal sealed class SchemaBuilder(SettingsReader reader)
{
    public StudySchema Build(IReadOnlyList<SynapseGroup> groups, IReadOnlyList<string> asked)
    {
        ColumnSettings columns = reader.Section<ColumnSettings>("Columns");
        if (columns.Unit is not null && columns.Voxel is not null && Given("Columns", "Voxel") is SettingEntry voxel)
        {
            reader.Refuse(voxel, "", $"is '{voxel.Value}' and Columns_Unit is '{columns.Unit.Name}'; expected one of the two: take one line out.");
        }

        if (columns.Position is null)
        {
            foreach (string key in new[] { "Unit", "Voxel", "Origin" })
            {
                if (Given("Columns", key) is SettingEntry entry)
                {
                    reader.Refuse(entry, "", $"is '{entry.Value}' without a Columns_Position; expected none, or the columns of the position.");
                }
            }

            if (columns.Align is AlignMode.Pca or AlignMode.Centre && Given("Columns", "Align") is SettingEntry align)
            {
                reader.Refuse(align, "", $"is '{align.Value}' without a Columns_Position; expected none, or the columns of the position.");
            }
        }

        IReadOnlyList<FeatureRecipe> features = Features(columns.Position is not null);
        RequireCodesHaveUse(columns, features, asked);
        return new StudySchema
        {
            Columns = new SynapseColumns
            {
                Neuron = columns.Neuron,
                Id = columns.Id,
                Type = columns.Type,
                Position = columns.Position,
                Origin = columns.Origin,
                Unit = columns.Voxel ?? columns.Unit ?? LengthUnit.Micrometre,
                NeuronType = columns.NeuronType,
                Missing = columns.Missing,
                Ignored = columns.Ignore,
                Features = [.. features.Where(recipe => recipe.Name != FeatureRecipe.Position).Select(recipe => new FeatureColumn(recipe.Name, recipe.Least))],
                Asked = asked,
            },
            Align = Alignment(columns),
            Features = features,
            Groups = groups,
        };
    }

    // Positions from the mean of the neuron's own synapses are centred, whatever is not asked for.
    private static AlignMode Alignment(ColumnSettings columns)
    {
        if (columns.Position is null)
        {
            return AlignMode.None;
        }

        AlignMode asked = columns.Align ?? (columns.Neuron is null ? AlignMode.None : AlignMode.Pca);
        return asked == AlignMode.None && columns.Origin.Kind == OriginKind.Centroid ? AlignMode.Centre : asked;
    }

    private SettingEntry? Given(string section, string key)
        => reader.Find(section, key) is { Source: not SettingSource.Published } entry ? entry : null;

    private List<FeatureRecipe> Features(bool hasPosition)
    {
        FeatureDefaults defaults = reader.Section<FeatureDefaults>("Features");
        List<FeatureRecipe> features = [];
        FeatureRecipe position = new() { Name = FeatureRecipe.Position, Scaling = defaults.Scaling, Weight = defaults.CoordinateWeight };
        foreach ((string key, SettingEntry entry) in reader.Free("Features"))
        {
            foreach (string name in ColumnNames.Split(key))
            {
                bool isPosition = string.Equals(name, FeatureRecipe.Position, StringComparison.OrdinalIgnoreCase);
                FeatureRecipe usual = isPosition ? position : new FeatureRecipe { Name = name, Scaling = defaults.Scaling, Weight = defaults.MorphologyWeight };
                if (FeatureRecipe.TryParse(entry.Value, usual, out string? problem) is not FeatureRecipe recipe)
                {
                    reader.RefuseValue(entry, FeatureRecipe.Expected, problem);
                }
                else if (isPosition && !hasPosition)
                {
                    reader.Refuse(entry, "", $"is '{entry.Value}', but no Columns_Position is told; expected the columns of the position there, or no such feature.");
                }
                else if (isPosition && (recipe.Transform != FeatureTransform.Identity || recipe.Least is not null))
                {
                    reader.Refuse(entry, "", $"is '{entry.Value}'; expected a scaling and a weight: a position has no {(recipe.Least is null ? "log or sqrt" : "least value")}.");
                }
                else if (features.Exists(other => other.Name == name))
                {
                    reader.Refuse(entry, "", $"names the feature '{name}', which another line of [Features] has; expected each once.");
                }
                else if (isPosition)
                {
                    position = recipe;
                }
                else
                {
                    features.Add(recipe);
                }
            }
        }

        if (hasPosition)
        {
            features.Insert(0, position);
        }

        if (features.Count == 0)
        {
            reader.Refuse(null, "[Features]", "names no column and [Columns] no Position; expected something to tell synapses apart by. --target=Describe --data=FILE proposes settings for a table.");
        }
        else if (features.TrueForAll(feature => feature.Weight == 0))
        {
            reader.Refuse(null, "[Features]", "gives every feature the weight 0; expected at least one above.");
        }

        return features;
    }

    // A code for a column that nothing reads is a slip of the pen.
    private void RequireCodesHaveUse(ColumnSettings columns, IReadOnlyList<FeatureRecipe> features, IReadOnlyList<string> asked)
    {
        HashSet<string> used =
        [
            .. features.Select(feature => feature.Name), .. asked,
            .. new[] { columns.Neuron?.Column, columns.Id?.Column, columns.Type?.Column, columns.NeuronType?.Column }.OfType<string>(),
            .. (columns.Position?.Columns ?? []), .. (columns.Origin.Columns?.Columns ?? []),
        ];
        foreach (ColumnCodes codes in columns.Missing.Where(codes => !used.Contains(codes.Column)))
        {
            reader.Refuse(
                Given("Columns", "Missing"),
                "Columns_Missing",
                $"names '{codes.Column}', which is neither a feature nor any other column that is read{NearestName.Suggestion(codes.Column, used)}; expected one of {NameList.Of(used.Order(StringComparer.Ordinal))}.");
        }
    }
}
