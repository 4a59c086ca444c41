using System.CommandLine;
using Platen.Bench.Rating;

return await new RootCommand("Measures Platen.") { RatingVerb.Make() }.Parse(args).InvokeAsync();
