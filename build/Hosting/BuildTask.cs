namespace Neuropil.Build;

/// <summary>A task: a small class with <see cref="TaskNameAttribute"/>, a description and, where it needs others first, <see cref="IsDependentOnAttribute"/>.</summary>
internal abstract class BuildTask
{
    public string Name => TaskAttributes.NameOf(GetType());

    /// <summary>Does the work. A <see cref="Cake.Core.CakeException"/> fails the build with its message.</summary>
    public virtual void Run(BuildContext context)
    {
    }
}
