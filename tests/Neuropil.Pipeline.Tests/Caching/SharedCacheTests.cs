using System.Diagnostics;
using System.Net;
using System.Text;

namespace Neuropil.Pipeline.Tests;

/// <summary>Results that machines share, and servers that do not serve.</summary>
[Collection("shared cache")]
public sealed class SharedCacheTests
{
    // How much a run loses at most is measured by the benchmark of the room "pipeline"; here, that no answer is waited for as it comes.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(8);

    public static TheoryData<string> Faults => ["dead", "refusing", "asking who we are", "broken", "slow", "slow after the head", "garbage", "truncating", "wrong hash", "too long", "endless", "wrong record", "record of another key", "record that escapes", "redirecting", "no http"];

    [Fact]
    public void A_fresh_store_takes_everything_from_a_filled_cache_and_runs_nothing()
    {
        using TestCacheServer server = new();
        using ToyPipeline first = new();
        RunReport made = first.Run(new RunOptions { Cache = server.Options(writes: true) });
        using ToyPipeline second = new();

        RunReport report = second.Run(new RunOptions { Cache = server.Options() });

        Assert.Empty(server.Refused);
        Assert.Null(made.CacheTold);
        Assert.Null(report.CacheTold);
        Assert.Empty(second.Ran);
        Assert.All(report.Units, unit => Assert.True(unit is { Status: UnitStatus.Reused, FromCache: true }));
        Assert.Equal(first.AllPublished(), second.AllPublished());
        Assert.Equal(made.Units.SelectMany(unit => unit.Messages), report.Units.SelectMany(unit => unit.Messages));
    }

    [Fact]
    public void A_cache_that_is_only_read_gets_nothing()
    {
        using TestCacheServer server = new();
        using ToyPipeline toy = new();

        Assert.True(toy.Run(new RunOptions { Cache = server.Options() }).Succeeded);

        Assert.Empty(server.Files);
    }

    [Fact]
    public void Results_that_were_made_before_the_cache_was_named_are_put_there_too_and_once()
    {
        using TestCacheServer server = new();
        using ToyPipeline toy = new();
        toy.Run();
        toy.Run(new RunOptions { Cache = server.Options(writes: true) });
        int files = server.Files.Count;
        int requests = server.Requests;

        toy.Run(new RunOptions { Cache = server.Options(writes: true) });

        Assert.Equal(4, server.Files.Keys.Count(path => path.StartsWith("ac/", StringComparison.Ordinal)));
        Assert.Equal(files, server.Files.Count);
        Assert.Equal(requests, server.Requests);
    }

    [Fact]
    public void What_a_dead_cache_could_not_take_a_later_run_puts()
    {
        using ToyPipeline toy = new();
        RunReport dead = toy.Run(new RunOptions { Cache = CacheOptions.At($"http://127.0.0.1:{TestCacheServer.FreePort()}") with { Writes = true } });
        using TestCacheServer server = new();

        toy.Run(new RunOptions { Cache = server.Options(writes: true) });

        Assert.True(dead.Succeeded);
        Assert.Equal(4, server.Files.Keys.Count(path => path.StartsWith("ac/", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_cache_that_does_not_serve_costs_no_byte_and_is_told_in_one_line(string fault)
    {
        using ToyPipeline plain = new();
        plain.Run();
        IReadOnlyDictionary<string, string> expected = plain.AllPublished();
        using TestCacheServer filled = new();
        using (ToyPipeline filler = new())
        {
            filler.Run(new RunOptions { Cache = filled.Options(writes: true) });
        }

        using TestCacheServer server = ServerWith(fault, filled);
        CacheOptions options = fault switch
        {
            "dead" => CacheOptions.At($"http://127.0.0.1:{TestCacheServer.FreePort()}"),
            _ => CacheOptions.At(server.Address),
        };
        using NoHttp? noHttp = fault == "no http" ? new() : null;
        options = noHttp is null ? options : CacheOptions.At(noHttp.Address);
        foreach (bool writes in new[] { false, true })
        {
            using ToyPipeline toy = new();
            Stopwatch watch = Stopwatch.StartNew();

            RunReport report = toy.Run(new RunOptions { Cache = options with { Writes = writes } });

            Assert.InRange(watch.Elapsed, TimeSpan.Zero, Long);
            Assert.True(report.Succeeded);
            Assert.Equal(expected, toy.AllPublished());
            Assert.NotNull(report.CacheTold);
            Assert.DoesNotContain('\n', report.CacheTold);
        }
    }

    [Fact]
    public void A_wrong_answer_is_replaced_by_who_may_write()
    {
        using TestCacheServer server = new();
        using (ToyPipeline filler = new())
        {
            filler.Run(new RunOptions { Cache = server.Options(writes: true) });
        }

        foreach (string path in server.Files.Keys.Where(path => path.StartsWith("cas/", StringComparison.Ordinal)))
        {
            server.Files[path] = [.. server.Files[path].Select(letter => (byte)(letter ^ 1))];
        }

        using (ToyPipeline mender = new())
        {
            Assert.NotNull(mender.Run(new RunOptions { Cache = server.Options(writes: true) }).CacheTold);
        }

        using ToyPipeline reader = new();
        RunReport report = reader.Run(new RunOptions { Cache = server.Options() });

        Assert.Null(report.CacheTold);
        Assert.Empty(reader.Ran);
    }

    [Fact]
    public void Damage_in_the_store_is_healed_from_the_cache()
    {
        using TestCacheServer server = new();
        using ToyPipeline toy = new();
        RunReport made = toy.Run(new RunOptions { Cache = server.Options(writes: true) });
        string path = toy.Runner().Store.ObjectPath(made.Units[0].Outputs["words"]);
        File.Delete(path);
        File.WriteAllText(path, "rot");

        RunReport report = toy.Run(new RunOptions { Cache = server.Options(), Paranoid = true });

        Assert.True(report.Succeeded);
        Assert.Empty(toy.Ran);
    }

    [Fact]
    public void A_secret_is_sent_as_the_environment_has_it_and_never_shown()
    {
        List<string?> seen = [];
        using TestCacheServer server = new(context =>
        {
            lock (seen)
            {
                seen.Add(context.Request.Headers["Authorization"]);
            }

            return false;
        });
        using ToyPipeline toy = new();
        CacheOptions token = server.Options().WithSecretsOf(name => name == "NEUROPIL_CACHE_TOKEN" ? "s3cret" : null);
        CacheOptions user = server.Options().WithSecretsOf(name => name switch { "NEUROPIL_CACHE_USER" => "ada", "NEUROPIL_CACHE_PASSWORD" => "s3cret", _ => null });

        toy.Run(new RunOptions { Cache = token });
        Assert.All(seen, header => Assert.Equal("Bearer s3cret", header));
        seen.Clear();
        toy.Limit = 3;
        toy.Run(new RunOptions { Cache = user });

        Assert.NotEmpty(seen);
        Assert.All(seen, header => Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:s3cret")), header));
        Assert.DoesNotContain("s3cret", $"{token} {user}");
    }

    [Theory]
    [InlineData("cache")]
    [InlineData("ftp://host/x")]
    [InlineData("http:///x")]
    [InlineData("https://user:password@host/x")]
    [InlineData("https://host/x?sig=1")]
    public void A_place_that_is_none_is_refused_with_what_was_expected(string location)
    {
        FormatException exception = Assert.Throws<FormatException>(() => CacheOptions.At(location));

        Assert.Matches("expected http://HOST/PATH|NEUROPIL_CACHE_TOKEN", exception.Message);
        Assert.DoesNotContain("password@", exception.Message);
    }

    [Fact]
    public void Two_hundred_runs_of_two_writers_leave_no_torn_and_no_wrong_object()
    {
        using TestCacheServer server = new();
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, writer =>
        {
            // The hook that counts runs is shared; the runs themselves are not.
            using TemporaryFolder folder = new();
            for (int run = 0; run < 100; run++)
            {
                string words = folder.Write($"{run}/words.txt", $"one two {run / 2} seventeen");
                RunReport report = ToyGraph.Run(folder[$"{run}", "artifacts"], words, server.Options(writes: true));
                Assert.True(report.Succeeded);
                Assert.Null(report.CacheTold);
            }
        });

        Assert.Empty(server.Refused);
        Assert.All(server.Files.Where(file => file.Key.StartsWith("cas/", StringComparison.Ordinal)), file => Assert.Equal(file.Key["cas/".Length..], ContentHash.OfBytes(file.Value)));
        Assert.All(
            server.Files.Where(file => file.Key.StartsWith("ac/", StringComparison.Ordinal)),
            file => Assert.All(Build.Bazel.Remote.Execution.V2.ActionResult.Parser.ParseFrom(file.Value).OutputFiles, output => Assert.Contains($"cas/{output.Digest.Hash}", server.Files.Keys)));
    }

    private static TestCacheServer ServerWith(string fault, TestCacheServer filled)
    {
        TestCacheServer server = null!;
        server = new TestCacheServer(context => Misbehave(context, fault, server));
        foreach ((string path, byte[] file) in filled.Files)
        {
            server.Files[path] = file;
        }

        return server;
    }

    private static bool Misbehave(HttpListenerContext context, string fault, TestCacheServer server)
    {
        string path = context.Request.Url!.AbsolutePath["/cache/".Length..];
        bool isRead = context.Request.HttpMethod == "GET";
        switch (fault)
        {
            case "refusing":
                context.Response.StatusCode = 403;
                return true;
            case "asking who we are":
                context.Response.StatusCode = 401;
                return true;
            case "broken":
                context.Response.StatusCode = 500;
                return true;
            case "slow":
                server.Wait(TimeSpan.FromSeconds(10));
                return false;
            case "slow after the head" when isRead:
                context.Response.ContentLength64 = 1000;
                context.Response.OutputStream.Write([1]);
                context.Response.OutputStream.Flush();
                server.Wait(TimeSpan.FromSeconds(10));
                return true;
            case "garbage" when isRead:
                TestCacheServer.Send(context, [.. Enumerable.Range(0, 500).Select(number => (byte)(number * 7))]);
                return true;
            case "truncating" when isRead && server.Files.TryGetValue(path, out byte[]? whole):
                context.Response.ContentLength64 = whole.Length + 5;
                context.Response.OutputStream.Write(whole.AsSpan(0, whole.Length / 2));
                context.Response.OutputStream.Flush();
                context.Response.Abort();
                return true;
            case "wrong hash" when isRead && path.StartsWith("cas/", StringComparison.Ordinal):
                TestCacheServer.Send(context, [.. server.Files[path].Select(letter => (byte)(letter ^ 1))]);
                return true;
            case "too long" when isRead && path.StartsWith("cas/", StringComparison.Ordinal):
                TestCacheServer.Send(context, [.. server.Files[path], 0]);
                return true;
            case "endless" when isRead:
                context.Response.SendChunked = true;
                while (true)
                {
                    context.Response.OutputStream.Write(new byte[1 << 16]);
                }

            case "wrong record" when isRead && path.StartsWith("ac/", StringComparison.Ordinal):
                TestCacheServer.Send(context, Changed(server.Files[path], json => json.Replace("\"milliseconds\"", "\"seconds\"", StringComparison.Ordinal)));
                return true;
            case "record of another key" when isRead && path.StartsWith("ac/", StringComparison.Ordinal):
                TestCacheServer.Send(context, server.Files.First(file => file.Key != path && file.Key.StartsWith("ac/", StringComparison.Ordinal)).Value);
                return true;
            case "record that escapes" when isRead && path.StartsWith("ac/", StringComparison.Ordinal):
                TestCacheServer.Send(context, Changed(server.Files[path], json => System.Text.RegularExpressions.Regex.Replace(json, "(\"outputs\": \\{\\s*\"[a-z]+\": )\"[0-9a-f]{64}\"", "$1\"../../../../escaped\"")));
                return true;
            case "redirecting":
                context.Response.Redirect("http://127.0.0.1:1/");
                return true;
            default:
                return false;
        }
    }

    // The record changed, its hash as it should be.
    private static byte[] Changed(byte[] result, Func<string, string> change) => ActionResult.Encode(ActionResult.Decode(result).Select(file =>
    {
        if (file.Path != SharedCache.RecordName)
        {
            return file;
        }

        byte[] record = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(file.Contents!)));
        return new ActionFile(file.Path, ContentHash.OfBytes(record), record.Length, record);
    }));

    /// <summary>A server that speaks something else.</summary>
    private sealed class NoHttp : IDisposable
    {
        private readonly System.Net.Sockets.TcpListener listener = new(IPAddress.Loopback, 0);

        public NoHttp()
        {
            listener.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
            _ = Task.Run(async () =>
            {
                while (true)
                {
                    using System.Net.Sockets.TcpClient client = await listener.AcceptTcpClientAsync();
                    await client.GetStream().WriteAsync("SSH-2.0-OpenSSH_9\r\n"u8.ToArray());
                }
            });
        }

        public string Address { get; }

        public void Dispose() => listener.Stop();
    }
}
