using System.ComponentModel;
using Platen.Machines;

namespace Platen.Book;

/// <summary>A device at a customer, as a book tells it.</summary>
[Description("A device with a serial, at a customer.")]
sealed record BookMachine
{
    public required string Serial { get; init; }
    public string? PartCode { get; init; }
    public string? Description { get; init; }
    public string? Model { get; init; }
    public string? Category { get; init; }
    public string? AssetRegisterNo { get; init; }

    [Description("Code of the customer where it stands.")]
    public required string Customer { get; init; }

    [Description("Where on the customer's site a technician finds it.")]
    public string? Location { get; init; }

    [Description("Default: not told.")]
    public Ownership? Ownership { get; init; }

    [Description("Where it stands: the name of one of the customer's addresses.")]
    public string? ShippingAddress { get; init; }
    public IReadOnlyList<BookMeter> Meters { get; init; } = [];
}

/// <summary>A counter and its size (RD-5).</summary>
[Description("A counter of the machine. Its size is told by digits or by rollsOverAt; 9 digits where neither is.")]
sealed record BookMeter
{
    internal const int UsualDigits = 9;
    const int MostDigits = 18;

    public required string Type { get; init; }

    [Description("The counter begins again after so many nines, 1 to 18.")]
    public int? Digits { get; init; }

    [Description("The count at which it shows 0 again, where that is no power of ten.")]
    public long? RollsOverAt { get; init; }

    [Description("The count cycle that it is counted by, apart from its billing (N-1); default none.")]
    [DefaultValue(null)]
    public string? CountCycle { get; init; }

    /// <summary>The count at which it shows 0 again; null where digits or count are not possible.</summary>
    public long? Size() => (Digits, RollsOverAt) switch
    {
        (null, null) => PowerOfTen(UsualDigits),
        ( >= 1 and <= MostDigits, null) => PowerOfTen(Digits.Value),
        (null, >= 2) => RollsOverAt,
        _ => null,
    };

    /// <summary>A counter of this size, as a book says it.</summary>
    public static BookMeter Of(string type, long size)
    {
        for (var digits = 1; digits <= MostDigits; digits++)
        {
            if (PowerOfTen(digits) == size)
                return new BookMeter { Type = type, Digits = digits };
        }

        return new BookMeter { Type = type, RollsOverAt = size };
    }

    static long PowerOfTen(int digits)
    {
        var power = 1L;
        for (var i = 0; i < digits; i++)
            power *= 10;
        return power;
    }
}
