using Neuropil.Numerics.Models;

namespace Neuropil.Synapses;

/// <summary>A study's schema as fields of a model: what a table of new synapses must hold, and what is made of it.</summary>
public static class StudySchemaFormat
{
    /// <summary>Writes a schema.</summary>
    public static void Write(ModelWriter writer, StudySchema schema)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(schema);
        SynapseColumns columns = schema.Columns;
        Optional(writer, "neuron", columns.Neuron, Write);
        Optional(writer, "id", columns.Id, Write);
        Optional(writer, "type", columns.Type, Write);
        Optional(writer, "position", columns.Position, Write);
        writer.Nested("origin", origin =>
        {
            origin.Text("kind", columns.Origin.Kind.ToString());
            Optional(origin, "columns", columns.Origin.Columns, Write);
        });
        writer.Nested("unit", unit => Write(unit, columns.Unit));
        Optional(writer, "neuronType", columns.NeuronType, Write);
        writer.List("missing", columns.Missing, (item, codes) =>
        {
            item.Text("column", codes.Column);
            item.Texts("codes", codes.Codes);
        });
        writer.Texts("ignored", columns.Ignored);
        writer.Texts("asked", columns.Asked);
        writer.Text("align", schema.Align.ToString());
        writer.List("features", schema.Features, Write);
        writer.List("groups", schema.Groups, (item, group) =>
        {
            item.Text("name", group.Name);
            item.Text("condition", group.Condition);
        });
    }

    /// <summary>Reads what <see cref="Write(ModelWriter, StudySchema)"/> wrote.</summary>
    /// <exception cref="ModelFormatException">A field is missing or wrong.</exception>
    public static StudySchema Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        FeatureRecipe[] features = [.. reader.List("features").Select(Recipe)];
        ModelReader origin = reader.Nested("origin");
        return new StudySchema
        {
            Columns = new SynapseColumns
            {
                Neuron = Optional(reader, "neuron", Role),
                Id = Optional(reader, "id", Role),
                Type = Optional(reader, "type", Role),
                Position = Optional(reader, "position", Position),
                Origin = new OriginChoice(origin.Choice<OriginKind>("kind"), Optional(origin, "columns", Position)),
                Unit = Unit(reader.Nested("unit")),
                NeuronType = Optional(reader, "neuronType", TypeRule),
                Missing = [.. reader.List("missing").Select(item => new ColumnCodes(item.Text("column"), item.Texts("codes")))],
                Features = [.. features.Where(recipe => recipe.Name != FeatureRecipe.Position).Select(recipe => new FeatureColumn(recipe.Name, recipe.Least))],
                Ignored = reader.Texts("ignored"),
                Asked = reader.Texts("asked"),
            },
            Align = reader.Choice<AlignMode>("align"),
            Features = features.Length > 0 ? features : throw reader.Bad("features", "names none"),
            Groups = reader.List("groups").Select(item => new SynapseGroup(item.Text("name"), item.Text("condition"))).ToArray() is { Length: > 0 } groups
                ? groups
                : throw reader.Bad("groups", "names none"),
        };
    }

    private static void Optional<T>(ModelWriter writer, string name, T? value, Action<ModelWriter, T> write)
        where T : class
    {
        if (value is not null)
        {
            writer.Nested(name, fields => write(fields, value));
        }
    }

    private static T? Optional<T>(ModelReader reader, string name, Func<ModelReader, T> read)
        where T : class
        => reader.Has(name) ? read(reader.Nested(name)) : null;

    private static void Write(ModelWriter writer, RoleColumn role)
    {
        writer.Text("column", role.Column);
        writer.Text("name", role.Name);
        if (role.Pattern is string pattern)
        {
            writer.Text("pattern", pattern);
        }

        writer.Texts("allowed", role.Allowed);
    }

    private static RoleColumn Role(ModelReader reader)
        => new()
        {
            Column = reader.Text("column"),
            Name = reader.Text("name"),
            Pattern = reader.Has("pattern") ? reader.Text("pattern") : null,
            Allowed = reader.Texts("allowed"),
        };

    private static void Write(ModelWriter writer, PositionColumns position)
    {
        writer.List("parts", position.Parts, (part, columns) => part.List("choices", columns.Choices, (item, choice) =>
        {
            item.Text("column", choice.Column);
            Optional(item, "unit", choice.Unit, Write);
        }));
        Optional(writer, "unit", position.Unit, Write);
    }

    private static PositionColumns Position(ModelReader reader)
        => new()
        {
            Parts =
            [
                .. reader.List("parts").Select(part => new PositionPart(
                    [.. part.List("choices").Select(item => new PositionChoice(item.Text("column"), Optional(item, "unit", Unit)))])),
            ],
            Unit = Optional(reader, "unit", Unit),
        };

    private static void Write(ModelWriter writer, LengthUnit unit)
    {
        writer.Text("name", unit.Name);
        writer.Doubles("voxel", [unit.X, unit.Y, unit.Z]);
        writer.Number("perMicrometre", unit.PerMicrometre);
    }

    private static LengthUnit Unit(ModelReader reader)
    {
        double[] voxel = reader.Doubles("voxel", 3);
        double perMicrometre = reader.Number("perMicrometre");
        return perMicrometre > 0 && Array.TrueForAll(voxel, step => step > 0 && double.IsFinite(step))
            ? new LengthUnit(voxel[0], voxel[1], voxel[2], perMicrometre, reader.Text("name"))
            : throw reader.Bad("voxel", "is no voxel of lengths above 0");
    }

    private static void Write(ModelWriter writer, NeuronTypeRule rule)
    {
        if (rule.Column is string column)
        {
            writer.Text("column", column);
        }

        writer.Texts("prefixes", rule.Prefixes);
        writer.List("map", rule.Map, (item, entry) =>
        {
            item.Text("neuron", entry.Neuron);
            item.Text("type", entry.Type);
        });
    }

    private static NeuronTypeRule TypeRule(ModelReader reader)
        => new()
        {
            Column = reader.Has("column") ? reader.Text("column") : null,
            Prefixes = reader.Texts("prefixes"),
            Map = [.. reader.List("map").Select(item => new NeuronTypeEntry(item.Text("neuron"), item.Text("type")))],
        };

    private static void Write(ModelWriter writer, FeatureRecipe recipe)
    {
        writer.Text("name", recipe.Name);
        writer.Text("transform", recipe.Transform.ToString());
        writer.Text("scaling", recipe.Scaling.ToString());
        writer.Number("weight", recipe.Weight);
        if (recipe.Least is double least)
        {
            writer.Number("least", least);
        }
    }

    private static FeatureRecipe Recipe(ModelReader reader)
        => reader.Number("weight") is var weight && weight >= 0 && double.IsFinite(weight)
            ? new FeatureRecipe
            {
                Name = reader.Text("name"),
                Transform = reader.Choice<FeatureTransform>("transform"),
                Scaling = reader.Choice<FeatureScaling>("scaling"),
                Weight = weight,
                Least = reader.Has("least") ? reader.Number("least") : null,
            }
            : throw reader.Bad("weight", "is not a number of 0 or more");
}
