using BenchmarkDotNet.Attributes;
using Platen.Rating;

namespace Platen.Bench.Rating;

/// <summary>
/// How many meters a second one core counts and prices, through the call that a run makes. Op/s are charges: one meter,
/// its readings counted, a minimum and up to four levels priced.
/// </summary>
[MemoryDiagnoser]
public class RatingSpeed
{
    ContractToRate[] _contracts = [];
    int _next;

    /// <summary>How many contracts take turns, so that none stays in the processor's cache when there are many.</summary>
    [Params(1, 1_000, 100_000)]
    public int Contracts { get; set; }

    [GlobalSetup]
    public void MakeContracts()
    {
        _contracts = ContractsToRate.Make(Contracts);
        // What is measured is what is meant: each meter a charge, with the amount that the floor makes it.
        foreach (var contract in _contracts)
        {
            var rated = ContractRating.Rate(contract, ContractsToRate.Period);
            if (rated.Charges.Count != ContractsToRate.ChargesEach || rated.Charges.Sum(charge => charge.Amount) != BareArithmetic.Rate(contract))
                throw new InvalidOperationException($"{contract.Contract} is rated wrong: a measurement of it would say nothing.");
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = ContractsToRate.ChargesEach)]
    public decimal Floor() => BareArithmetic.Rate(Next());

    [Benchmark(OperationsPerInvoke = ContractsToRate.ChargesEach)]
    public RatedContract Rate() => ContractRating.Rate(Next(), ContractsToRate.Period);

    /// <summary>The same, and every line put into words, as when it is written on an invoice.</summary>
    [Benchmark(OperationsPerInvoke = ContractsToRate.ChargesEach)]
    public int RateAndExplain()
    {
        var letters = 0;
        foreach (var charge in ContractRating.Rate(Next(), ContractsToRate.Period).Charges)
        {
            foreach (var line in charge.Lines)
                letters += charge.Explain(line).Length;
        }

        return letters;
    }

    ContractToRate Next()
    {
        _next = _next + 1 == _contracts.Length ? 0 : _next + 1;
        return _contracts[_next];
    }
}
