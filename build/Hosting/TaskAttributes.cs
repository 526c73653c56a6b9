using System.Reflection;

namespace Neuropil.Build;

/// <summary>The name by which a task is called: <c>--target=Embed</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TaskNameAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>What a task does, in one line.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TaskDescriptionAttribute(string description) : Attribute
{
    public string Description => description;
}

/// <summary>A task that has to be done before.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class IsDependentOnAttribute(Type task) : Attribute
{
    public Type Task => task;
}

/// <summary>Reads the attributes of task classes.</summary>
internal static class TaskAttributes
{
    public static string NameOf(Type task)
        => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? throw new InvalidOperationException($"{task.Name} has no [TaskName].");

    public static string DescriptionOf(Type task) => task.GetCustomAttribute<TaskDescriptionAttribute>()?.Description ?? "";

    public static IEnumerable<string> DependenciesOf(Type task)
        => task.GetCustomAttributes<IsDependentOnAttribute>().Select(dependency => NameOf(dependency.Task));
}
