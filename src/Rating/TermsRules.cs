namespace Platen.Rating;

/// <summary>Something wrong, or odd, in a terms document.</summary>
/// <param name="Path">Where, as a JSON path below the terms: <c>items[0].meters[1].levels[2].from</c>.</param>
/// <param name="IsError">False: a warning, which refuses nothing.</param>
public readonly record struct TermsFault(string Path, string Message, bool IsError = true);

/// <summary>What terms must obey before they can be kept; each fault names its place and what to do.</summary>
public static class TermsRules
{
    /// <summary>A rate above this for one copy is more likely a typing slip than a price (M-9).</summary>
    const decimal OddRate = 5;

    internal const decimal MostMoney = 1_000_000_000;
    const decimal MostPercent = 1000;
    internal const long MostCopies = 1_000_000_000_000;

    /// <param name="consolidated">The contract's customer is consolidated, and so may not have pools (M-13).</param>
    /// <param name="prepaid">The contract is of a type whose meters may be prepaid, which asks for more (P-10).</param>
    public static IReadOnlyList<TermsFault> Check(ContractTerms terms, bool consolidated, bool prepaid = false)
    {
        var faults = new List<TermsFault>();
        Range(terms.CycleMonths, 1, 120, "cycleMonths", "The billing cycle is 1 to 120 months.");
        Range(terms.BillingPeriod ?? 1, 1, 12, "billingPeriod", "A financial period is 1 to 12.");
        Range(terms.BillingDay, 0, 31, "billingDay", "The billing day is 1 to 31, or 0 for none.");
        if (terms.Currency is { } currency && !IsCurrency(currency))
            Fault("currency", $"'{currency}' is no currency. Use an ISO code like \"ZAR\".");
        if (terms.ExchangeRate <= 0)
            Fault("exchangeRate", "An exchange rate is above 0.");
        if (terms.TaxRate is < 0 or > 100)
            Fault("taxRate", "The tax rate is 0 to 100 percent.");
        CheckEscalation(faults, terms.Escalation, "escalation");

        if (consolidated && HasPool(terms))
            Fault("aggregateMeters", "A consolidated customer may not have an aggregate contract (M-13). Price the machines alone, or turn consolidation off.");

        for (var i = 0; i < terms.AggregateMeters.Length; i++)
            CheckPrice(faults, terms.AggregateMeters[i], At("aggregateMeters", i), isPriced: true);
        CheckTwice(faults, terms.AggregateMeters, "aggregateMeters", "the pool");
        for (var i = 0; i < terms.AggregateFees.Length; i++)
            CheckFee(faults, terms.AggregateFees[i], At("aggregateFees", i));
        for (var i = 0; i < terms.Items.Length; i++)
            CheckItem(faults, terms, terms.Items[i], At("items", i));
        CheckPlacesTwice(faults, terms.Items);
        CheckPayers(faults, terms);
        PriceRules.CheckTotals(faults, terms);
        CycleRules.Check(faults, terms);
        DetailRules.Check(faults, terms);
        if (prepaid && !terms.EnforceAuthorisation)
            Fault("enforceAuthorisation", "A prepaid contract is changed with authorisation alone: set it to true (P-10).");
        for (var i = 0; i < terms.Prepaid.Length; i++)
            CheckPrepaid(faults, terms, i, At("prepaid", i));
        return faults;

        void Range(int value, int least, int most, string path, string message)
        {
            if (value < least || value > most)
                Fault(path, message);
        }

        void Fault(string path, string message) => faults.Add(new TermsFault(path, message));
    }

    /// <summary>A currency is an ISO code: three capitals.</summary>
    public static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    /// <summary>Whether the contract is aggregate: meters are added up before they are priced.</summary>
    public static bool HasPool(ContractTerms terms) =>
        terms.AggregateMeters.Length > 0 || terms.Items.Any(item => item.Meters.Any(meter => meter.Aggregate));

    /// <summary>
    /// One machine is counted once, and its charges are told apart by month: it may come back, in a later month than it left.
    /// </summary>
    static void CheckPlacesTwice(List<TermsFault> faults, ContractItem[] items)
    {
        var before = new Dictionary<(string?, string?), List<ContractItem>>();
        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i];
            var place = (item.Machine, item.Location);
            if (!before.TryGetValue(place, out var same))
                before.Add(place, same = []);
            if (same.Exists(other => MonthsMeet(other, item)))
                faults.Add(new(At("items", i) + (item.Machine is null ? ".location" : ".machine"), $"{item.Machine ?? item.Location} stands on the contract twice at the same time. Keep one item, or let it come back in a later month than it left."));
            same.Add(item);
        }
    }

    /// <summary>Whose copies of a pool are whose nobody can tell: it has one payer (M-14), which its row names, or its members alike.</summary>
    static void CheckPayers(List<TermsFault> faults, ContractTerms terms)
    {
        var members =
            from item in terms.Items.Index()
            from meter in item.Item.Meters.Index()
            where meter.Item.Aggregate
            select (Meter: meter.Item, Path: string.Create(Words.Plain, $"items[{item.Index}].meters[{meter.Index}].billTo"));
        foreach (var pool in members.GroupBy(member => member.Meter.Type))
        {
            var row = Array.Find(terms.AggregateMeters, row => row.Type == pool.Key);
            var payer = row is null ? pool.First().Meter.BillTo : row.BillTo;
            faults.AddRange(
                from member in pool
                where row is null ? member.Meter.BillTo != payer : member.Meter.BillTo is { } own && own != payer
                select new TermsFault(member.Path, $"The {pool.Key} pool is billed to {payer ?? "the contract's customer"}, and has one payer (M-14). Name the same here, or take the meter out of the pool."));
        }
    }

    static bool MonthsMeet(ContractItem a, ContractItem b) =>
        Period.Of(a.From ?? PossibleDays.Earliest) <= Period.Of(b.Until ?? PossibleDays.Latest) && Period.Of(b.From ?? PossibleDays.Earliest) <= Period.Of(a.Until ?? PossibleDays.Latest);

    static void CheckDate(List<TermsFault> faults, DateOnly? date, string path)
    {
        if (date is { } day && !PossibleDays.Have(day))
            faults.Add(new(path, PossibleDays.Fault));
    }

    static void CheckItem(List<TermsFault> faults, ContractTerms terms, ContractItem item, string path)
    {
        if (item.Machine is null == item.Location is null)
            faults.Add(new($"{path}.machine", "An item is a machine or a location: name one of them."));
        if (item.Location is not null && item.Meters.Length > 0)
            faults.Add(new($"{path}.meters", "A location has no meters; fees only (M-16)."));
        if (item.Until < item.From)
            faults.Add(new($"{path}.until", "The item ends before it begins."));
        CheckDate(faults, item.From, $"{path}.from");
        CheckDate(faults, item.Until, $"{path}.until");

        for (var i = 0; i < item.Fees.Length; i++)
        {
            CheckFee(faults, item.Fees[i], At($"{path}.fees", i));
            if (terms.AggregateFees.Any(fee => fee.Type == item.Fees[i].Type))
                faults.Add(new(At($"{path}.fees", i) + ".type", $"The fee {item.Fees[i].Type} is set for the whole contract already (F-3). Take one of the two off."));
        }

        for (var i = 0; i < item.Meters.Length; i++)
        {
            var meter = item.Meters[i];
            var inPool = meter.Aggregate && terms.AggregateMeters.Any(row => row.Type == meter.Type);
            CheckPrice(faults, meter, At($"{path}.meters", i), isPriced: !inPool);
            if (meter.StartReading < 0)
                faults.Add(new(At($"{path}.meters", i) + ".startReading", "A counter is not below 0."));
            CheckDate(faults, meter.ReadingDate, At($"{path}.meters", i) + ".readingDate");
        }

        CheckTwice(faults, item.Meters, $"{path}.meters", "one item");
    }

    static void CheckTwice(List<TermsFault> faults, IReadOnlyList<MeterPrice> rows, string path, string where)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (rows[i].Type == rows[j].Type)
                    faults.Add(new(At(path, i) + ".type", $"The meter type {rows[i].Type} stands twice in {where}. Keep one row for each."));
            }
        }
    }

    static void CheckPrice(List<TermsFault> faults, MeterPrice price, string path, bool isPriced)
    {
        if (price.MinBilling is < 0 or > MostMoney)
            faults.Add(new($"{path}.minBilling", "A minimum is from 0 to 1,000,000,000."));
        if (price.MinQuantity is < 0 or > MostCopies)
            faults.Add(new($"{path}.minQuantity", "A minimum quantity is from 0 to 1,000,000,000,000 copies."));
        if (price.FinanceAmount < 0)
            faults.Add(new($"{path}.financeAmount", "A finance amount is not below 0."));
        if (isPriced && price.Levels.Length == 0)
            faults.Add(new($"{path}.levels", "The first level is missing: give { \"from\": 0, \"unitCharge\": ... }."));
        if (price is { MinBilling: > 0, MinQuantity: 0 })
            faults.Add(new($"{path}.minQuantity", "A minimum that pays for no copies is a flat amount before the first copy (M-7). Is that meant?", IsError: false));
        CheckEscalation(faults, price.Escalation, $"{path}.escalation");
        PriceRules.Check(faults, price, path);
        DetailRules.CheckPrice(faults, price, path);

        for (var i = 0; i < price.Levels.Length; i++)
            CheckLevel(faults, price, i, At($"{path}.levels", i));
    }

    static void CheckPrepaid(List<TermsFault> faults, ContractTerms terms, int i, string path)
    {
        var row = terms.Prepaid[i];
        if (!Array.Exists(terms.AggregateMeters, pool => pool.Type == row.Type && pool.Active))
            faults.Add(new($"{path}.type", $"There is no active aggregate meter {row.Type}: its price is billed once the prepaid copies are used up (P-2). Put the meter in a pool first."));
        if (Array.FindIndex(terms.Prepaid, other => other.Type == row.Type) < i)
            faults.Add(new($"{path}.type", $"The meter type {row.Type} is prepaid twice. Keep one row for each; what follows it is a later version of the terms."));
        if (Array.Exists(terms.AggregateMeters, pool => pool.Type == row.Type && pool.Payers.Length > 0))
            faults.Add(new($"{path}.type", $"The copies of {row.Type} are prepaid, and others pay a part of each. Let one payer have the pool's copies."));
        if (row.End < row.Start)
            faults.Add(new($"{path}.end", "The prepaid part ends before it begins."));
        CheckDate(faults, row.Start, $"{path}.start");
        CheckDate(faults, row.End, $"{path}.end");
        if (row.IncludedUsage is < 1 or > MostCopies)
            faults.Add(new($"{path}.includedUsage", "Prepaid are from 1 to 1,000,000,000,000 copies."));
        if (!row.FreeOfCharge)
            faults.Add(new($"{path}.freeOfCharge", "Prepaid copies are always free of charge: turn it on (P-9)."));
        if (row.Rebate is < 0 or > MostMoney)
            faults.Add(new($"{path}.rebate", "A rebate is from 0 to 1,000,000,000."));
    }

    static void CheckLevel(List<TermsFault> faults, MeterPrice price, int i, string path)
    {
        var level = price.Levels[i];
        if (i == 0 && level.From != 0)
            faults.Add(new($"{path}.from", "The first level is from 0; it begins at the copy after the minimum quantity (M-3)."));
        var first = price.ShortfallCharge is null ? Math.Min(price.MinQuantity, MostCopies) + 1 : 1;
        if (i == 1 && level.From <= first)
            faults.Add(new($"{path}.from", string.Create(Words.Plain, $"The second level is from {level.From:N0}, but the first begins at copy {first:N0}. Begin later, so that the first level has copies (M-9).")));
        if (i > 1 && level.From <= price.Levels[i - 1].From)
            faults.Add(new($"{path}.from", string.Create(Words.Plain, $"Levels rise: this one is from {level.From:N0}, the one before from {price.Levels[i - 1].From:N0} (M-9).")));
        if (level.From > MostCopies)
            faults.Add(new($"{path}.from", "A level is from at most 1,000,000,000,000 copies."));
        if (level.UnitCharge is < 0 or > MostMoney)
            faults.Add(new($"{path}.unitCharge", "A unit charge is from 0 to 1,000,000,000."));
        else if (level.UnitCharge > OddRate)
            faults.Add(new($"{path}.unitCharge", string.Create(Words.Plain, $"{level.UnitCharge} for one copy is unusual. Is a zero missing (M-9)?"), IsError: false));
        if (Decimals(level.UnitCharge) > 6)
            faults.Add(new($"{path}.unitCharge", "A unit charge has up to 6 decimals."));
        if (level.FinanceAmount < 0)
            faults.Add(new($"{path}.financeAmount", "A finance amount is not below 0."));
    }

    static void CheckFee(List<TermsFault> faults, Fee fee, string path)
    {
        if (fee.Amount is < 0 or > MostMoney)
            faults.Add(new($"{path}.amount", "A fee is from 0 to 1,000,000,000."));
        if (fee.FinanceAmount < 0)
            faults.Add(new($"{path}.financeAmount", "A finance amount is not below 0."));
        if (fee.Until < fee.From)
            faults.Add(new($"{path}.until", "The fee ends before it begins."));
        CheckDate(faults, fee.From, $"{path}.from");
        CheckDate(faults, fee.Until, $"{path}.until");
        CheckEscalation(faults, fee.Escalation, $"{path}.escalation");
        DetailRules.CheckFee(faults, fee, path);
    }

    static void CheckEscalation(List<TermsFault> faults, Escalation? escalation, string path)
    {
        if (escalation is { Period: < 1 or > 12 })
            faults.Add(new($"{path}.period", "A financial period is 1 to 12."));
        if (escalation is { Type: EscalationType.Percentage, Amount: < 0 or > MostPercent } or { Type: EscalationType.Amount, Amount: < 0 or > MostMoney })
            faults.Add(new($"{path}.amount", "An escalation is 0 to 1,000 percent, or an amount from 0 to 1,000,000,000."));
        if (escalation is { Cap: < 0 or > MostPercent })
            faults.Add(new($"{path}.cap", "A cap is 0 to 1,000 percent."));
    }

    static string At(string path, int i) => string.Create(Words.Plain, $"{path}[{i}]");

    internal static int Decimals(decimal value) => (value / 1.0000000000000000000000000000m).Scale;
}
