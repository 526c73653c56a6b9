using Neuropil.Tests;

namespace Neuropil.ML.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_one_written_down() => PublicApi.Matches(typeof(UmapEstimator).Assembly);
}
