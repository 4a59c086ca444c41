using Platen.Contracts;

namespace Platen.Tests.Contracts;

public class PastedMachineTests
{
    [Theory]
    [InlineData("2020-1\n\n  2020-2 \r\n", "2020-1/|2020-2/")]
    [InlineData("2020-1\t1,200\t340\t2026-01-31", "2020-1/1200,340 2026-01-31")]
    [InlineData("2020-1;31.1.2026;12 000", "2020-1/12000 2026-01-31")]
    [InlineData("Serial no.\tMono\n2020-1\t5", "2020-1/5")]
    public void Machines_are_read_as_they_are_typed_or_copied_from_a_spreadsheet(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', PastedMachine.Read(text).Select(line =>
            FormattableString.Invariant($"{line.Serial}/{string.Join(',', line.Readings)}{line.Day: yyyy-MM-dd}"))));

    [Fact]
    public void What_cannot_be_read_is_told_by_its_line()
    {
        var line = PastedMachine.Read("2020-1\t5\n2020-2\tabout 7")[1];

        Assert.Equal((2, "'about 7' is neither a counter nor a day like 2026-01-31."), (line.Line, line.Wrong));
    }
}
