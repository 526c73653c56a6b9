using Neuropil.Report;
using Neuropil.Study;

namespace Neuropil.Build.Tests;

public sealed class TaskListTests
{
    [Fact]
    public void Every_task_is_listed_once()
    {
        IEnumerable<Type> tasks = typeof(BuildTask).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(BuildTask)) && !type.IsAbstract);

        Assert.Equal(tasks.OrderBy(task => task.Name), TaskList.InOrder.OrderBy(task => task.Name));
    }

    [Fact]
    public void Every_task_has_a_name_of_its_own_and_a_description()
    {
        Assert.Equal(TaskList.InOrder.Count, TaskList.InOrder.Select(TaskAttributes.NameOf).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(TaskList.InOrder, task => Assert.NotEmpty(TaskAttributes.DescriptionOf(task)));
    }

    [Fact]
    public void Every_stage_of_the_study_belongs_to_one_task()
    {
        StudySettings settings = StudySettings.Load(Neuropil.Tests.Repository.Root, environment: new Dictionary<string, string>());
        IEnumerable<string> stages = PipelineGraph.Create(settings).Select(unit => unit.Id.Stage).Distinct();
        string[] told = [.. TaskList.InOrder.Select(TaskList.Create).OfType<PipelineTask>().SelectMany(task => task.Stages)];

        Assert.Empty(stages.Except(told));
        Assert.Equal(told.Length, told.Distinct().Count());
    }

    [Theory]
    [InlineData("predict", "Predict")]
    [InlineData("EMBED", "Embed")]
    public void Case_of_a_target_does_not_matter(string target, string expected) => Assert.Equal(expected, TaskList.NameOf(target));

    [Fact]
    public void Unknown_target_is_refused_with_the_nearest_name()
        => Assert.Contains("'Predict'", Assert.Throws<UsageException>(() => TaskList.NameOf("Predikt")).Message);

    [Fact]
    public void Predict_needs_everything_before_it()
        => Assert.Equal(
            ["Ingest", "Preprocess", "Embed", "Cluster", "Train", "Predict"],
            TaskList.WithDependencies("Predict").Select(TaskAttributes.NameOf));
}
