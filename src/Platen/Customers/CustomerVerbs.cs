using System.CommandLine;
using Platen.Shell;
using Spectre.Console;

namespace Platen.Customers;

/// <summary>customer: show, add, change.</summary>
static class CustomerVerbs
{
    public static Command All() => new Command("customer", "Customers, finance companies and suppliers.").With(Show(), Add(), Change());

    static Command Show()
    {
        var code = new Argument<string>("code") { Description = "The customer's code." };
        return new Command("show", "A customer's details, as JSON.").With(code).Does(async (verb, cancellation) =>
        {
            await Written.Print(verb, await verb.Use<ReadCustomer>().Run(verb.Get(code), cancellation));
            return Exit.Done;
        });
    }

    static Command Add()
    {
        var details = Details();
        return new Command("add", "Add a customer.").With(details).Does(async (verb, cancellation) =>
        {
            var customer = Written.Read<CustomerDetails>(verb.Get(details));
            await verb.Use<SaveCustomer>().Add(customer, cancellation);
            await verb.Answer(customer, screen => screen.WriteLine($"Added {customer.Code}, {customer.Name}."));
            return Exit.Done;
        });
    }

    static Command Change()
    {
        var details = Details();
        return new Command("change", "Change a customer, by the code that its details name.").With(details).Does(async (verb, cancellation) =>
        {
            var customer = Written.Read<CustomerDetails>(verb.Get(details));
            await verb.Use<SaveCustomer>().Change(customer.Code, customer, cancellation);
            await verb.Answer(customer, screen => screen.WriteLine($"Changed {customer.Code}, {customer.Name}."));
            return Exit.Done;
        });
    }

    static Argument<string> Details() => new("details") { Description = "As JSON, like {\"code\":\"CUST-A\",\"name\":\"Customer A\"}." };
}
