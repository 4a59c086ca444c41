using Platen.Data;

namespace Platen.Tests.Data;

public class TextTableTests
{
    /// <summary>Among so many, some have the same hash: each keeps its own value all the same.</summary>
    [Fact]
    public void Each_of_many_serials_keeps_its_own_value()
    {
        const int Count = 300_000;
        var table = new TextTable<int>();
        for (var i = 0; i < Count; i++)
            table[Serial(i)] = i;
        for (var i = 0; i < Count; i += 3)
            table[Serial(i)] = -i;

        for (var i = 0; i < Count; i++)
            Assert.Equal(i % 3 == 0 ? -i : i, table[Serial(i)]);
        for (var i = Count; i < 2 * Count; i++)
            Assert.False(table.ContainsKey(Serial(i)));
    }

    [Fact]
    public void Any_text_is_a_key()
    {
        string[] texts = ["", " ", "a", "A", "ä", "a\u0308", "序列号", "😀", new('x', 70_000), new('x', 70_001), new('ä', 40_000)];
        var table = new TextTable<int>();
        foreach (var (no, text) in texts.Index())
            table[text] = no;

        Assert.All(texts.Index(), known => Assert.Equal(known.Index, table[known.Item]));
        Assert.Equal(0, table.GetValueOrDefault("b"));
        Assert.False(table.TryGetValue(new string('x', 70_002), out _));
    }

    static string Serial(int number) => string.Create(CultureInfo.InvariantCulture, $"SN{number:00000000}");
}
