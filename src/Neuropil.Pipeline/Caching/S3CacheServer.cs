using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Neuropil.Pipeline;

/// <summary>
/// A shared cache in an S3 bucket, by Amazon's own client: keys, region and the place of another provider (<c>AWS_ENDPOINT_URL</c>) come
/// from the environment or the profile, as everywhere with that client; it tries again with growing pauses.
/// </summary>
internal sealed class S3CacheServer : ICacheServer
{
    private const int Retries = 2;
    private const string DefaultRegion = "us-east-1";
    private readonly AmazonS3Client client;
    private readonly string bucket;
    private readonly string prefix;

    public S3CacheServer(CacheOptions options)
    {
        string? region = Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION");
        string? endpoint = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL");
        AmazonS3Config config = new()
        {
            MaxErrorRetry = Retries,
            RetryMode = RequestRetryMode.Standard,
            Timeout = Timeout.InfiniteTimeSpan,
            ForcePathStyle = endpoint is not null,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region ?? DefaultRegion;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region ?? DefaultRegion);
        }

        bool isAnonymous = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is null && Environment.GetEnvironmentVariable("AWS_PROFILE") is null && !options.Writes;
        client = isAnonymous ? new AmazonS3Client(new AnonymousAWSCredentials(), config) : new AmazonS3Client(config);
        bucket = options.Location.Host;
        string inner = options.Location.AbsolutePath.Trim('/');
        prefix = inner.Length == 0 ? "" : inner + "/";
    }

    public Task<bool> Read(string path, Stream into, CancellationToken cancellation) => Try(async () =>
    {
        into.SetLength(0);
        using GetObjectResponse response = await client.GetObjectAsync(bucket, prefix + path, cancellation).ConfigureAwait(false);
        await response.ResponseStream.CopyToAsync(into, cancellation).ConfigureAwait(false);
    });

    public Task<bool> Has(string path, CancellationToken cancellation)
        => Try(async () => await client.GetObjectMetadataAsync(bucket, prefix + path, cancellation).ConfigureAwait(false));

    public async Task Write(string path, Func<Stream> content, CancellationToken cancellation)
    {
        PutObjectRequest request = new() { BucketName = bucket, Key = prefix + path, InputStream = content(), UseChunkEncoding = false };
        if (!await Try(async () => await client.PutObjectAsync(request, cancellation).ConfigureAwait(false)).ConfigureAwait(false))
        {
            throw new CacheException($"there is no bucket '{bucket}'");
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<bool> Try(Func<Task> attempt)
    {
        try
        {
            await attempt().ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return exception.ErrorCode == "NoSuchBucket" ? throw new CacheException($"there is no bucket '{bucket}'", inner: exception) : false;
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            throw new CacheException(exception.Message, inner: exception);
        }
    }
}
