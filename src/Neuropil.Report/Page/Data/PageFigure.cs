namespace Neuropil.Report;

/// <summary>A picture that stands without scripts.</summary>
/// <param name="Caption">What it shows, told below it.</param>
/// <param name="Description">What there is to see, for who cannot see it; no two pictures have the same.</param>
/// <param name="MediaType">image/png or image/svg+xml.</param>
/// <param name="Content">The file's bytes.</param>
internal sealed record PageFigure(string Caption, string Description, string MediaType, ReadOnlyMemory<byte> Content);
