using System.Diagnostics;
using Neuropil.Tests;
using Xunit.Abstractions;

namespace Neuropil.Pipeline.Tests;

/// <summary>An S3 bucket of a test server (npm's s3rver, installed in Caching/s3 by <c>npm ci</c>). Where it is not installed the test says so and ends.</summary>
[Collection("shared cache")]
public sealed class S3Tests(ITestOutputHelper output)
{
    [Fact]
    public void Bucket_is_a_shared_cache()
    {
        string program = Repository.PathOf("tests", "Neuropil.Pipeline.Tests", "Caching", "s3", "node_modules", "s3rver", "bin", "s3rver.js");
        if (!File.Exists(program))
        {
            Assert.False(Environment.GetEnvironmentVariable("NEUROPIL_REQUIRE_SERVERS") == "1", "s3rver is required here and is not installed: npm ci in Caching/s3.");
            output.WriteLine("Skipped: s3rver is not installed (npm ci in tests/Neuropil.Pipeline.Tests/Caching/s3); .ci/run installs and runs it.");
            return;
        }

        using TemporaryFolder folder = new();
        int port = TestCacheServer.FreePort();
        using Process server = Process.Start(new ProcessStartInfo("node", [program, "-d", folder.Path, "-a", "127.0.0.1", "-p", $"{port}", "--configure-bucket", "lab", "--silent"]))!;
        try
        {
            foreach ((string name, string value) in new[] { ("AWS_ENDPOINT_URL", $"http://127.0.0.1:{port}"), ("AWS_ACCESS_KEY_ID", "S3RVER"), ("AWS_SECRET_ACCESS_KEY", "S3RVER"), ("AWS_REGION", "us-east-1") })
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            WaitFor(port);
            CacheOptions cache = CacheOptions.At("s3://lab/neuropil") with { Patience = TimeSpan.FromSeconds(60) };
            using ToyPipeline first = new();
            RunReport made = first.Run(new RunOptions { Cache = cache with { Writes = true } });
            using ToyPipeline second = new();
            RunReport report = second.Run(new RunOptions { Cache = cache });
            using ToyPipeline nowhere = new();
            string? told = nowhere.Run(new RunOptions { Cache = CacheOptions.At("s3://nobody/x") with { Patience = TimeSpan.FromSeconds(60) } }).CacheTold;

            Assert.Null(made.CacheTold);
            Assert.Null(report.CacheTold);
            Assert.Empty(second.Ran);
            Assert.Equal(first.AllPublished(), second.AllPublished());
            Assert.Contains("there is no bucket 'nobody'", told);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
        }
    }

    private static void WaitFor(int port)
    {
        for (Stopwatch watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(30); Thread.Sleep(50))
        {
            try
            {
                using System.Net.Sockets.TcpClient client = new("127.0.0.1", port);
                return;
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Not yet.
            }
        }

        Assert.Fail("s3rver does not answer.");
    }
}
