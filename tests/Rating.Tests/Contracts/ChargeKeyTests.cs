namespace Platen.Rating.Tests.Contracts;

public class ChargeKeyTests
{
    [Theory]
    [InlineData("pool/Mono", "Mono pool")]
    [InlineData("meter/2020-00018/Scan", "Scan of 2020-00018")]
    [InlineData("fee/Support", "Support")]
    [InlineData("fee/2020-00018/Insurance", "Insurance of 2020-00018")]
    [InlineData("fee/2020-00018/Insurance/2", "Insurance of 2020-00018")]
    [InlineData("fee/Server room/Rental", "Rental of Server room")]
    public void A_charge_is_told_in_words(string key, string words) => Assert.Equal(words, ChargeKey.InWords(key));

    [Theory]
    [InlineData("minimum/meter/M1/Mono", "M1")]
    [InlineData("minimum/pool/Mono", null)]
    [InlineData("payer/1/meter/M1/Mono", "M1")]
    public void A_charge_is_of_its_meters_item(string key, string? item) => Assert.Equal(item, ChargeKey.ItemOf(key));
}
