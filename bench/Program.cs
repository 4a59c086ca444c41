using System.CommandLine;
using Platen.Bench;
using Platen.Bench.Rating;

return await new RootCommand("Measures Platen: see bench/README.md.") { RunVerb.Make(), ImportVerb.Make(), RatingVerb.Make() }.Parse(args).InvokeAsync();
