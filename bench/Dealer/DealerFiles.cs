using System.Text.Json;
using Platen.Rating;

namespace Platen.Bench.Dealer;

/// <summary>The dealer's book and the month's readings, as the files a person would import.</summary>
sealed record DealerFiles(string Book, string Readings)
{
    public static DealerFiles Write(SyntheticDealer dealer, Period period, string folder)
    {
        var files = new DealerFiles(Path.Combine(folder, "book.json"), Path.Combine(folder, "readings.csv"));
        using (var stream = File.Create(files.Book))
        using (var json = new Utf8JsonWriter(stream))
            new BookFile(dealer, period, json).Write();
        using (var csv = new StreamWriter(files.Readings))
            WriteReadings(dealer, period, csv);
        return files;
    }

    static void WriteReadings(SyntheticDealer dealer, Period period, StreamWriter csv)
    {
        csv.WriteLine("serial,meter,date,value");
        for (var machine = 0; machine < dealer.Machines; machine++)
        {
            if (!SyntheticDealer.IsRead(machine))
                continue;
            for (var meter = 0; meter < SyntheticDealer.Meters.Length; meter++)
            {
                var value = SyntheticDealer.Opening(machine, meter) + SyntheticDealer.Copies(machine, meter);
                csv.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{SyntheticDealer.Serial(machine)},{SyntheticDealer.Meters[meter]},{period.LastDay:yyyy-MM-dd},{value}"));
            }
        }
    }
}
