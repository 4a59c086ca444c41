namespace Platen.Rating;

/// <summary>What the details of terms must obey that no amount hangs on: accounts, inclusions, contacts, service.</summary>
static class DetailRules
{
    public static void Check(List<TermsFault> faults, ContractTerms terms)
    {
        CheckContacts(faults, terms.Contacts, "contacts");
        for (var i = 0; i < terms.Items.Length; i++)
            CheckItem(faults, terms, terms.Items[i], string.Create(Words.Plain, $"items[{i}]"));
    }

    public static void CheckPrice(List<TermsFault> faults, MeterPrice price, string path)
    {
        CheckAccount(faults, price.Account, $"{path}.account");
        CheckAccount(faults, price.CosAccount, $"{path}.cosAccount");
    }

    public static void CheckFee(List<TermsFault> faults, Fee fee, string path)
    {
        if (fee.CycleMonths is < 1 or > 120)
            faults.Add(new($"{path}.cycleMonths", "A fee's cycle is 1 to 120 months."));
        if (fee.BillingPeriod is < 1 or > 12)
            faults.Add(new($"{path}.billingPeriod", "A financial period is 1 to 12."));
        CheckAccount(faults, fee.Account, $"{path}.account");
        CheckAccount(faults, fee.CosAccount, $"{path}.cosAccount");
    }

    static void CheckItem(List<TermsFault> faults, ContractTerms terms, ContractItem item, string path)
    {
        if (item.SlaHours < 0)
            faults.Add(new($"{path}.slaHours", "Hours to respond are 0 or more; 0 is none (S-1)."));
        if (item.TravelRadius < 0)
            faults.Add(new($"{path}.travelRadius", "A travel radius is 0 or more; 0 includes all travel (TR-1)."));
        if (item.TravelChargeRate < 0)
            faults.Add(new($"{path}.travelChargeRate", "A travel rate is 0 or more."));
        CheckAccount(faults, item.CosAccount, $"{path}.cosAccount");
        CheckContacts(faults, item.Contacts, $"{path}.contacts");
        for (var i = 0; i < item.Inclusions.Length; i++)
            CheckInclusion(faults, terms, item, item.Inclusions[i], string.Create(Words.Plain, $"{path}.inclusions[{i}]"));
    }

    static void CheckInclusion(List<TermsFault> faults, ContractTerms terms, ContractItem item, Inclusion inclusion, string path)
    {
        if (string.IsNullOrWhiteSpace(inclusion.Code))
            faults.Add(new($"{path}.code", "May not be empty."));
        if (inclusion.Quantity <= 0)
            faults.Add(new($"{path}.quantity", "What is included is more than 0."));
        if (inclusion.Fee is { } fee && !item.Fees.Concat(terms.AggregateFees).Any(its => its.Type == fee))
            faults.Add(new($"{path}.fee", $"Neither the item nor the contract has a fee {fee}. Add the fee, or leave this out."));
    }

    static void CheckContacts(List<TermsFault> faults, Contact[] contacts, string path)
    {
        for (var i = 0; i < contacts.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(contacts[i].Name))
                faults.Add(new(string.Create(Words.Plain, $"{path}[{i}].name"), "May not be empty."));
        }
    }

    static void CheckAccount(List<TermsFault> faults, string? account, string path)
    {
        if (account is not null && !Journal.IsAccount(account))
            faults.Add(new(path, $"'{account}' cannot name an account. Begin with a letter or digit; no semicolon, and no two spaces together."));
    }
}
