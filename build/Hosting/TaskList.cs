using Neuropil.Numerics;
using Neuropil.Tables;

namespace Neuropil.Build;

/// <summary>Every task, in the order in which they are worth reading.</summary>
internal static class TaskList
{
    public static IReadOnlyList<Type> InOrder { get; } =
    [
        typeof(DescribeTask),
        typeof(IngestTask),
        typeof(PreprocessTask),
        typeof(EmbedTask),
        typeof(ClusterTask),
        typeof(TrainTask),
        typeof(PredictTask),
        typeof(ReportTask),
        typeof(SweepTask),
        typeof(ExploreTask),
        typeof(ValidateTask),
        typeof(LockTask),
        typeof(ReproduceTask),
        typeof(StatusTask),
        typeof(CompareTask),
        typeof(PruneTask),
        typeof(CheckTask),
        typeof(ExportTask),
        typeof(BuildCommandTask),
        typeof(TestTask),
        typeof(PackagesTask),
        typeof(PeersTask),
        typeof(PlatformsTask),
        typeof(BrowserTask),
        typeof(SlurmTask),
        typeof(EnduranceTask),
        typeof(BenchmarkTask),
        typeof(PackTask),
        typeof(CancelJobsTask),
        typeof(CleanTask),
        typeof(DefaultTask),
    ];

    public static BuildTask Create(Type task) => (BuildTask)Activator.CreateInstance(task)!;

    /// <summary>The task as it is spelt.</summary>
    /// <exception cref="UsageException">There is no such task.</exception>
    public static string NameOf(string target)
    {
        string[] names = [.. InOrder.Select(TaskAttributes.NameOf)];
        return names.FirstOrDefault(name => name.Equals(target, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException(1, $"There is no task '{target}'{NearestName.Suggestion(target, names)}. The tasks are {string.Join(", ", names)}.");
    }

    /// <summary>What the arguments name: the targets with all that they depend on, or with <c>--exclusive</c> alone.</summary>
    public static IReadOnlyList<BuildTask> PlannedFor(CommandLine commandLine) =>
    [
        .. commandLine.TargetNames
            .SelectMany(target => commandLine.Exclusive ? InOrder.Where(type => TaskAttributes.NameOf(type) == target) : WithDependencies(target))
            .Distinct()
            .Select(Create),
    ];

    /// <summary>A task and all that it depends on.</summary>
    public static IEnumerable<Type> WithDependencies(string name)
    {
        Type task = InOrder.First(type => TaskAttributes.NameOf(type) == name);
        return TaskAttributes.DependenciesOf(task).SelectMany(WithDependencies).Append(task).Distinct();
    }
}
