using System.Globalization;
using System.Text.RegularExpressions;
using Cake.Core.Diagnostics;
using Neuropil.Pipeline;
using Neuropil.Report;
using Neuropil.Tests;
using Snapshooter;
using Snapshooter.Xunit;

namespace Neuropil.Build.Tests;

/// <summary>What a run says on the console, as it stands there: at each verbosity, two widths, with and without a terminal.</summary>
public sealed partial class ConsoleTests
{
    private static readonly string[] Groups = ["as", "ss", "cb", "cr", "pv"];

    public static TheoryData<string, int, bool> Consoles
    {
        get
        {
            TheoryData<string, int, bool> consoles = [];
            foreach (string verbosity in Enum.GetNames<Verbosity>().Where(verbosity => verbosity != nameof(Verbosity.Quiet)))
            {
                foreach (int width in new[] { 80, 120 })
                {
                    consoles.Add(verbosity, width, true);
                    consoles.Add(verbosity, width, false);
                }
            }

            return consoles;
        }
    }

    [Theory]
    [MemberData(nameof(Consoles))]
    public void A_run_reads_like_this(string verbosity, int width, bool isTerminal)
    {
        Session session = new(Enum.Parse<Verbosity>(verbosity), width, isTerminal);
        session.Run(cold: true);
        string name = $"Console_{verbosity}_{width}_{(isTerminal ? "terminal" : "plain")}.snap";
        Snapshot.Match(session.Said, new SnapshotFullName(name, Repository.PathOf("tests", "Build.Tests")));
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(120, true)]
    [InlineData(80, false)]
    [InlineData(120, false)]
    public void A_terminal_is_left_with_at_most_forty_lines_none_too_wide(int width, bool isCold)
    {
        Session session = new(Verbosity.Normal, width, isTerminal: true);
        session.Run(isCold);
        string[] left = session.Screen;

        Assert.InRange(left.Length, 5, 40);
        Assert.All(left, line => Assert.InRange(line.Length, 0, width));
        Assert.DoesNotContain(left, line => line.Contains("% left", StringComparison.Ordinal) || line.Contains("units done", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(120, true)]
    [InlineData(120, false)]
    public void Quiet_says_nothing_of_a_run_that_ends_well(int width, bool isTerminal)
    {
        Session session = new(Verbosity.Quiet, width, isTerminal);
        session.Run(cold: true);
        Assert.Equal("", session.Said);
    }

    [Fact]
    public void What_is_at_work_is_told_with_its_fold_and_the_time_left()
    {
        Session session = new(Verbosity.Normal, 80, isTerminal: true);
        session.Run(cold: true);
        Assert.Contains("evaluate[pv]: fold 3 of 5, 40 %, about 6 s left", session.Said);
    }

    [Fact]
    public void Every_colour_is_readable_on_black_and_on_white()
    {
        // The colours of xterm; contrast as in the Web Content Accessibility Guidelines.
        Dictionary<string, (double R, double G, double B)> colours = new() { [Palette.Red] = (205, 0, 0), [Palette.Magenta] = (205, 0, 205) };
        foreach (LogLevel level in Enum.GetValues<LogLevel>().Where(level => Palette.Of(level).Length > 0))
        {
            (double r, double g, double b) = colours[Palette.Of(level)];
            double luminance = (0.2126 * Linear(r)) + (0.7152 * Linear(g)) + (0.0722 * Linear(b));
            Assert.InRange((luminance + 0.05) / 0.05, 3, 21);
            Assert.InRange(1.05 / (luminance + 0.05), 3, 21);
        }

        static double Linear(double value) => value / 255 <= 0.04045 ? value / 255 / 12.92 : Math.Pow(((value / 255) + 0.055) / 1.055, 2.4);
    }

    /// <summary>A run as it was once, told by the host's own classes with a clock that the test moves.</summary>
    private sealed partial class Session(Verbosity verbosity, int width, bool isTerminal)
    {
        private readonly StringWriter console = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        private readonly Clock clock = new();

        public string Said => console.ToString().Replace('\u001b', '␛');

        /// <summary>What a terminal shows in the end.</summary>
        public string[] Screen
        {
            get
            {
                List<string> lines = [""];
                foreach (Match part in Parts().Matches(console.ToString()))
                {
                    if (part.Groups["up"].Success)
                    {
                        int up = int.Parse(part.Groups["up"].Value, CultureInfo.InvariantCulture);
                        lines.RemoveRange(lines.Count - up, up);
                        lines[^1] = "";
                    }
                    else if (part.Value == "\n")
                    {
                        lines.Add("");
                    }
                    else if (part.Value[0] != '\u001b')
                    {
                        lines[^1] += part.Value;
                    }
                }

                return [.. lines.Take(lines.Count - 1)];
            }
        }

        public void Run(bool cold)
        {
            HostLog log = new(console, console, isTerminal) { Verbosity = verbosity };
            UnitId[] planned = [new("ingest"), .. Stage("features"), .. Stage("embed"), .. Stage("cluster"), .. Stage("evaluate"), new("summary")];
            List<UnitResult> results = [];
            using (ConsoleListener listener = new(log, isTerminal ? new LiveLines(console, width, clock) : null, planned, clock))
            {
                foreach (UnitId unit in planned)
                {
                    results.Add(cold ? Worked(listener, unit) : new UnitResult { Id = unit, Status = UnitStatus.Reused, Messages = MessagesOf(unit) });
                    listener.Finished(results[^1]);
                }
            }

            RunSummary.Write(new RunReport(results, new Publication(PublicationStatus.Published, "artifacts", true)), [.. Groups.Select(Summary)], log, width);
        }

        private UnitResult Worked(ConsoleListener listener, UnitId unit)
        {
            listener.Started(unit, ["first run"]);
            for (int fold = 1; unit.Stage == "evaluate" && fold <= 5; fold++)
            {
                listener.Progressed(unit, $"fold {fold} of 5", (fold - 1) / 5.0);
                clock.Move(TimeSpan.FromSeconds(2));
            }

            clock.Move(TimeSpan.FromSeconds(0.5));
            return new UnitResult { Id = unit, Status = UnitStatus.Ran, Reasons = ["first run"], Duration = TimeSpan.FromSeconds(0.5), Messages = MessagesOf(unit) };
        }

        private static IEnumerable<UnitId> Stage(string stage) => Groups.Select(group => new UnitId(stage, group));

        private static UnitMessage[] MessagesOf(UnitId unit) => unit.Stage switch
        {
            "features" =>
            [
                new(MessageKind.Warning, $"Group {unit.Group}: Position has 99 % of the variance and drowns the other features. 'robust', 'log' or a smaller weight lowers it."),
                new(MessageKind.Warning, $"Group {unit.Group}: SynArea has 0 % of the variance and hardly counts."),
            ],
            "cluster" => [new(MessageKind.Note, "8 clusters, 12 of 400 synapses are noise.")],
            _ => [],
        };

        private static GroupSummary Summary(string group, int at) => new()
        {
            Group = group,
            Synapses = 12_345 / (at + 1),
            Clusters = 8 - at,
            Noise = at * 7,
            IsEvidence = at switch { 0 => true, 1 => false, _ => null },
            Model = at == 4 ? "" : "XGB",
            HonestAccuracy = at == 4 ? double.NaN : 0.9 - (at / 20.0),
            HonestLow = at == 4 ? double.NaN : 0.85 - (at / 20.0),
            HonestHigh = at == 4 ? double.NaN : 0.95 - (at / 20.0),
            Assigned = 23 - at,
            Rejected = at,
            NewNoise = 0,
        };

        [GeneratedRegex("\u001b\\[(?<up>[0-9]+)A|\u001b\\[[0-9]*[a-zA-Z]|\n|[^\u001b\n]+")]
        private static partial Regex Parts();
    }

    private sealed class Clock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Move(TimeSpan time) => now += time.Ticks;
    }
}
