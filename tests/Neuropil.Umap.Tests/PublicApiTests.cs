namespace Neuropil.Umap.Tests;

using Neuropil.Tests;
using Neuropil.Umap;

public class PublicApiTests
{
    [Fact]
    public void Public_api_is_the_one_told() => PublicApi.Matches(typeof(Umap).Assembly);
}
