namespace Neuropil.Build;

/// <summary>Leaves gross outliers out and aligns each neuron.</summary>
[TaskName("Preprocess")]
[TaskDescription("leaves gross outliers out and aligns each neuron by PCA")]
[IsDependentOn(typeof(IngestTask))]
internal sealed class PreprocessTask : PipelineTask;
