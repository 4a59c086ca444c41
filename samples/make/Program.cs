using Platen.Samples;
using Platen.Samples.Accounts;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: dotnet run --project samples/make -- FOLDER");
    return 2;
}

var dealer = new Dealer();
SmallOffices.Add(dealer);
Schools.Add(dealer);
Professions.Add(dealer);
Health.Add(dealer);
PublicSector.Add(dealer);
Industry.Add(dealer);
Retail.Add(dealer);
Charities.Add(dealer);
ByStatus.Add(dealer);

await File.WriteAllTextAsync(Path.Combine(folder, "demo-book.json"), BookText.Write(dealer.Book()));
await File.WriteAllTextAsync(Path.Combine(folder, "readings-2026-11.csv"), OpenMonth.Write(dealer.Devices));
Console.WriteLine(
    $"{dealer.Customers.Count} customers, {dealer.Devices.Count} machines, {dealer.Contracts.Count} contracts.");
return 0;
