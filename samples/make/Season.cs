namespace Platen.Samples;

/// <summary>How a trade's year goes: percent of an ordinary month, January first.</summary>
sealed record Season(params int[] Percent)
{
    public static readonly Season Office = new(88, 100, 105, 93, 102, 100, 99, 103, 100, 104, 105, 66);
    public static readonly Season School = new(74, 112, 106, 82, 116, 110, 74, 106, 98, 112, 124, 45);
    public static readonly Season TaxYear = new(92, 128, 104, 90, 98, 100, 112, 118, 116, 112, 98, 62);
    public static readonly Season Winter = new(94, 96, 98, 99, 106, 114, 116, 110, 100, 97, 96, 84);
    public static readonly Season Shops = new(82, 90, 94, 98, 96, 95, 97, 98, 101, 106, 122, 138);
    public static readonly Season Harvest = new(84, 90, 104, 122, 126, 120, 112, 98, 92, 90, 88, 78);
    public static readonly Season Shifts = new(97, 100, 101, 99, 101, 100, 100, 101, 100, 101, 100, 84);

    public int In(int month) => Percent[month - 1];
}
