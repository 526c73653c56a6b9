namespace Neuropil.Pipeline;

/// <summary>What keeps a shared cache's files: they are asked for, looked for and put by path, <c>ac/HASH</c> or <c>cas/HASH</c>.</summary>
internal interface ICacheServer : IDisposable
{
    /// <summary>Copies a file into a stream. False: there is none.</summary>
    /// <exception cref="CacheException">The server does not answer as it should.</exception>
    Task<bool> Read(string path, Stream into, CancellationToken cancellation);

    /// <summary>Whether there is such a file.</summary>
    /// <exception cref="CacheException">The server does not answer as it should.</exception>
    Task<bool> Has(string path, CancellationToken cancellation);

    /// <summary>Puts a file; one of that name is replaced.</summary>
    /// <exception cref="CacheException">The server does not answer as it should.</exception>
    Task Write(string path, Func<Stream> content, CancellationToken cancellation);
}
