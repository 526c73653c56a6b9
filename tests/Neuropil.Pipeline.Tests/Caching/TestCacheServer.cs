using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BazelResult = Build.Bazel.Remote.Execution.V2.ActionResult;

namespace Neuropil.Pipeline.Tests;

/// <summary>
/// A cache server as bazel-remote is one: it takes under <c>ac/</c> nothing but messages whose files it has, under <c>cas/</c> nothing but
/// contents of the hash they are named by. And it misbehaves as it is told to.
/// </summary>
internal sealed class TestCacheServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ManualResetEventSlim end = new();
    private readonly Func<HttpListenerContext, bool>? misbehave;

    public TestCacheServer(Func<HttpListenerContext, bool>? misbehave = null)
    {
        this.misbehave = misbehave;
        Address = $"http://127.0.0.1:{FreePort()}/cache";
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _ = Task.Factory.StartNew(Serve, TaskCreationOptions.LongRunning);
    }

    public string Address { get; }

    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    public ConcurrentQueue<string> Refused { get; } = new();

    public int Requests { get; private set; }

    /// <summary>The cache with more patience than a machine with much else to do needs.</summary>
    public CacheOptions Options(bool writes = false) => CacheOptions.At(Address) with { Writes = writes, Patience = TimeSpan.FromSeconds(60) };

    public static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Waits, but no longer than the server lives.</summary>
    public void Wait(TimeSpan time) => end.Wait(time);

    public static void Send(HttpListenerContext context, byte[] content)
    {
        context.Response.ContentLength64 = content.Length;
        context.Response.OutputStream.Write(content);
    }

    public void Dispose()
    {
        end.Set();
        listener.Close();
    }

    private void Serve()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = listener.GetContext();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            Requests++;
            _ = Task.Run(() => Answer(context));
        }
    }

    private void Answer(HttpListenerContext context)
    {
        try
        {
            if (misbehave?.Invoke(context) != true)
            {
                AnswerWell(context);
            }

            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            context.Response.Abort();
        }
    }

    private void AnswerWell(HttpListenerContext context)
    {
        string path = context.Request.Url!.AbsolutePath["/cache/".Length..];
        switch (context.Request.HttpMethod)
        {
            case "PUT":
                using (MemoryStream content = new())
                {
                    context.Request.InputStream.CopyTo(content);
                    context.Response.StatusCode = Take(path, content.ToArray());
                }

                break;
            case "HEAD":
                context.Response.StatusCode = Files.ContainsKey(path) ? 200 : 404;
                break;
            default:
                if (Files.TryGetValue(path, out byte[]? file))
                {
                    Send(context, file);
                }
                else
                {
                    context.Response.StatusCode = 404;
                }

                break;
        }
    }

    private int Take(string path, byte[] content)
    {
        string[] parts = path.Split('/');
        bool isGood = parts is ["cas", var hash] ? hash == ContentHash.OfBytes(content) : parts is ["ac", { Length: 64 }] && IsResult(content);
        if (!isGood)
        {
            Refused.Enqueue(path);
            return 400;
        }

        Files[path] = content;
        return 200;
    }

    private bool IsResult(byte[] content)
    {
        BazelResult result = BazelResult.Parser.ParseFrom(content);
        return result.OutputFiles.Count > 0
            && result.OutputFiles.All(file => file.Path.Length > 0
                && Files.TryGetValue($"cas/{file.Digest.Hash}", out byte[]? blob)
                && blob.Length == file.Digest.SizeBytes
                && (file.Contents.IsEmpty || file.Contents.ToByteArray().AsSpan().SequenceEqual(blob)));
    }
}
