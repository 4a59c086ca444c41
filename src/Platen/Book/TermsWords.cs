using Platen.Rating;

namespace Platen.Book;

/// <summary>The terms' fields in a sentence each, for the schema: Rating itself carries no words for documents.</summary>
static class TermsWords
{
    static readonly Dictionary<(Type, string), string> Words = new()
    {
        [(typeof(ContractTerms), "from")] = "First period billed by this version.",
        [(typeof(ContractTerms), "cycleMonths")] = "Months from one billing to the next. Default 1.",
        [(typeof(ContractTerms), "billingPeriod")] = "Financial period of the first billing, 1 to 12; default that of from.",
        [(typeof(ContractTerms), "billingDay")] = "1 to 31; 0 is none.",
        [(typeof(ContractTerms), "currency")] = "Default the customer's.",
        [(typeof(ContractTerms), "exchangeRate")] = "Base currency for one unit of the contract's.",
        [(typeof(ContractTerms), "taxRate")] = "Percent; default the company's.",
        [(typeof(ContractTerms), "aggregateFees")] = "Fees set once for all items (F-3).",
        [(typeof(ContractTerms), "aggregateMeters")] = "The pools: one row a meter type, priced on all items' copies together (M-2).",
        [(typeof(ContractTerms), "prepaid")] = "Not billed by this version of Platen: leave it empty.",
        [(typeof(Escalation), "amount")] = "10 is 10 %, or 10 of the currency.",
        [(typeof(Escalation), "period")] = "Financial period, 1 to 12, from which the new prices count.",
        [(typeof(Escalation), "cap")] = "The most that a price may rise at once, in percent; default no limit.",
        [(typeof(ContractItem), "machine")] = "The machine's serial; or name a location.",
        [(typeof(ContractItem), "location")] = "A place that carries fees and no meters (M-16).",
        [(typeof(ContractItem), "from")] = "On the contract since; default the contract's start.",
        [(typeof(ContractItem), "until")] = "On the contract up to and including; default the contract's end.",
        [(typeof(ContractItem), "slaHours")] = "Hours to respond to a call; 0 is none.",
        [(typeof(ContractItem), "travelRadius")] = "Kilometres included in a call; 0: all travel is.",
        [(typeof(ItemMeter), "startReading")] = "The counter at the end of readingDate (RD-2).",
        [(typeof(ItemMeter), "aggregate")] = "Its copies go to the pool of its type.",
        [(typeof(MeterPrice), "minBilling")] = "Money due every cycle, at no use too (M-11).",
        [(typeof(MeterPrice), "minQuantity")] = "Copies that the minimum pays for.",
        [(typeof(MeterPrice), "method")] = "Default graduated (M-8).",
        [(typeof(MeterPrice), "levels")] = "The first is from 0, which means the copy after minQuantity; then rising (M-3, M-9).",
        [(typeof(MeterPrice), "billTo")] = "Another billing customer's code (B-1).",
        [(typeof(MeterPrice), "supplier")] = "The back-to-back supplier's code (B-3).",
        [(typeof(MeterPrice), "financeAmount")] = "What the supplier is owed for the minimum (B-3).",
        [(typeof(Level), "from")] = "First copy at this rate, inclusive.",
        [(typeof(Level), "unitCharge")] = "Money for one copy, up to 6 decimals.",
        [(typeof(Level), "financeAmount")] = "What the supplier is owed for one copy.",
        [(typeof(Fee), "from")] = "First day of a billed month in which it is due; default the item's or contract's start.",
        [(typeof(Fee), "until")] = "Last such day.",
        [(typeof(Fee), "billTo")] = "Another billing customer's code (B-1).",
        [(typeof(Fee), "supplier")] = "The back-to-back supplier's code (B-3).",
        [(typeof(Fee), "financeAmount")] = "What the supplier is owed for each fee billed.",
    };

    public static string? Of(Type type, string field) => Words.GetValueOrDefault((type, field));
}
