using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace Neuropil.Pipeline;

/// <summary>
/// The handles in a record of inputs or outputs, by name: <c>UmapModel</c> is <c>umap-model</c>, the item <c>pv</c> of <c>Clusters</c> is
/// <c>clusters[pv]</c>, the property <c>Png</c> of <c>Neurons</c> is <c>neurons-png</c>. A record holds nothing but handles: what is in
/// it and not in the key would be seen by the function unnoticed.
/// </summary>
internal sealed class Handles
{
    private static readonly ConcurrentDictionary<Type, (string Name, FieldInfo Field)[]> Fields = new();
    private readonly List<(string Name, Artifact Artifact)> artifacts = [];
    private readonly HashSet<Delegate> readers = [];
    private readonly List<NamedFile> files = [];
    private readonly List<NamedLabel> labels = [];
    private readonly List<KeyField> orders = [];
    private readonly string where;

    private Handles(string where) => this.where = where;

    public IReadOnlyList<(string Name, Artifact Artifact)> Artifacts => artifacts;

    /// <summary>The functions that read the artifacts.</summary>
    public IReadOnlyCollection<Delegate> Readers => readers;

    public IReadOnlyList<NamedFile> Files => files;

    public IReadOnlyList<NamedLabel> Labels => labels;

    /// <summary>For each <see cref="ByName{T}"/> its names in order.</summary>
    public IReadOnlyList<KeyField> Orders => orders;

    /// <exception cref="ArgumentException">The record holds something else.</exception>
    public static Handles In(object record, string where)
    {
        Handles handles = new(where);
        handles.AddProperties("", record);
        return handles;
    }

    private void Add(string name, object? item)
    {
        switch (item)
        {
            case null:
                break;
            case Artifact artifact:
                artifacts.Add((name, artifact));
                readers.Add(artifact.Reader);
                break;
            case ArtifactHash hash:
                artifacts.Add((name, hash.Artifact));
                break;
            case FileInput file:
                files.Add(new NamedFile(name, file));
                break;
            case FileLabel label:
                labels.Add(new NamedLabel(name, label));
                break;
            case IByName items:
                orders.Add(new KeyField(KeyFieldKind.Order, name, CanonicalJson.Array(items.Items.Select(entry => CanonicalJson.Quoted(entry.Name)))));
                foreach ((string key, object entry) in items.Items)
                {
                    Add($"{name}[{key}]", entry);
                }

                break;
            default:
                AddProperties(name.Length == 0 ? "" : name + "-", item);
                break;
        }
    }

    private void AddProperties(string prefix, object record)
    {
        Type type = record.GetType();
        if (!type.IsClass || type == typeof(string) || type.BaseType != typeof(object) || FieldsIn(type) is not { } fields)
        {
            throw new ArgumentException($"{where}: '{prefix.TrimEnd('-')}' is a {type.Name}; expected an artifact, a file, these by name, or a record of them.");
        }

        foreach ((string name, FieldInfo field) in fields)
        {
            Add(prefix + name, field.GetValue(record));
        }
    }

    // By fields, those behind the properties; null where there is one that no property shows.
    private static (string Name, FieldInfo Field)[]? FieldsIn(Type type)
    {
        (string Name, FieldInfo Field)[] fields = Fields.GetOrAdd(type, FieldsOf);
        return fields.All(field => field.Name.Length > 0) ? fields : null;
    }

    private static (string Name, FieldInfo Field)[] FieldsOf(Type type) =>
    [
        .. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(field => (field.Name is ['<', .. string rest] ? Kebab(rest[..rest.IndexOf('>', StringComparison.Ordinal)]) : "", field)),
    ];

    private static string Kebab(string name)
    {
        StringBuilder text = new();
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
