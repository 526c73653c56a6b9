using System.Text.Json;

namespace Neuropil.Pipeline.Tests;

/// <summary>An exported run against the required entries of RO-Crate 1.1, Workflow RO-Crate 1.0 and the three Run Crate profiles 0.5.</summary>
public sealed class CrateTests
{
    private static readonly CrateDescription Description = new(
        "Toy", "A toy.", new Uri("https://spdx.org/licenses/MIT.html"), "graph.cs", "toy.config", "results", new Dictionary<string, string> { ["LICENSE"] = "The licence." });

    [Fact]
    public void Crate_has_every_entry_that_its_profiles_require()
    {
        using ToyPipeline toy = new();
        toy.Run();
        string target = Directory.CreateDirectory(Path.Combine(toy.Folder, "export")).FullName;

        int count = RunExporter.Export(toy.Graph(), toy.ArtifactsPath, toy.ArtifactsPath, path => "data/" + Path.GetFileName(path), target, "data/toy.lock", Description);

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(target, "ro-crate-metadata.json")));
        JsonElement[] entities = [.. document.RootElement.GetProperty("@graph").EnumerateArray()];
        Dictionary<string, JsonElement> byId = entities.ToDictionary(entity => entity.GetProperty("@id").GetString()!);
        Assert.Equal(6, count);
        Assert.Equal("https://w3id.org/ro/crate/1.1/context", document.RootElement.GetProperty("@context")[0].GetString());

        JsonElement descriptor = byId["ro-crate-metadata.json"];
        Assert.Equal(["CreativeWork"], Types(descriptor));
        Assert.Equal(["./"], Ids(descriptor, "about"));
        Assert.Contains("https://w3id.org/ro/crate/1.1", Ids(descriptor, "conformsTo"));
        Assert.Contains("https://w3id.org/workflowhub/workflow-ro-crate/1.0", Ids(descriptor, "conformsTo"));

        JsonElement root = byId["./"];
        Assert.Equal(["Dataset"], Types(root));
        Assert.All(new[] { "name", "description", "datePublished", "license" }, name => Assert.True(root.TryGetProperty(name, out _), name));
        Assert.All(new[] { "process", "workflow", "provenance" }, profile =>
        {
            Assert.Contains($"https://w3id.org/ro/wfrun/{profile}/0.5", Ids(root, "conformsTo"));
            Assert.Equal(["CreativeWork"], Types(byId[$"https://w3id.org/ro/wfrun/{profile}/0.5"]));
        });

        JsonElement workflow = byId[Assert.Single(Ids(root, "mainEntity"))];
        Assert.Superset(new HashSet<string> { "File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo" }, Types(workflow).ToHashSet());
        Assert.NotEmpty(Ids(workflow, "programmingLanguage"));
        Assert.All(Ids(workflow, "step"), step => Assert.Equal(["HowToStep"], Types(byId[step])));
        Assert.All(Ids(workflow, "step"), step => Assert.Contains(Assert.Single(Ids(byId[step], "workExample")), Ids(workflow, "hasPart")));
        Assert.All(Ids(workflow, "input").Concat(Ids(workflow, "output")), parameter =>
        {
            Assert.Equal(["FormalParameter"], Types(byId[parameter]));
            Assert.True(byId[parameter].TryGetProperty("additionalType", out _));
        });

        JsonElement[] actions = [.. entities.Where(entity => Types(entity).Contains("CreateAction"))];
        Assert.Equal(1 + 4, actions.Length);
        Assert.Single(actions, action => Ids(action, "instrument").SequenceEqual([workflow.GetProperty("@id").GetString()!]));
        Assert.All(actions, action => Assert.Single(Ids(action, "instrument")));
        Assert.All(actions, action => Assert.Contains(action.GetProperty("@id").GetString()!, Ids(root, "mentions")));
        Assert.All(actions, action => Assert.NotEmpty(Ids(action, "result")));
        JsonElement[] controls = [.. entities.Where(entity => Types(entity).Contains("ControlAction"))];
        Assert.Equal(4, controls.Length);
        Assert.All(controls, control => Assert.Equal(["HowToStep"], Types(byId[Assert.Single(Ids(control, "instrument"))])));
        Assert.All(controls, control => Assert.Equal(["CreateAction"], Types(byId[Assert.Single(Ids(control, "object"))])));
        JsonElement organize = Assert.Single(entities, entity => Types(entity).Contains("OrganizeAction"));
        Assert.Equal(["SoftwareApplication"], Types(byId[Assert.Single(Ids(organize, "instrument"))]));
        Assert.Equal(controls.Length, Ids(organize, "object").Length);
        Assert.Contains(Assert.Single(Ids(organize, "result")), actions.Select(action => action.GetProperty("@id").GetString()));

        // Whatever is referred to inside the crate is told of, and every file that is a part is there.
        string[] referred = [.. entities.SelectMany(entity => entity.EnumerateObject()).SelectMany(property => Ids(property.Value)).Where(id => !id.StartsWith("http", StringComparison.Ordinal))];
        Assert.All(referred, id => Assert.Contains(id, byId.Keys));
        Assert.All(Ids(root, "hasPart").Where(id => id.StartsWith("results/", StringComparison.Ordinal) || id.StartsWith("data/", StringComparison.Ordinal)), id => Assert.True(File.Exists(Path.Combine(target, id)), id));
        Assert.All(entities.Where(entity => Types(entity).Contains("File")), file => Assert.Contains(file.GetProperty("@id").GetString()!, Ids(root, "hasPart")));
        Assert.Equal(4, ArtifactLock.Read(Path.Combine(target, "data", "toy.lock")).Outputs.Count);
    }

    [Fact]
    public void Run_whose_table_changed_is_not_exported()
    {
        using ToyPipeline toy = new();
        toy.Run();
        File.WriteAllText(toy.WordsPath, "other");

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() =>
            RunExporter.Export(toy.Graph(), toy.ArtifactsPath, toy.ArtifactsPath, path => Path.GetFileName(path), Directory.CreateDirectory(Path.Combine(toy.Folder, "export")).FullName, "toy.lock", Description));

        Assert.Contains("is not what the run is of any more", exception.Message);
    }

    private static string[] Types(JsonElement entity) => entity.GetProperty("@type") is { ValueKind: JsonValueKind.Array } types ? [.. types.EnumerateArray().Select(type => type.GetString()!)] : [entity.GetProperty("@type").GetString()!];

    private static string[] Ids(JsonElement entity, string property) => entity.TryGetProperty(property, out JsonElement value) ? Ids(value) : [];

    private static string[] Ids(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Ids)],
        JsonValueKind.Object when value.TryGetProperty("@id", out JsonElement id) => [id.GetString()!],
        _ => [],
    };
}
