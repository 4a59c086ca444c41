namespace Platen.Rating;

/// <summary>What prices beyond minimum and levels must obey (N-8, N-9).</summary>
static class PriceRules
{
    public static void Check(List<TermsFault> faults, MeterPrice price, string path)
    {
        if (price.ShortfallCharge is { } charge)
            CheckShortfall(faults, price, charge, path);
        else if (price.CreditsShortfall)
            faults.Add(new($"{path}.creditsShortfall", "Nothing short is paid for: give the charge of a copy short of the minimum, or turn this off (N-8)."));
        for (var i = 0; i < price.Payers.Length; i++)
        {
            CheckUnitCharge(faults, price.Payers[i].UnitCharge, string.Create(Words.Plain, $"{path}.payers[{i}].unitCharge"));
            if (price.Payers[i].BillTo == price.BillTo || price.Payers.Take(i).Any(other => other.BillTo == price.Payers[i].BillTo))
                faults.Add(new(string.Create(Words.Plain, $"{path}.payers[{i}].billTo"), $"{price.Payers[i].BillTo} pays for these copies already. Name each payer once."));
        }
    }

    static void CheckShortfall(List<TermsFault> faults, MeterPrice price, decimal charge, string path)
    {
        CheckUnitCharge(faults, charge, $"{path}.shortfallCharge");
        if (price.MinBilling != 0)
            faults.Add(new($"{path}.minBilling", "The minimum is in copies here, each one short of it at its charge: leave the amount 0, or the charge out (N-8)."));
        if (price.MinQuantity == 0)
            faults.Add(new($"{path}.minQuantity", "Short of how many copies? Give the minimum quantity, or leave the charge out (N-8)."));
    }

    static void CheckUnitCharge(List<TermsFault> faults, decimal charge, string path)
    {
        if (charge is < 0 or > TermsRules.MostMoney)
            faults.Add(new(path, "A unit charge is from 0 to 1,000,000,000."));
        if (TermsRules.Decimals(charge) > 6)
            faults.Add(new(path, "A unit charge has up to 6 decimals."));
    }

    /// <summary>Meters that cost a least amount together have one payer, who lacks it (N-9).</summary>
    public static void CheckTotals(List<TermsFault> faults, ContractTerms terms)
    {
        if (terms.MinimumTotal is { } all)
            Check(all, "minimumTotal", terms.Items.SelectMany(item => item.Meters).Where(meter => !meter.Aggregate).Concat<MeterPrice>(terms.AggregateMeters));
        for (var i = 0; i < terms.Items.Length; i++)
        {
            if (terms.Items[i].MinimumTotal is not { } least)
                continue;
            var path = string.Create(Words.Plain, $"items[{i}].minimumTotal");
            var alone = terms.Items[i].Meters.Where(meter => !meter.Aggregate).ToList();
            if (alone.Count == 0)
                faults.Add(new(path, "No meter of the machine is priced alone: what is pooled has a minimum of the whole contract."));
            Check(least, path, alone);
        }

        void Check(decimal minimum, string path, IEnumerable<MeterPrice> meters)
        {
            var prices = meters.ToList();
            if (minimum is <= 0 or > TermsRules.MostMoney)
                faults.Add(new(path, "A minimum of several meters is above 0, up to 1,000,000,000; leave it out for none."));
            if (prices.Exists(price => price.Payers.Length > 0) || prices.Select(price => price.BillTo).Distinct().Count() > 1)
                faults.Add(new(path, "The meters have different payers, and one minimum has one. Give each meter a minimum of its own (N-9)."));
        }
    }
}
