namespace Neuropil.Report;

/// <summary>The pictures of a group, PNG.</summary>
internal sealed record GroupPictures(byte[] Neurons, byte[] Clusters, byte[] Confusion);
