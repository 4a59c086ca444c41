using Platen.Audit;
using Platen.Data;
using Platen.Shell;
using Platen.Shell.Access;

namespace Platen.ChargeGroups;

/// <summary>Sets charge groups up and changes them. A machine joins and leaves with the next charge run (G-11); what was billed stays.</summary>
[Needs(GroupPermissions.Edit)]
sealed class SaveGroup(Database database, AuditTrail trail)
{
    /// <returns>Its number.</returns>
    /// <exception cref="Refusal">With every fault by JSON path.</exception>
    public Task<int> Add(GroupDetails details, CancellationToken cancellation) => Save(details.Name, (known, _) =>
        known is null ? details : throw new Refusal("Nothing was saved.", [new Fault("name", $"There is a charge group {details.Name} already.")]), cancellation);

    /// <returns>Its number.</returns>
    /// <exception cref="Refusal">With every fault by JSON path, or there is none of the name.</exception>
    public Task<int> Change(string name, GroupDetails details, CancellationToken cancellation) => Save(name, (known, _) =>
    {
        Known(known, name);
        return details.Name == name ? details : throw new Refusal("Nothing was saved.", [new Fault("name", $"The charge group {name} keeps its name: what was billed names it so.")]);
    }, cancellation);

    /// <summary>Puts machines into it, or takes them out, from the next charge run on.</summary>
    public Task<int> Machines(string name, IReadOnlyCollection<string> serials, bool isIn, CancellationToken cancellation) => Save(name, (known, faults) =>
    {
        var before = Known(known, name);
        var present = before.Machines.Concat(before.Joined.Where(member => member.Until is null).Select(member => member.Machine)).ToHashSet(StringComparer.Ordinal);
        foreach (var serial in serials.Where(serial => present.Contains(serial) == isIn))
            faults.Add(new Fault("machines", isIn ? $"{serial} is in the group already." : $"{serial} is not in the group."));
        return isIn
            ? before with { Machines = [.. before.Machines, .. serials] }
            : before with
            {
                Machines = [.. before.Machines.Except(serials)],
                Joined = [.. before.Joined.Where(member => member.Until is not null || !serials.Contains(member.Machine))],
            };
    }, cancellation);

    /// <summary>Lets a machine leave after the last period in which it counts, and another come in its place.</summary>
    public Task<int> PassOn(string name, GroupMembership old, GroupMembership fresh, CancellationToken cancellation) => Save(name, (known, _) =>
    {
        var before = Known(known, name);
        return before with
        {
            Machines = [.. before.Machines.Where(machine => machine != old.Machine)],
            Joined = [.. before.Joined.Where(member => member.Machine != old.Machine || member.Until is not null), old, fresh],
        };
    }, cancellation);

    /// <summary>Ends it with a period (G-12); null: it goes on.</summary>
    public Task<int> End(string name, Rating.Period? last, CancellationToken cancellation) =>
        Save(name, (known, _) => Known(known, name) with { EndPeriod = last }, cancellation);

    static GroupDetails Known(GroupDetails? known, string name) => known ?? throw new Refusal($"There is no charge group {name}.");

    async Task<int> Save(string name, Func<GroupDetails?, List<Fault>, GroupDetails> change, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        // Taken first: of two who want one machine, the other waits here and then finds it taken.
        var revision = await Sequences.Take(write.Connection, Sequences.Revision, 1, cancellation);
        await using var db = Db.Within(database, write);
        var hand = await GroupInHand.Take(db, name, cancellation);
        var faults = new List<Fault>();
        var details = change(hand.Before, faults);
        var (found, plan) = await hand.Check(details, cancellation);
        faults.AddRange(found);
        if (faults.Count > 0)
            throw new Refusal("Nothing was saved.", faults);
        var id = hand.Kept?.Id ?? (int)await Sequences.Take(write.Connection, "charge_groups", 1, cancellation);
        if (await hand.Write(details, plan, id, revision, cancellation))
        {
            await trail.Commit(write, new Change(hand.Kept is null ? "group.added" : "group.changed", "group", details.Name, hand.Before,
                details with { Machines = [], Joined = plan.Members }), cancellation);
        }

        return id;
    }
}
