namespace Neuropil.Build;

/// <summary>Assigns the new synapses to the clusters.</summary>
[TaskName("Predict")]
[TaskDescription("assigns the new synapses to the clusters: artifacts/predict/predictions.csv")]
[IsDependentOn(typeof(TrainTask))]
internal sealed class PredictTask : PipelineTask;
