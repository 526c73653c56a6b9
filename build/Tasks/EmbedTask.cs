namespace Neuropil.Build;

/// <summary>Places the synapses of each group by UMAP.</summary>
[TaskName("Embed")]
[TaskDescription("places the synapses of each group by UMAP")]
[IsDependentOn(typeof(PreprocessTask))]
internal sealed class EmbedTask : PipelineTask;
