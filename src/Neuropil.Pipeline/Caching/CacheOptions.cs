namespace Neuropil.Pipeline;

/// <summary>
/// A cache that machines share: results by their key, as Bazel lays them out (<c>ac/</c> and <c>cas/</c>), over HTTP or in an S3 bucket.
/// No result depends on it.
/// </summary>
public sealed record CacheOptions
{
    private const string S3 = "s3";
    private static readonly string[] Schemes = ["http", "https", S3];

    private CacheOptions(Uri location) => Location = location;

    /// <summary>Where it is: <c>http://HOST/PATH</c>, <c>https://HOST/PATH</c> or <c>s3://BUCKET/PREFIX</c>.</summary>
    public Uri Location { get; }

    /// <summary>Whether results that were made here are put into it.</summary>
    public bool Writes { get; init; }

    /// <summary>Sent as <c>Authorization: Bearer</c>; null: none.</summary>
    public string? Token { get; init; }

    /// <summary>Sent, with <see cref="Password"/>, as <c>Authorization: Basic</c>; null: none.</summary>
    public string? User { get; init; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public string? Password { get; init; }

    /// <summary>How much time a run may lose to a cache that is slow, dead or wrong, all answers together; 0.8 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(0.8);

    internal bool IsBucket => Location.Scheme == S3;

    /// <summary>The cache at a place.</summary>
    /// <param name="location">Where it is.</param>
    /// <exception cref="FormatException">The place is none; the message says what was expected.</exception>
    public static CacheOptions At(string location)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (!Uri.TryCreate(location, UriKind.Absolute, out Uri? uri) || !Schemes.Contains(uri.Scheme) || uri.Host.Length == 0)
        {
            throw new FormatException($"the shared cache cannot be at '{location}'; expected http://HOST/PATH, https://HOST/PATH or s3://BUCKET/PREFIX.");
        }

        return uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
            ? new CacheOptions(uri)
            : throw new FormatException($"the shared cache's place, {uri.Scheme}://{uri.Host}, may hold no user, password, '?' or '#': secrets stand in the environment, NEUROPIL_CACHE_TOKEN or NEUROPIL_CACHE_USER and NEUROPIL_CACHE_PASSWORD.");
    }

    /// <summary>The same cache with the token, or user and password, that the environment has for it.</summary>
    /// <param name="variable">Gives an environment variable, or null where it is not set.</param>
    public CacheOptions WithSecretsOf(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return this with { Token = Filled("NEUROPIL_CACHE_TOKEN"), User = Filled("NEUROPIL_CACHE_USER"), Password = variable("NEUROPIL_CACHE_PASSWORD") ?? "" };

        string? Filled(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }

    // Secrets are not shown.
    /// <inheritdoc />
    public override string ToString() => Location.ToString();
}
