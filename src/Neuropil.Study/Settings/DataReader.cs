using System.Globalization;
using System.Text.RegularExpressions;
using Neuropil.Tables;

namespace Neuropil.Study;

/// <summary>Makes <see cref="StudyData"/> of [Data] and [Join].</summary>
internal sealed partial class DataReader(SettingsReader reader, string root, string publishedRoot, string workingFolder)
{
    // The list that need not exist: what the published study's settings name for whoever wants one.
    private const string UsualExclusions = "data/raw/exclusions.csv";

    public StudyData Read()
    {
        DataSettings settings = reader.Section<DataSettings>("Data");
        SettingEntry? exclusions = reader.Find("Data", "Exclusions");
        Check("Sheet", text => SheetChoice.Parse(text));
        Check("HeaderRow", text => HeaderRows.Parse(text));
        if (settings.Historical is null)
        {
            reader.Refuse(null, "Data_Historical", "is not told; expected the study's table: Historical=FILE in [Data], or --data=FILE.");
        }

        return new StudyData
        {
            Historical = PathOf(reader.Find("Data", "Historical"), settings.Historical ?? ""),
            New = New(reader.Find("Data", "New"), settings.New),
            Sheet = settings.Sheet,
            HeaderRow = settings.HeaderRow,
            Joins = [.. reader.Free("Join").Select(Join).OfType<JoinText>()],
            IsSynthetic = settings.Synthetic && reader.Find("Data", "Synthetic")?.Source == reader.Find("Data", "Historical")?.Source,
            Exclusions = exclusions is null ? null : PathOf(exclusions, exclusions.Value),
            ExclusionsMustExist = exclusions is not null && exclusions.Source != SettingSource.Published && exclusions.Value != UsualExclusions,
        };
    }

    private void Check(string key, Action<string> parse)
    {
        if (reader.Find("Data", key) is SettingEntry entry)
        {
            try
            {
                parse(entry.Value);
            }
            catch (FormatException error)
            {
                reader.Refuse(entry, "", $"cannot be used: {error.Message}.");
            }
        }
    }

    private JoinText? Join((string Key, SettingEntry Entry) join)
    {
        try
        {
            TableJoin parsed = TableJoin.Parse(join.Key, join.Entry.Value);
            return new JoinText(join.Key, PathOf(join.Entry, parsed.Location), join.Entry.Value[parsed.Location.Length..].Trim());
        }
        catch (FormatException error)
        {
            reader.Refuse(join.Entry, "", $"cannot be used: {error.Message}.");
            return null;
        }
    }

    private NewSynapses New(SettingEntry? entry, string text)
    {
        if (string.Equals(text, "none", StringComparison.OrdinalIgnoreCase))
        {
            return NewSynapses.None;
        }

        Match share = Share().Match(text);
        if (share.Success)
        {
            double percent = double.Parse(share.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            if (percent is > 0 and < 100)
            {
                return new NewSynapses { Kind = share.Groups[2].Success ? NewKind.ShareOfNeurons : NewKind.Share, Share = percent / 100 };
            }

            reader.RefuseValue(entry!, "a share of more than 0% and less than 100%, as 20%");
            return NewSynapses.None;
        }

        string location = PathOf(entry, text);
        bool isCondition = !File.Exists(location) && !Directory.Exists(location) && (text.AsSpan().IndexOfAny("=<>") >= 0 || text.Contains(" in ", StringComparison.Ordinal));
        if (!isCondition)
        {
            return new NewSynapses { Kind = NewKind.Tables, Location = location };
        }

        try
        {
            _ = Condition.Parse(text);
            return new NewSynapses { Kind = NewKind.Condition, Condition = text };
        }
        catch (ConditionException error)
        {
            reader.Refuse(entry, "Data_New", $"is '{text}', which names no file: {error.Message}");
            return NewSynapses.None;
        }
    }

    private string PathOf(SettingEntry? entry, string path)
        => Path.GetFullPath(path, entry?.Source switch { SettingSource.Argument => workingFolder, SettingSource.Published => publishedRoot, _ => root });

    [GeneratedRegex(@"^(\d+(?:\.\d+)?)\s*%(\s+by\s+neuron)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Share();
}
