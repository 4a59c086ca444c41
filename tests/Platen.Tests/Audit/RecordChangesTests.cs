using Platen.Audit;

namespace Platen.Tests.Audit;

/// <summary>What is other between a record before and after, as a person reads it.</summary>
public class RecordChangesTests
{
    [Theory]
    [InlineData("""{"name":"A","email":null}""", """{"name":"B","email":"b@x.org"}""", "name: A, B", "email: , b@x.org")]
    [InlineData(null, """{"state":"missing","set":3}""", "state: , missing", "set: , 3")]
    [InlineData("""{"readOn":"2026-01-31"}""", null, "read on: 2026-01-31, ")]
    [InlineData("""{"approved":false,"days":[1,25]}""", """{"approved":true,"days":[1]}""", "approved: no, yes", "days: 1, 25, 1")]
    [InlineData("""{"same":"1"}""", """{"same":"1"}""")]
    [InlineData("""["a"]""", """["b"]""", "value: a, b")]
    public void Only_what_is_other_is_told(string? before, string? after, params string[] told) =>
        Assert.Equal(told, RecordChanges.Of(before, after).Select(change => $"{change.Field}: {change.Before}, {change.After}"));

    [Fact]
    public void One_machine_more_before_the_others_leaves_them_as_they_are() => Assert.Equal(
        [new FieldChange("items › M1 › meters › Mono › levels › 0 › unit charge", null, "0.07"), new FieldChange("items › M2 › meters › Mono › levels › 0 › unit charge", "0.05", "0.06")],
        RecordChanges.Of($$"""{"items":[{{Item("M2", "0.05")}}]}""", $$"""{"items":[{{Item("M1", "0.07")}},{{Item("M2", "0.06")}}]}""")
            .Where(change => change.Field.EndsWith("unit charge", StringComparison.Ordinal)));

    static string Item(string machine, string price) =>
        $$"""{"machine":"{{machine}}","meters":[{"type":"Mono","levels":[{"from":0,"unitCharge":"{{price}}"}]}]}""";
}
