using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Polly;
using Polly.Retry;

namespace Neuropil.Pipeline;

/// <summary>
/// A shared cache over HTTP: GET, HEAD and PUT. What may pass (no connection, 408, 429, 5xx) is tried again with growing pauses within
/// the time that is left.
/// </summary>
internal sealed class HttpCacheServer : ICacheServer
{
    private const int Retries = 2;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(40);
    private readonly HttpClient client;
    private readonly ResiliencePipeline retrying = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            Delay = FirstPause,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>(MayPass),
        })
        .Build();

    public HttpCacheServer(CacheOptions options)
    {
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.Patience };
        client = new HttpClient(handler) { BaseAddress = new Uri(options.Location.ToString().TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = options switch
        {
            { Token: { } token } => new AuthenticationHeaderValue("Bearer", token),
            { User: { } user } => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{options.Password}"))),
            _ => null,
        };
    }

    public Task<bool> Read(string path, Stream into, CancellationToken cancellation) => Try(
        async token =>
        {
            into.SetLength(0);
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
            if (!Found(response))
            {
                return false;
            }

            await response.Content.CopyToAsync(into, token).ConfigureAwait(false);
            return true;
        },
        cancellation);

    public Task<bool> Has(string path, CancellationToken cancellation) => Try(
        async token =>
        {
            using HttpRequestMessage request = new(HttpMethod.Head, path);
            using HttpResponseMessage response = await client.SendAsync(request, token).ConfigureAwait(false);
            return Found(response);
        },
        cancellation);

    public Task Write(string path, Func<Stream> content, CancellationToken cancellation) => Try(
        async token =>
        {
            using HttpRequestMessage request = new(HttpMethod.Put, path) { Content = new StreamContent(content()) };
            using HttpResponseMessage response = await client.SendAsync(request, token).ConfigureAwait(false);
            return Found(response) ? true : throw new HttpRequestException("it answers 404 to PUT", null, HttpStatusCode.NotFound);
        },
        cancellation);

    public void Dispose() => client.Dispose();

    private static bool Found(HttpResponseMessage response)
        => response.StatusCode != HttpStatusCode.NotFound
        && (response.IsSuccessStatusCode
            ? true
            : throw new HttpRequestException(InWords(response.StatusCode), null, response.StatusCode));

    private static string InWords(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "it asks who we are (401): set NEUROPIL_CACHE_TOKEN, or NEUROPIL_CACHE_USER and NEUROPIL_CACHE_PASSWORD",
        HttpStatusCode.Forbidden => "it refuses us (403): ask its owner for the right, or set [Cache] Mode=read",
        _ => $"it answers {(int)status}",
    };

    // What is certain to come out the same is not tried again.
    private static bool MayPass(HttpRequestException exception) => exception.StatusCode switch
    {
        null => exception.InnerException is not SocketException { SocketErrorCode: SocketError.HostNotFound },
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => true,
        { } status => (int)status >= 500,
    };

    private async Task<bool> Try(Func<CancellationToken, ValueTask<bool>> attempt, CancellationToken cancellation)
    {
        try
        {
            return await retrying.ExecuteAsync(attempt, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new CacheException(exception.Message, inner: exception);
        }
    }
}
