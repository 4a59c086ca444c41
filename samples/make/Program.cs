using Platen.Samples;
using Platen.Samples.Accounts;

var check = args is ["--check", _];
if (args is not ([_] or ["--check", _]))
{
    Console.Error.WriteLine("Usage: dotnet run --project samples/make -- [--check] FOLDER");
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

(string Name, string Text)[] files =
[
    ("demo-book.json", BookText.Write(dealer.Book())),
    ("readings-2026-11.csv", OpenMonth.Write(dealer.Devices)),
];
foreach (var (name, text) in files)
{
    var path = Path.Combine(args[^1], name);
    if (!check)
    {
        await File.WriteAllTextAsync(path, text);
    }
    else if (await File.ReadAllTextAsync(path) != text)
    {
        Console.Error.WriteLine($"{path} is not what samples/make writes. Write it anew, or undo the change.");
        return 1;
    }
}

Console.WriteLine(
    $"{dealer.Customers.Count} customers, {dealer.Devices.Count} machines, {dealer.Contracts.Count} contracts.");
return 0;
