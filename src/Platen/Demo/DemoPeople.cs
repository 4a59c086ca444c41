using Microsoft.EntityFrameworkCore;
using Platen.Data;
using Platen.Identity;
using Platen.Identity.SignIn;

namespace Platen.Demo;

/// <summary>
/// The sample dealer's people, one for each role. They have no password: the demo's own host lets anybody in as one of them by a
/// click, and no other host does.
/// </summary>
sealed class DemoPeople(Database database, PeopleStore people, TimeProvider clock)
{
    public static OneClick OneClick { get; } = new(
    [
        Is("Annelie Botha", "Admin"),
        Is("Thandeka Mokoena", "Billing clerk"),
        Is("Riaan Steyn", "Financial"),
        Is("Lerato Khumalo", "Contract administrator"),
        Is("Yusuf Ismail", "Releaser"),
        Is("Marike van Zyl", "Approver"),
        Is("Sipho Nkosi", "Account manager"),
        Is("Bongani Zulu", "Dispatcher"),
        Is("Deon Naidoo", "Technician"),
        Is("Grace Adams", "Auditor"),
        Is("Pieter Louw", "User"),
    ]);

    /// <summary>Adds those who are not there yet.</summary>
    public async Task Prepare(CancellationToken cancellation)
    {
        await using var db = new Db(database);
        var known = await db.People.Select(person => person.EmailKey).ToListAsync(cancellation);
        foreach (var person in OneClick.People.Where(person => !known.Contains(Person.KeyOf(person.Email))))
            await people.Add(AddPerson.Named(person.Name, person.Email, clock), [person.Role], cancellation);
    }

    static OneClickPerson Is(string name, string role) =>
        new(string.Join('.', name.ToLowerInvariant().Split(' ')) + "@rooikrans.example", name, role);
}
