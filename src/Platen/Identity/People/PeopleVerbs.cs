using System.CommandLine;
using System.Globalization;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Identity;

/// <summary>user: add, list, roles, limit, site, disable, enable, sign-out, link.</summary>
static class PeopleVerbs
{
    public static Command User() => new Command("user", "Who may sign in.").With(Add(), List(), Roles(), Limit(), Site(), Disable(), Enable(), SignOut(), Link());

    static Command Add()
    {
        var email = Email();
        var name = new Option<string>("--name") { Description = "How others read them", Required = true };
        var roles = RoleOption();
        var fromInput = new Option<bool>("--password-stdin") { Description = "Read their password from the standard input instead of making a link" };
        var address = Address();
        return new Command("add", "Let somebody in: prints the link with which they choose their password.")
            .With(email, name, roles, fromInput, address)
            .Does(async (verb, cancellation) =>
            {
                var password = verb.Get(fromInput) ? await verb.Terminal.Input.ReadLineAsync(cancellation) ?? "" : null;
                var added = await verb.Use<AddPerson>().Run(verb.Get(email), verb.Get(name)!, verb.Get(roles)!, password, cancellation);
                if (added.Link is not null)
                    added = added with { Link = verb.Get(address)!.TrimEnd('/') + added.Link };
                await verb.Answer(added, screen => screen.WriteLine(added.Link is { } link
                    ? $"{added.Name} chooses a password, within a day and once, at\n  {link}"
                    : $"{added.Name} may sign in as {added.Email}."));
                return Exit.Done;
            });
    }

    static Command List() => new Command("list", "Everybody who may sign in, or could.").Does(async (verb, cancellation) =>
    {
        var people = await verb.Use<ListPeople>().Everybody(cancellation);
        await verb.Answer(people, screen => Show(screen, people));
        return Exit.Done;
    });

    static Command Roles()
    {
        var email = Email();
        var roles = RoleOption();
        return new Command("roles", "Give somebody these roles, and take away all others.").With(email, roles).Does(async (verb, cancellation) =>
        {
            var person = await verb.Use<ChangePeople>().Roles(verb.Get(email), verb.Get(roles)!, null, cancellation);
            await verb.Answer(new Answered(person.Email), screen => screen.WriteLine($"{person.Name} is now: {string.Join(", ", verb.Get(roles)!)}."));
            return Exit.Done;
        });
    }

    static Command Limit()
    {
        var email = Email();
        var to = new Argument<string>("to") { Description = "own: only customers whose account manager they are. none: everybody." };
        to.AcceptOnlyFromAmong("own", "none");
        var sites = new Option<string[]>("--site") { Description = "Only contracts of this branch, and what hangs on them; may be said more than once. Left out: of all", HelpName = "CODE" };
        return new Command("limit", "Limit somebody to their own accounts, to some branches, or to both; or lift that.").With(email, to, sites).Does(async (verb, cancellation) =>
        {
            var branches = verb.Get(sites) ?? [];
            var person = await verb.Use<ChangePeople>().Limit(verb.Get(email), verb.Get(to) == "own", branches, cancellation);
            await verb.Answer(new Answered(person.Email), screen => screen.WriteLine(Sees(person, branches)));
            return Exit.Done;
        });
    }

    static string Sees(Person person, string[] sites)
    {
        var whose = person.OwnAccountsOnly ? $"only customers whose account manager is {person.Email}" : "every customer";
        return sites.Length == 0 ? $"{person.Name} sees {whose}." : $"{person.Name} sees {whose} with contracts of {string.Join(", ", sites)}, and of them only those contracts.";
    }

    static Command Site()
    {
        var email = Email();
        var site = new Argument<string?>("site") { Description = "A branch, by its code; left out: none in particular.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("site", "The branch whose contracts somebody sees first; they may look at others.").With(email, site).Does(async (verb, cancellation) =>
        {
            var person = await verb.Use<ChangePeople>().DefaultSite(verb.Get(email), verb.Get(site), cancellation);
            await verb.Answer(new Answered(person.Email), screen => screen.WriteLine($"{person.Name} sees the contracts of {person.DefaultSite ?? "all branches"} first."));
            return Exit.Done;
        });
    }

    static Command Disable() => Changes("disable", "Let somebody in no more, and out at once.", "may not sign in any more", (change, email, cancellation) => change.Disable(email, cancellation));

    static Command Enable() => Changes("enable", "Let somebody in again.", "may sign in again", (change, email, cancellation) => change.Enable(email, cancellation));

    static Command SignOut() =>
        Changes("sign-out", "End somebody's sessions in every browser.", "is signed out everywhere", (change, email, cancellation) => change.SignOut(email, cancellation));

    static Command Changes(string name, string what, string done, Func<ChangePeople, string, CancellationToken, Task<Person>> change)
    {
        var email = Email();
        return new Command(name, what).With(email).Does(async (verb, cancellation) =>
        {
            var person = await change(verb.Use<ChangePeople>(), verb.Get(email), cancellation);
            await verb.Answer(new Answered(person.Email), screen => screen.WriteLine($"{person.Name} {done}."));
            return Exit.Done;
        });
    }

    static Command Link()
    {
        var email = Email();
        var withoutCode = new Option<bool>("--forget-authenticator") { Description = "Their telephone is lost too: ask for no code until they set one up again" };
        var address = Address();
        return new Command("link", "A new link to choose a password, for who has lost theirs.").With(email, withoutCode, address).Does(async (verb, cancellation) =>
        {
            var link = verb.Get(address)!.TrimEnd('/') + await verb.Use<ChangePeople>().Link(verb.Get(email), verb.Get(withoutCode), cancellation);
            await verb.Answer(new Answered(verb.Get(email), link), screen => screen.WriteLine(link));
            return Exit.Done;
        });
    }

    static Option<string[]> RoleOption() =>
        new("--role") { Description = "What they do here; may be said more than once", HelpName = "ROLE", Required = true };

    static Argument<string> Email() => new("email") { Description = "What they sign in with." };

    static Option<string> Address() => new("--address")
    {
        Description = "Where their browser finds this Platen",
        HelpName = "URL",
        DefaultValueFactory = _ => ServeVerb.DefaultUrls,
    };

    static void Show(IAnsiConsole screen, IReadOnlyList<PersonRow> people)
    {
        if (people.Count == 0)
        {
            screen.WriteLine("Nobody yet. 'platen serve' prints a link for the first administrator; 'platen user add' lets somebody in.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("E-mail").AddColumn("Name").AddColumn("Roles").AddColumn("Code").AddColumn("Signed in").AddColumn("");
        foreach (var person in people)
        {
            table.AddRow(
                Markup.Escape(person.Email), Markup.Escape(person.Name), Markup.Escape(string.Join(", ", person.Roles)), person.AsksForCode ? "yes" : "no",
                person.SignedInAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "never", Markup.Escape(string.Join(", ", States(person))));
        }

        screen.Write(table);
    }

    static IEnumerable<string> States(PersonRow person) =>
        [.. person.Disabled ? ["disabled"] : (string[])[], .. person.OwnAccountsOnly ? ["own accounts"] : (string[])[], .. person.Sites];

    /// <summary>As --json answers it.</summary>
    sealed record Answered(string Email, string? Link = null);
}
