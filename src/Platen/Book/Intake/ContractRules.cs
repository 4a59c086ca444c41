using Platen.Rating;

namespace Platen.Book;

/// <summary>What a contract in a book must obey: the rules of terms, and everything that it refers to must be there.</summary>
sealed class ContractRules(BookIntake book)
{
    public void Check(string path, BookContract contract)
    {
        BookRules.CheckCustomer(book, contract.Customer, $"{path}.customer");
        if (string.IsNullOrWhiteSpace(contract.Type))
            book.Fault($"{path}.type", "May not be empty.");
        if (contract.End < contract.Start)
            book.Fault($"{path}.end", "The contract ends before it starts.");
        if (contract.Terms.Count == 0)
            book.Fault($"{path}.terms", "A contract has at least one version of terms.");

        var consolidated = book.Known.Customers.GetValueOrDefault(contract.Customer).Consolidated;
        for (var i = 0; i < contract.Terms.Count; i++)
        {
            var at = FormattableString.Invariant($"{path}.terms[{i}]");
            if (i > 0 && contract.Terms[i].From <= contract.Terms[i - 1].From)
                book.Fault($"{at}.from", $"Versions stand oldest first: this one is from {contract.Terms[i].From}, the one before from {contract.Terms[i - 1].From}.");
            CheckTerms(at, contract, contract.Terms[i], consolidated);
        }
    }

    void CheckTerms(string path, BookContract contract, ContractTerms terms, bool consolidated)
    {
        BookRules.CheckCurrency(book, terms.Currency, $"{path}.currency");
        foreach (var fault in TermsRules.Check(terms, consolidated, contract.Type))
        {
            if (fault.IsError)
                book.Fault($"{path}.{fault.Path}", fault.Message);
            else
                book.Warn($"{path}.{fault.Path}", fault.Message);
        }

        for (var i = 0; i < terms.AggregateFees.Length; i++)
            CheckFee(FormattableString.Invariant($"{path}.aggregateFees[{i}]"), terms.AggregateFees[i]);
        for (var i = 0; i < terms.AggregateMeters.Length; i++)
            CheckPrice(FormattableString.Invariant($"{path}.aggregateMeters[{i}]"), terms.AggregateMeters[i]);
        for (var i = 0; i < terms.Items.Length; i++)
            CheckItem(FormattableString.Invariant($"{path}.items[{i}]"), terms.Items[i]);
    }

    void CheckItem(string path, ContractItem item)
    {
        for (var i = 0; i < item.Fees.Length; i++)
            CheckFee(FormattableString.Invariant($"{path}.fees[{i}]"), item.Fees[i]);
        for (var i = 0; i < item.Meters.Length; i++)
            CheckPrice(FormattableString.Invariant($"{path}.meters[{i}]"), item.Meters[i]);
        if (item.Machine is not { } serial)
            return;

        if (!book.Known.Machines.TryGetValue(serial, out var machine))
        {
            book.Fault($"{path}.machine", $"There is no machine {serial}, neither in this book nor kept before.");
            return;
        }

        for (var i = 0; i < item.Meters.Length && machine.Id > 0; i++)
            book.Meters.Name(machine.Id, serial, item.Meters[i].Type, FormattableString.Invariant($"{path}.meters[{i}].type"));
    }

    void CheckFee(string path, Fee fee)
    {
        if (string.IsNullOrWhiteSpace(fee.Type))
            book.Fault($"{path}.type", "May not be empty.");
        BookRules.CheckCustomer(book, fee.BillTo, $"{path}.billTo");
        BookRules.CheckCustomer(book, fee.Supplier, $"{path}.supplier");
    }

    void CheckPrice(string path, MeterPrice price)
    {
        if (string.IsNullOrWhiteSpace(price.Type))
            book.Fault($"{path}.type", "May not be empty.");
        BookRules.CheckCustomer(book, price.BillTo, $"{path}.billTo");
        BookRules.CheckCustomer(book, price.Supplier, $"{path}.supplier");
    }
}
