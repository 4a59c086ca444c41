using Platen.Setup;
using Platen.Shell;

namespace Platen.Book;

/// <summary>Takes the sections of one book in, each after those that it refers to.</summary>
sealed class BookPass(BookIntake book, IProgress<Step> progress, long? length) : IDisposable
{
    const int ReportEvery = 1 << 20;

    readonly VersionIntake _version = new(book);
    readonly ReadingRows _readings = new(book, progress);
    readonly SectionIntake[] _sections = new SectionIntake[Enum.GetValues<Section>().Length];
    long _reported;

    public CompanyIntake Company { get; } = new(book);
    public CustomerIntake Customers { get; } = new(book);
    public MachineIntake Machines { get; } = new(book);
    public ContractIntake Contracts { get; } = new(book);
    public GroupIntake Groups { get; } = new(book);
    public ReadingRows Readings => _readings;

    /// <summary>What came of the dealer's tables.</summary>
    public IEnumerable<Tally> Setup => SetupSections.All.Select(known => _sections[(int)known.Section].Tally);

    /// <summary>A section came after one that may refer to it: this pass is void.</summary>
    public bool IsOutOfOrder { get; private set; }

    /// <summary>Reads from one end to the other, all sections or a single one.</summary>
    public async Task Run(BookReader reader, Section? only, CancellationToken cancellation)
    {
        Fill();
        Section? current = null;
        while (!book.HasTooManyFaults && await reader.Read(cancellation))
        {
            Report(reader.Done);
            if (only is not null && reader.Section != only)
                continue;

            if (current != reader.Section)
            {
                if (current is { } ended)
                    await _sections[(int)ended].Finish(cancellation);
                IsOutOfOrder = only is null && reader.Section != Section.Version && current > reader.Section;
                if (IsOutOfOrder)
                    return;
                current = reader.Section == Section.Version && only is null ? current : reader.Section;
            }

            var section = _sections[(int)reader.Section];
            section.Take(reader.Index, reader.Element);
            if (section.IsFull)
                await section.Write(cancellation);
        }

        if (current is { } last)
            await _sections[(int)last].Finish(cancellation);
    }

    /// <summary>What only the whole book can tell.</summary>
    public async Task CheckWhole(CancellationToken cancellation)
    {
        _version.CheckCame();
        if (!book.Known.Company)
            book.Fault("$.company", "Missing. The first book says who the dealer is: { \"name\": ..., \"currency\": ... }.");
        await book.Consolidation.Check(cancellation);
    }

    void Fill()
    {
        (_sections[(int)Section.Sites], _sections[(int)Section.ExchangeRates]) = (new SetupIntake<Site>(book, Section.Sites), new SetupIntake<ExchangeRate>(book, Section.ExchangeRates));
        (_sections[(int)Section.TaxRates], _sections[(int)Section.ContractTypes]) = (new SetupIntake<TaxRate>(book, Section.TaxRates), new SetupIntake<ContractType>(book, Section.ContractTypes));
        (_sections[(int)Section.FeeTypes], _sections[(int)Section.MeterTypes]) = (new SetupIntake<FeeType>(book, Section.FeeTypes), new SetupIntake<MeterType>(book, Section.MeterTypes));
        _sections[(int)Section.PartCodes] = new SetupIntake<PartCode>(book, Section.PartCodes);
        (_sections[(int)Section.ProductCategories], _sections[(int)Section.Products]) = (new SetupIntake<ProductCategory>(book, Section.ProductCategories), new SetupIntake<Product>(book, Section.Products));
        (_sections[(int)Section.CountCycles], _sections[(int)Section.RunSets]) = (new SetupIntake<CountCycle>(book, Section.CountCycles), new SetupIntake<RunSet>(book, Section.RunSets));
        (_sections[(int)Section.Version], _sections[(int)Section.Company]) = (_version, Company);
        (_sections[(int)Section.Customers], _sections[(int)Section.Machines]) = (Customers, Machines);
        (_sections[(int)Section.Contracts], _sections[(int)Section.Readings]) = (Contracts, _readings);
        _sections[(int)Section.ChargeGroups] = Groups;
    }

    void Report(long done)
    {
        if (done - _reported < ReportEvery)
            return;
        _reported = done;
        progress.Report(new Step("Book", done, length));
    }

    public void Dispose() => _readings.Dispose();
}
