using System.CommandLine;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Setup;

/// <summary>company: show, change.</summary>
static class CompanyVerbs
{
    public static Command All() => new Command("company", "The dealer itself: name, currency, financial year, tax.").With(Show(), Change());

    static Command Show() => new Command("show", "What is known of the dealer, as JSON.").Does(async (verb, cancellation) =>
    {
        await Written.Print(verb, await verb.Use<ShowCompany>().Run(cancellation) ?? throw new Refusal("Nothing is known of the dealer yet. 'platen company change' says it, or a book."));
        return Exit.Done;
    });

    static Command Change()
    {
        var details = new Argument<string>("details") { Description = "As JSON, like {\"name\":\"My Dealer\",\"currency\":\"ZAR\",\"financialYearEndMonth\":2,\"taxRate\":\"15\"}." };
        return new Command("change", "Say who the dealer is; once something is billed, currency and financial year stay.").With(details).Does(async (verb, cancellation) =>
        {
            var company = Written.Read<CompanyDetails>(verb.Get(details));
            await verb.Use<ChangeCompany>().Run(company, cancellation);
            await verb.Answer(company, screen => screen.WriteLine($"The dealer is {company.Name}."));
            return Exit.Done;
        });
    }
}
