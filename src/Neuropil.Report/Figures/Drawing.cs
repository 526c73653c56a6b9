namespace Neuropil.Report;

/// <summary>A figure in both file formats.</summary>
internal sealed record Drawing(byte[] Png, byte[] Svg);
