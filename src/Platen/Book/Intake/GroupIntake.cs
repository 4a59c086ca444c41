using Platen.Audit;
using Platen.ChargeGroups;

namespace Platen.Book;

/// <summary>Takes in charge groups, once all that they name is in. A known one is changed as by hand: machines join and leave with the next charge run.</summary>
sealed class GroupIntake(BookIntake book) : SectionIntake
{
    readonly Dictionary<string, (GroupDetails Details, int Place)> _groups = new(StringComparer.Ordinal);

    public override bool IsFull => false;

    public override void Take(int row, ReadOnlySpan<byte> element)
    {
        var path = Section.ChargeGroups.Path(row);
        if (book.Parse<GroupDetails>(element, path, "name", out _) is not { } details)
            return;
        foreach (var fault in details.Faults())
            book.Fault($"{path}.{fault.Path}", fault.Message);
        BookRules.CheckCustomer(book, details.Customer, $"{path}.customer");
        BookRules.CheckCustomer(book, details.FinancedBy, $"{path}.financedBy");
        for (var i = 0; i < details.Machines.Count; i++)
        {
            if (!book.Known.Machines.ContainsKey(details.Machines[i]))
                book.Fault(FormattableString.Invariant($"{path}.machines[{i}]"), $"There is no machine {details.Machines[i]}, neither in this book nor kept before.");
        }

        if (!_groups.TryAdd(details.Name, (details, row)))
            book.Fault($"{path}.name", $"{details.Name} stands twice; the first is {Section.ChargeGroups.Path(_groups[details.Name].Place)}. Keep one.");
    }

    public override async Task Write(CancellationToken cancellation)
    {
        // What they name is only in where the book was sound so far; then each is checked, whatever the others are.
        foreach (var (details, place) in book.IsSound ? _groups.Values.OrderBy(group => group.Place).ToList() : [])
            await Keep(details, Section.ChargeGroups.Path(place), cancellation);

        _groups.Clear();
    }

    async Task Keep(GroupDetails details, string path, CancellationToken cancellation)
    {
        await using var db = await book.Entities(cancellation);
        var hand = await GroupInHand.Take(db, details.Name, cancellation);
        var (faults, plan) = await hand.Check(details, cancellation);
        foreach (var fault in faults)
            book.Fault($"{path}.{fault.Path}", fault.Message);
        if (!book.IsSound)
            return;
        var id = hand.Kept is null ? await book.Ids("charge_groups", 1, cancellation) : 0;
        if (!await hand.Write(details, plan, id, book.Revision, cancellation))
        {
            Tally.Unchanged++;
            return;
        }

        if (hand.Kept is null)
            Tally.New++;
        else
            Tally.Updated++;
        book.Note(new Change(hand.Kept is null ? "group.added" : "group.changed", "group", details.Name, hand.Before, details with { Machines = [], Joined = plan.Members }));
    }
}
