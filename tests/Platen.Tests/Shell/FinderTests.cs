using Platen.Shell.Finding;

namespace Platen.Tests.Shell;

public class FinderTests
{
    [Theory]
    [InlineData("people.read", "People, API keys, Roles")]
    [InlineData("customers.read", "Customers")]
    [InlineData("nothing", "")]
    public async Task Only_pages_that_one_may_open_are_found(string held, string found)
    {
        var hits = await new Finder([]).Find("", permission => Task.FromResult(permission == held), TestContext.Current.CancellationToken);

        Assert.Equal(found, string.Join(", ", hits.Select(hit => hit.Title)));
    }
}
