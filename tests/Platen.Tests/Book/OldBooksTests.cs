using System.Text.Json.Nodes;
using Platen.Contracts;
using Platen.Tests.Support;

namespace Platen.Tests.Book;

/// <summary>A book from before a field was there: its terms are the same text as ever, and importing it again changes nothing.</summary>
public class OldBooksTests
{
    /// <summary>Terms as the first books were kept, to the letter.</summary>
    const string FirstTerms =
        """{"from":"2026-01","cycleMonths":1,"billingDay":0,"enforceAuthorisation":false,"items":[{"machine":"S1","fees":[{"type":"Rental","amount":"300.00"}],"meters":[{"startReading":100,"readingDate":"2025-12-31","aggregate":true,"type":"Mono","minBilling":"0","minQuantity":0,"method":"graduated","levels":[]}],"slaHours":0,"travelRadius":0,"travelChargeRate":"0"}],"aggregateFees":[],"aggregateMeters":[{"type":"Mono","minBilling":"500.00","minQuantity":3000,"method":"graduated","levels":[{"from":0,"unitCharge":"0.05"}]}],"prepaid":[]}""";

    [Fact]
    public void Terms_of_the_first_books_are_written_as_they_were() => Assert.Equal(FirstTerms, TermsDocument.Write(TermsDocument.Read(FirstTerms)));

    [Theory, EveryDatabase]
    public async Task A_book_that_spells_the_defaults_out_says_the_same_as_one_that_leaves_them_out(TestDatabase database)
    {
        await database.Import(Books.Small);
        var spelled = Books.With(book =>
        {
            var terms = book["contracts"]![0]!["terms"]![0]!;
            (terms["orderNumberRequired"], terms["contacts"]) = (false, new JsonArray());
            var item = terms["items"]![0]!;
            (item["isExtra"], item["inclusions"], item["contacts"], item["description"]) = (false, new JsonArray(), new JsonArray(), null);
            item["meters"]![0]!["active"] = true;
        });

        Assert.False((await database.Import(spelled)).Changed);
    }

    [Theory, EveryDatabase]
    public async Task Details_are_kept_and_exported(TestDatabase database)
    {
        await database.Import(Books.With(book =>
        {
            var item = book["contracts"]![0]!["terms"]![0]!["items"]![0]!;
            item["inclusions"] = new JsonArray(new JsonObject { ["kind"] = "bom", ["code"] = "KIT-1", ["quantity"] = "2" });
            item["meters"]![0]!["active"] = false;
        }));

        var exported = await database.Export();

        Assert.Contains("\"inclusions\":[{\"kind\":\"bom\",\"code\":\"KIT-1\",\"quantity\":\"2\"}]", exported);
        Assert.Contains("\"active\":false", exported);
    }
}
