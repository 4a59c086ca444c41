using Platen.Contracts;
using Platen.Rating;
using Platen.Tests.Support;

namespace Platen.Tests.Contracts;

/// <summary>L-12: a row's amend date is that of the version that brought it as it is.</summary>
public class AmendedTests
{
    static TermsView Version(int number, decimal rate, decimal? fee = null)
    {
        var terms = DealerBook.Alone("S1", rate: rate, fee: fee);
        return new TermsView(number, terms, new TermsVersion
        {
            ContractId = 1,
            Version = number,
            FromPeriod = terms.From,
            Document = TermsDocument.Write(terms),
            CreatedAt = new DateTimeOffset(2026, number, 1, 0, 0, 0, TimeSpan.Zero),
            Approved = true,
        });
    }

    static object? Meter(ContractTerms terms) => terms.Items[0].Meters[0];

    static object? Level(ContractTerms terms) => terms.Items[0].Meters[0].Levels[0];

    static object? Fee(ContractTerms terms) => terms.Items[0].Fees.FirstOrDefault();

    static readonly TermsView[] Versions = [Version(1, 0.05m), Version(2, 0.06m), Version(3, 0.060m, fee: 300), Version(4, 0.06m, fee: 300)];

    [Fact]
    public void A_row_is_as_old_as_the_version_that_changed_it_last()
    {
        Assert.Equal(2, Amended.In(Versions, Meter)?.Version);
        Assert.Equal(2, Amended.In(Versions, Level)?.Version);
        Assert.Equal(3, Amended.In(Versions, Fee)?.Version);
    }

    [Fact]
    public void A_row_that_went_and_came_back_counts_from_its_coming_back() =>
        Assert.Equal(3, Amended.In([Version(1, 0.05m, fee: 300), Version(2, 0.05m), Version(3, 0.05m, fee: 300)], Fee)?.Version);

    [Fact]
    public void A_row_that_is_not_there_has_no_date() => Assert.Null(Amended.In(Versions[..2], Fee));
}
