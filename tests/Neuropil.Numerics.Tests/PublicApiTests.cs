using Neuropil.Tests;

namespace Neuropil.Numerics.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_one_written_down() => PublicApi.Matches(typeof(Matrix).Assembly);
}
