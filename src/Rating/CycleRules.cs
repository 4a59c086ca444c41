namespace Platen.Rating;

/// <summary>What the cycles of a meter's copies, and of a minimum that is billed by itself, must obey (N-6).</summary>
static class CycleRules
{
    public static void Check(List<TermsFault> faults, ContractTerms terms)
    {
        for (var i = 0; i < terms.AggregateMeters.Length; i++)
            CheckPool(faults, terms, terms.AggregateMeters[i], string.Create(Words.Plain, $"aggregateMeters[{i}]"));
        for (var i = 0; i < terms.Items.Length; i++)
        {
            var meters = terms.Items[i].Meters;
            for (var j = 0; j < meters.Length; j++)
            {
                var path = string.Create(Words.Plain, $"items[{i}].meters[{j}]");
                if (terms.PriceOf(meters[j]) == meters[j])
                    CheckPrice(faults, terms, meters[j], path);
                else if (OwnField(meters[j]) is { } field)
                    faults.Add(new($"{path}.{field}", $"The row of the {meters[j].Type} pool says when its copies are billed: leave it out here."));
            }

            if (terms.Items[i].MinimumTotal is not null)
                CheckTotal(faults, meters.Where(meter => !meter.Aggregate), string.Create(Words.Plain, $"items[{i}].minimumTotal"));
        }

        if (terms.MinimumTotal is not null)
            CheckTotal(faults, terms.Items.SelectMany(item => item.Meters).Select(terms.PriceOf), "minimumTotal");
    }

    static void CheckPool(List<TermsFault> faults, ContractTerms terms, PoolMeter pool, string path)
    {
        CheckPrice(faults, terms, pool, path);
        if (OwnField(pool) is { } field && Array.Exists(terms.Prepaid, row => row.Type == pool.Type))
            faults.Add(new($"{path}.{field}", $"Copies of {pool.Type} are prepaid, and so billed in the contract's cycle: leave it out here, or the prepaid row (N-6)."));
    }

    static void CheckPrice(List<TermsFault> faults, ContractTerms terms, MeterPrice price, string path)
    {
        if (price.CycleMonths is < 1 or > 120)
            faults.Add(new($"{path}.cycleMonths", "A cycle is 1 to 120 months."));
        if (price.BillingPeriod is < 1 or > 12)
            faults.Add(new($"{path}.billingPeriod", "A financial period is 1 to 12."));
        if (price.MinimumCycleMonths is < 1 or > 120)
            faults.Add(new($"{path}.minimumCycleMonths", "A cycle is 1 to 120 months."));
        if (price.MinimumPeriod is < 1 or > 12)
            faults.Add(new($"{path}.minimumPeriod", "A financial period is 1 to 12."));
        if (price.HasOwnMinimum)
            CheckMinimum(faults, terms, price, path);
    }

    static void CheckMinimum(List<TermsFault> faults, ContractTerms terms, MeterPrice price, string path)
    {
        var field = $"{path}.{(price.MinimumCycleMonths is null ? "minimumPeriod" : "minimumCycleMonths")}";
        if (price.ShortfallCharge is not null)
            faults.Add(new(field, "The minimum is in copies here, and what is short is known once they are counted: leave the minimum's cycle out, or the charge of a copy short (N-6)."));
        else if (price.MinBilling == 0)
            faults.Add(new(field, "There is no minimum to bill by itself: give its amount, or leave its cycle out (N-6)."));
        var (copies, minimum) = (Cadence.OfCopies(terms, price).CycleMonths, Cadence.OfMinimum(terms, price).CycleMonths);
        if (minimum < 1 || price.MinQuantity > TermsRules.MostCopies)
            return;
        if (copies % minimum != 0)
            faults.Add(new(field, string.Create(Words.Plain, $"The copies are billed every {Months(copies)}, the minimum that pays for some of them every {Months(minimum)}. Let the copies' cycle be a multiple of the minimum's (N-6).")));
        else if (price.Levels.Length > 1 && price.Levels[1].From > price.MinQuantity + 1 && price.Levels[1].From <= price.OfCopies(terms).MinQuantity + 1)
            faults.Add(new($"{path}.levels[1].from", string.Create(Words.Plain, $"The second level is from {price.Levels[1].From:N0} of a bill's copies, of which the minimums pay for {price.OfCopies(terms).MinQuantity:N0}. Begin later, so that the first level has copies (M-9).")));
    }

    /// <summary>One minimum of several meters is known once all are counted together.</summary>
    static void CheckTotal(List<TermsFault> faults, IEnumerable<MeterPrice> meters, string path)
    {
        if (meters.FirstOrDefault(meter => OwnField(meter) is not null) is { } own)
            faults.Add(new(path, $"A minimum of several meters is billed with all of them, and {own.Type} has a cycle of its own. Leave that out, or give each meter a minimum (N-6)."));
    }

    /// <summary>The first field that says something of cycles; null: none does.</summary>
    static string? OwnField(MeterPrice price) => price switch
    {
        { CycleMonths: not null } => "cycleMonths",
        { BillingPeriod: not null } => "billingPeriod",
        { MinimumCycleMonths: not null } => "minimumCycleMonths",
        { MinimumPeriod: not null } => "minimumPeriod",
        _ => null,
    };

    static string Months(int months) => months == 1 ? "month" : string.Create(Words.Plain, $"{months} months");
}
