namespace Platen.Bench.Dealer;

/// <summary>
/// A made-up dealer of so many machines: ten to a contract and two meters each, half of the contracts pooled, half priced
/// per machine; customers with one contract and with two. The same numbers every time.
/// </summary>
sealed class SyntheticDealer(int machines)
{
    public const int MachinesPerContract = 10;
    public static readonly string[] Meters = ["Mono", "Colour"];

    public int Machines => machines;
    public int Contracts => (machines + MachinesPerContract - 1) / MachinesPerContract;
    public int Customers => CustomerOf(Contracts - 1) + 1;

    public static string Serial(int machine) => string.Create(CultureInfo.InvariantCulture, $"SN{machine:00000000}");

    public static string Contract(int contract) => string.Create(CultureInfo.InvariantCulture, $"CPC{contract:0000000}");

    public static string Customer(int customer) => string.Create(CultureInfo.InvariantCulture, $"CUST{customer:000000}");

    /// <summary>Of three contracts two are one customer's, the third another's.</summary>
    public static int CustomerOf(int contract) => contract / 3 * 2 + (contract % 3 == 2 ? 1 : 0);

    public static bool IsPooled(int contract) => contract % 2 == 0;

    public static bool WantsInvoicePerMachine(int customer) => customer % 50 == 49;

    /// <summary>One machine in a thousand was not read, and holds its contract back.</summary>
    public static bool IsRead(int machine) => machine % 1000 != 999;

    public static long Opening(int machine, int meter) => 10_000 + Dice(machine, meter, 900_000);

    public static long Copies(int machine, int meter) => meter == 0 ? 300 + Dice(machine, 2, 4_000) : Dice(machine, 3, 900);

    // Knuth's multiplicative hash: spread out, and the same on every machine.
    static long Dice(int machine, int throwNo, int sides) => (machine * 4L + throwNo) * 2_654_435_761 % 4_294_967_296 % sides;
}
