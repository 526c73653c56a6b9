namespace Neuropil.Learning.Tests;

using Neuropil.Learning;
using Neuropil.Tests;

public class PublicApiTests
{
    [Fact]
    public void Public_api_is_the_one_told() => PublicApi.Matches(typeof(OneClassSvm).Assembly);
}
