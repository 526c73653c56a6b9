namespace Neuropil.Study;

/// <summary>The section [Cache].</summary>
public sealed record CacheSettings
{
    /// <summary>Where it is; null: there is none.</summary>
    [Setting("Location", "The cache that a lab's machines share: http://HOST/PATH, https://HOST/PATH or s3://BUCKET/PREFIX. Secrets stand in the environment: NEUROPIL_CACHE_TOKEN, or NEUROPIL_CACHE_USER and NEUROPIL_CACHE_PASSWORD; for S3 as its client has them.", Null = "none")]
    public string? Location { get; init; }

    /// <summary>What a run does with it.</summary>
    [Setting("Mode", "off; read: results are looked for; readwrite: they are put there too.", Words = "off,read,readwrite")]
    public CacheMode Mode { get; init; } = CacheMode.Read;
}
