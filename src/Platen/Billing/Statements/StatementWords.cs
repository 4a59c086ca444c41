using Platen.Shell.Components;

namespace Platen.Billing.Statements;

/// <summary>What a statement says, on the page, in print and at the command line alike.</summary>
static class StatementWords
{
    public const string Payments = "What was paid is not on it.";

    public static string What(StatementRow row) => row switch
    {
        { Unused: { } amount } => $"{row.ChargeGroup}: {Numerals.Amount(amount)} of the cycle's limits was not used; it is not carried on",
        { Credits: { } credited } => $"credits {credited}",
        { CreditedBy: { } note } => $"credited by {note}",
        _ => row.Contract ?? row.ChargeGroup ?? "",
    };

    /// <summary>The days that it is of.</summary>
    public static string Days(Statement statement) => statement switch
    {
        { From: { } from, Until: { } until } => $"{Numerals.Day(from)} to {Numerals.Day(until)}",
        { From: { } from } => $"from {Numerals.Day(from)}",
        { Until: { } until } => $"to {Numerals.Day(until)}",
        _ => "all that was billed",
    };
}
