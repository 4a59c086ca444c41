using System.Globalization;

namespace Platen.Samples;

/// <summary>Made-up addresses in real towns: of the Highveld, but for those whose name places them elsewhere.</summary>
static class Streets
{
    static readonly string[] Trees =
        ["Acacia", "Bluegum", "Camel Thorn", "Jacaranda", "Karee", "Marula", "Milkwood", "Olienhout", "Rooibos", "Stinkwood", "Wild Olive", "Yellowwood"];

    static readonly string[] Kinds = ["Street", "Avenue", "Road", "Crescent"];

    static readonly (string Town, string Code)[] Towns =
    [
        ("Benoni", "1501"), ("Boksburg", "1459"), ("Germiston", "1401"), ("Johannesburg", "2001"), ("Krugersdorp", "1739"), ("Midrand", "1685"),
        ("Nigel", "1491"), ("Pretoria", "0002"), ("Randburg", "2194"), ("Roodepoort", "1724"), ("Springs", "1559"), ("Vereeniging", "1939"),
    ];

    static readonly Dictionary<string, string[]> Elsewhere = new()
    {
        ["BLY001"] = ["27 Shaft Road", "Carletonville", "2499"],
        ["BOE001"] = ["PO Box 212", "Delmas", "2210"],
        ["KAR001"] = ["9 Milkwood Street", "Graaff-Reinet", "6280"],
        ["KLI001"] = ["PO Box 4410", "Rustenburg", "0300"],
        ["LIM001"] = ["Plot 31, Old Kiln Road", "eMalahleni", "1035"],
        ["MAG001"] = ["62 Wild Olive Street", "Rustenburg", "0299"],
        ["OKA001"] = ["Plot 54017, Mokoro Road", "Gaborone, Botswana"],
        ["PBT001"] = ["14 Karee Avenue", "Rustenburg", "0299"],
        ["SAV001"] = ["PO Box 87", "Bothaville", "9660"],
        ["SED001"] = ["PO Box 60", "Vereeniging", "1930"],
        ["WIL001"] = ["Farm 418, River Road", "Parys", "9585"],
    };

    /// <summary>Where a customer's invoices go.</summary>
    public static Address Office(string code) => new("Office", Elsewhere.GetValueOrDefault(code) ?? OnTheHighveld(new Dice($"{code} address")));

    static string[] OnTheHighveld(Dice dice)
    {
        var (town, postcode) = Towns[dice.Roll(0, Towns.Length - 1)];
        var street = string.Create(CultureInfo.InvariantCulture, $"{dice.Roll(1, 240)} {Trees[dice.Roll(0, Trees.Length - 1)]} {Kinds[dice.Roll(0, Kinds.Length - 1)]}");
        return [street, town, postcode];
    }
}
