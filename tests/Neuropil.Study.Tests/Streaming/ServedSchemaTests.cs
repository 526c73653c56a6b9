using System.Text.Json;
using Neuropil.Study;
using Neuropil.Tests;

namespace Neuropil.Study.Tests;

public sealed class ServedSchemaTests
{
    public static TheoryData<string> Studies => [.. Directory.EnumerateFiles(Repository.PathOf("studies"), "*.config", SearchOption.AllDirectories).Append(Repository.PathOf("cake.config")).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Studies))]
    public void Everything_that_a_studys_tables_are_read_by_is_read_back(string file)
    {
        StudySettings settings = StudySettings.Load(Repository.Root, environment: new Dictionary<string, string>(), study: file);
        ServedSchema schema = new(settings.Schema, [.. settings.Schema.Groups.Select(_ => 3)], "Sheet1", "3-4", [new ServedJoin("Somata", "on a:b")]);
        using MemoryStream stream = new();
        schema.Save(stream);
        stream.Position = 0;

        ServedSchema read = ServedSchema.Load(stream);

        // Serialised by reflection, so that a property that the format forgets is missed.
        Assert.Equal(JsonSerializer.Serialize(schema), JsonSerializer.Serialize(read));
    }
}
