using Platen.Contracts;
using Platen.Rating;

namespace Platen.Book;

/// <summary>What a contract in a book must obey: the rules of every contract, and its versions stand oldest first.</summary>
sealed class BookContractRules(BookIntake book)
{
    readonly Referable _known = new(
        book.Known.Customers.ContainsKey, serial => book.Known.Machines.ContainsKey(serial), ", neither in this book nor kept before");

    public void Check(string path, BookContract contract)
    {
        Tell(path, ContractRules.Header(new ContractHeader(contract.Customer, contract.Type, contract.Start, contract.End), _known));
        if (contract.Site is { } site && !book.Known.Sites.Contains(site))
            book.Fault($"{path}.site", $"There is no site {site}, neither in this book nor kept before.");
        if (contract.Terms.Count == 0)
            book.Fault($"{path}.terms", "A contract has at least one version of terms.");

        var consolidated = book.Known.Customers.GetValueOrDefault(contract.Customer).Consolidated;
        for (var i = 0; i < contract.Terms.Count; i++)
        {
            var (at, terms) = (FormattableString.Invariant($"{path}.terms[{i}]"), contract.Terms[i]);
            if (i > 0 && terms.From <= contract.Terms[i - 1].From)
                book.Fault($"{at}.from", $"Versions stand oldest first: this one is from {terms.From}, the one before from {contract.Terms[i - 1].From}.");
            foreach (var (place, address) in ContractRules.Addresses(terms))
                BookRules.CheckAddress(book, contract.Customer, address, $"{at}.{place}");
            Tell(at, ContractRules.Terms(terms, consolidated, book.Known.PrepaidTypes.Contains(contract.Type), _known));
            NameMeters(at, terms);
        }
    }

    void Tell(string path, IReadOnlyList<TermsFault> faults)
    {
        foreach (var fault in faults)
        {
            if (fault.IsError)
                book.Fault($"{path}.{fault.Path}", fault.Message);
            else
                book.Warn($"{path}.{fault.Path}", fault.Message);
        }
    }

    /// <summary>Counters that a contract names without the machine listing them are made.</summary>
    void NameMeters(string path, ContractTerms terms)
    {
        for (var i = 0; i < terms.Items.Length; i++)
        {
            if (terms.Items[i].Machine is not { } serial || book.Known.Machines.GetValueOrDefault(serial) is not { Id: > 0 } machine)
                continue;
            for (var j = 0; j < terms.Items[i].Meters.Length; j++)
                book.Meters.Name(machine.Id, serial, terms.Items[i].Meters[j].Type, FormattableString.Invariant($"{path}.items[{i}].meters[{j}].type"));
        }
    }
}
