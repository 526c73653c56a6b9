using System.Diagnostics;
using System.Net.Sockets;
using Neuropil.Tests;
using Xunit.Abstractions;

namespace Neuropil.Pipeline.Tests;

/// <summary>A real server: nginx with WebDAV, started on loopback. Where it is not installed the tests say so and end.</summary>
[Collection("shared cache")]
public sealed class NginxTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void Nginx_with_WebDAV_is_a_shared_cache()
    {
        using Nginx? nginx = Nginx.Start(output);
        if (nginx is null)
        {
            return;
        }

        CacheOptions cache = CacheOptions.At($"{nginx.Address}/lab/cache") with { Patience = Patience };
        using ToyPipeline first = new();
        RunReport made = first.Run(new RunOptions { Cache = cache with { Writes = true } });
        using ToyPipeline second = new();
        RunReport report = second.Run(new RunOptions { Cache = cache });

        Assert.Null(made.CacheTold);
        Assert.Null(report.CacheTold);
        Assert.Empty(second.Ran);
        Assert.Equal(first.AllPublished(), second.AllPublished());
        Assert.All(nginx.FilesIn("lab/cache/cas"), path => Assert.Equal(Path.GetFileName(path), ContentHash.OfFile(path)));
        Assert.Equal(4, nginx.FilesIn("lab/cache/ac").Count());
    }

    [Fact]
    public void Nginx_asks_for_user_and_password_and_gets_them_from_the_environment()
    {
        using Nginx? nginx = Nginx.Start(output);
        if (nginx is null)
        {
            return;
        }

        CacheOptions cache = CacheOptions.At($"{nginx.Address}/locked") with { Writes = true, Patience = Patience };
        using ToyPipeline stranger = new();
        string? told = stranger.Run(new RunOptions { Cache = cache }).CacheTold;
        using ToyPipeline member = new();
        RunReport report = member.Run(new RunOptions { Cache = cache.WithSecretsOf(name => name switch { "NEUROPIL_CACHE_USER" => "ada", "NEUROPIL_CACHE_PASSWORD" => "engine", _ => null }) });

        Assert.Contains("NEUROPIL_CACHE_USER", told);
        Assert.Null(report.CacheTold);
        Assert.Equal(4, nginx.FilesIn("locked/ac").Count());
    }

    [Fact]
    public void Two_hundred_runs_of_two_writers_leave_no_torn_and_no_wrong_object_in_nginx()
    {
        using Nginx? nginx = Nginx.Start(output);
        if (nginx is null)
        {
            return;
        }

        CacheOptions cache = CacheOptions.At($"{nginx.Address}/cache") with { Writes = true, Patience = Patience };
        Parallel.For(0, 2, writer =>
        {
            using TemporaryFolder folder = new();
            for (int run = 0; run < 100; run++)
            {
                string words = folder.Write($"{run}/words.txt", $"one two {run / 2} seventeen");
                Assert.True(ToyGraph.Run(folder[$"{run}", "artifacts"], words, cache).Succeeded);
            }
        });

        Assert.All(nginx.FilesIn("cache/cas"), path => Assert.Equal(Path.GetFileName(path), ContentHash.OfFile(path)));
        Assert.All(
            nginx.FilesIn("cache/ac"),
            path => Assert.All(ActionResult.Decode(File.ReadAllBytes(path)), file => Assert.True(File.Exists(Path.Combine(nginx.Files, "cache", "cas", file.Hash)))));
    }

    /// <summary>nginx in a folder of its own.</summary>
    private sealed class Nginx : IDisposable
    {
        private readonly TemporaryFolder folder = new();
        private readonly Process process;

        private Nginx(string program)
        {
            int port = TestCacheServer.FreePort();
            Address = $"http://127.0.0.1:{port}";
            Directory.CreateDirectory(Files);
            string user = OperatingSystem.IsLinux() && Environment.UserName == "root" ? "user root;\n" : "";
            folder.Write("users", "ada:{SHA}" + Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData("engine"u8)) + "\n");
            string configuration = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Caching", "nginx.conf"));
            string path = folder.Write(
                "nginx.conf",
                user + configuration.Replace("FOLDER", folder.Path, StringComparison.Ordinal).Replace("PORT", $"{port}", StringComparison.Ordinal));
            process = Process.Start(new ProcessStartInfo(program, ["-p", folder.Path, "-c", path, "-e", folder["error.log"]]) { RedirectStandardError = true })!;
            WaitFor(port);
        }

        public string Address { get; }

        public string Files => folder["files"];

        public static Nginx? Start(ITestOutputHelper output)
        {
            string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .Concat(["/usr/sbin", "/usr/local/sbin"])
                .Select(place => Path.Combine(place, "nginx"))
                .FirstOrDefault(File.Exists);
            if (program is not null)
            {
                return new Nginx(program);
            }

            Assert.False(Environment.GetEnvironmentVariable("NEUROPIL_REQUIRE_SERVERS") == "1", "nginx is required here and is not installed.");
            output.WriteLine("Skipped: nginx is not installed (Debian: nginx-light); .ci/run installs and runs it.");
            return null;
        }

        public IEnumerable<string> FilesIn(string path) => Directory.EnumerateFiles(Path.Combine(Files, path.Replace('/', Path.DirectorySeparatorChar)));

        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
            folder.Dispose();
        }

        private void WaitFor(int port)
        {
            for (Stopwatch watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(20); Thread.Sleep(20))
            {
                try
                {
                    using TcpClient client = new("127.0.0.1", port);
                    return;
                }
                catch (SocketException)
                {
                    Assert.False(process.HasExited, process.HasExited ? process.StandardError.ReadToEnd() : "");
                }
            }

            Assert.Fail("nginx does not answer.");
        }
    }
}
