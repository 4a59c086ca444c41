namespace Platen.Rating.Tests.Published;

/// <summary>Published cases whose form Platen does not offer, and why.</summary>
static class NotOffered
{
    const string FlatPerLevel = "A level has a rate for each copy; a flat amount of its own is not a form the print trade sells.";
    const string Percentage = "Prices are money for a copy; a percentage of an amount is for payments.";
    const string TopUp = "A minimum total tops up what copies come to (N-8), not what tiers with flat amounts do, nor a plan's fee beside.";
    const string Maximum = "There is no most that a meter may cost.";
    const string Blocks = "Copies are priced one by one, not in packages bought whole.";
    const string SplitPeriod = "A period is one usage; its price does not continue from a part billed before (M-19 is the adjustment).";
    const string Fractions = "A copy is a whole number.";
    const string OtherCycle = "Cycles end with calendar months; one from another day of the month to the next is not a form that Platen offers.";
    const string MidPeriod = "A price changes from a month on (L-4), not in its midst; a fee that takes another's place by days is two fees (F-7).";

    /// <summary>Whole families.</summary>
    public static readonly IReadOnlyDictionary<string, string> Families = new Dictionary<string, string>
    {
        ["package"] = Blocks,
        ["package_per_entity"] = Blocks,
        ["blocks"] = Blocks,
        ["percentage"] = Percentage,
        ["prorated_graduated"] = Fractions,
        ["mid_period_change"] = MidPeriod,
        ["idempotency"] = "There is no wallet.",
        ["prepaid_money"] = "There is no wallet.",
        ["prepaid_units"] = "Copies that were prepaid and not used are forfeited (T049); they do not roll over.",
        ["prepaid_blocks"] = Blocks,
        ["rounding"] = "A vendor's own rounding, down and in two steps, belongs to reading its bills.",
    };

    /// <summary>Single cases of the families that are offered.</summary>
    public static readonly IReadOnlyDictionary<string, string> Cases = new Dictionary<string, string>
    {
        ["lago-grad-10"] = FlatPerLevel,
        ["lago-grad-12"] = FlatPerLevel,
        ["lago-gradpct-0"] = Percentage,
        ["lago-gradpct-1"] = Percentage,
        ["lago-gradpct-11"] = Percentage,
        ["om-grad-22"] = FlatPerLevel,
        ["om-grad-pre12-10"] = SplitPeriod,
        ["om-grad-pre12-10-max170"] = Maximum,
        ["om-grad-min1000"] = TopUp,
        ["lago-min-full-month"] = TopUp,
        ["om-total-0"] = FlatPerLevel,
        ["om-total-5"] = FlatPerLevel,
        ["om-total-5.001"] = Fractions,
        ["om-total-12"] = FlatPerLevel,
        ["om-total-22"] = FlatPerLevel,
        ["om-unit-10-max100"] = Maximum,
        ["om-unit-5-max100-pre7"] = Maximum,
        ["lago-vol-0"] = FlatPerLevel,
        ["lago-vol-1"] = FlatPerLevel,
        ["lago-vol-100"] = FlatPerLevel,
        ["lago-vol-100.5"] = Fractions,
        ["lago-vol-101"] = FlatPerLevel,
        ["lago-vol-200"] = FlatPerLevel,
        ["lago-vol-prorated"] = Fractions,
        ["om-vol-3"] = FlatPerLevel,
        ["om-vol-5"] = FlatPerLevel,
        ["om-vol-15"] = FlatPerLevel,
        ["om-vol-16"] = FlatPerLevel,
        ["om-vol-100"] = FlatPerLevel,
        ["om-vol-5-min150"] = TopUp,
        ["om-vol-5-min100"] = TopUp,
        ["om-vol-100-min100"] = TopUp,
        ["om-vol-5-max100"] = Maximum,
        ["om-vol-7-max125"] = Maximum,
        ["oracle-variable-flat"] = FlatPerLevel,
        ["kb-prorate-03"] = OtherCycle,
        ["kb-prorate-04"] = OtherCycle,
        ["kb-prorate-07"] = OtherCycle,
        ["kb-prorate-08"] = OtherCycle,
        ["kb-prorate-09"] = OtherCycle,
        ["kb-prorate-12"] = OtherCycle,
        ["kb-prorate-13"] = OtherCycle,
        ["kb-prorate-14"] = OtherCycle,
        ["kb-prorate-18"] = OtherCycle,
        ["kb-prorate-20"] = OtherCycle,
        ["kb-prorate-21"] = OtherCycle,
    };
}
