namespace Neuropil.Build;

/// <summary>Looks at the data before anything is learnt of them.</summary>
[TaskName("Explore")]
[TaskDescription("describes features, neurons and groups, correlations, what was left out, and drift of the new synapses: artifacts/explore/")]
[IsDependentOn(typeof(PreprocessTask))]
internal sealed class ExploreTask : PipelineTask;
