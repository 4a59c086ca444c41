using System.CommandLine;
using System.Globalization;
using Platen.Rating;
using Platen.Shell;
using Platen.Shell.Components;
using Spectre.Console;

namespace Platen.Billing.Escalation;

/// <summary>escalate: raise prices from a month on.</summary>
static class EscalationVerbs
{
    public static Command Escalate()
    {
        var period = AskedMonth.Argument("The month in which the new prices start, like 2027-03.");
        var preview = new Option<bool>("--preview") { Description = "Show what would rise and what it is worth; keep nothing." };
        var only = new Option<ChargeKind?>("--only") { Description = "Only meters or only fees: meter, fee." };
        var type = new Option<string?>("--type") { Description = "Only this fee type or meter type." };
        var contractType = new Option<string?>("--contract-type") { Description = "Only contracts of this type." };
        var contract = new Option<string?>("--contract") { Description = "Only this contract." };
        var item = new Option<string?>("--item") { Description = "Only what is charged for this machine's serial, or location." };
        var percent = new Option<decimal?>("--percent") { Description = "Raise by so many percent now, whatever the contracts say; with --reason." };
        var amount = new Option<decimal?>("--amount") { Description = "Raise fees and minimums by so much now; with --reason." };
        var reason = new Option<string?>("--reason") { Description = "What an escalation out of turn is called: under one reason a charge rises once." };
        var firstYear = new Option<bool>("--first-year-too") { Description = "Also contracts in their first twelve months." };
        var letters = new Option<string?>("--letters") { Description = "Write a PDF with a letter to each customer into this file." };
        return new Command("escalate", "Raise prices from a month on: as the contracts agreed, or out of turn.")
            .With(period, preview, only, type, contractType, contract, item, percent, amount, reason, firstYear, letters)
            .Does(async (verb, cancellation) =>
            {
                var request = new EscalationRequest(verb.Get(period))
                {
                    Only = verb.Get(only),
                    Type = verb.Get(type),
                    ContractType = verb.Get(contractType),
                    Contract = verb.Get(contract),
                    Item = verb.Get(item),
                    AdHoc = EscalationRequest.By(verb.Get(percent), verb.Get(amount)),
                    Reason = verb.Get(reason),
                    FirstYearToo = verb.Get(firstYear),
                };
                var answer = verb.Get(preview)
                    ? await verb.Use<PreviewEscalation>().Run(request, cancellation)
                    : await verb.Watch(progress => verb.Use<EscalatePrices>().Run(request, progress, cancellation));
                await verb.Answer(answer, screen => Show(screen, answer));
                if (verb.Get(letters) is { } file)
                    await File.WriteAllBytesAsync(file, await verb.Use<WriteLetters>().Run(request.Period, answer.State == "preview" ? answer : null, cancellation), cancellation);
                return answer.Contracts.Any(one => one.Left is not null) ? Exit.DoneWithExceptions : Exit.Done;
            });
    }

    static void Show(IAnsiConsole screen, EscalationAnswer answer)
    {
        var rising = answer.Contracts.Where(one => one.Left is null).ToList();
        screen.WriteLine(rising.Count == 0
            ? $"No price rises in {answer.Period}."
            : string.Create(CultureInfo.InvariantCulture, $"{(answer.State == "preview" ? "Would rise" : "Raised")} from {answer.Period}: {rising.Sum(one => one.Prices.Count):N0} prices of {rising.Count:N0} {(rising.Count == 1 ? "contract" : "contracts")}"));
        foreach (var effect in answer.Effect)
            screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  worth {Numerals.Amount(effect.Year)} {effect.Currency} on the last twelve billed months of {effect.Contracts:N0} {(effect.Contracts == 1 ? "contract" : "contracts")}"));
        if (rising.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumn("Contract").AddColumn("Customer").AddColumn("Price")
                .AddColumn(new TableColumn("Old").RightAligned()).AddColumn(new TableColumn("New").RightAligned()).AddColumn("");
            foreach (var one in rising)
            {
                foreach (var (words, price) in PriceWords.Alike(one.Prices))
                    table.AddRow(Markup.Escape(one.Contract), Markup.Escape(one.CustomerName), Markup.Escape(words), Numerals.UnitPrice(price.Old), Numerals.UnitPrice(price.New), price.Capped ? "capped" : "");
            }

            screen.Write(table);
        }

        foreach (var one in answer.Contracts.Where(one => one.Left is not null))
            screen.WriteLine($"left: {one.Contract} {one.Left}");
        foreach (var one in rising.Where(one => one.Warning is not null))
            screen.WriteLine($"look: {one.Contract} {one.Warning}");
        if (answer.Missed.Count > 0)
            screen.WriteLine($"look: prices would have risen in {string.Join(", ", answer.Missed)} too, and did not. Raise them first, or out of turn.");
    }
}
