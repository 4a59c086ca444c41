using System.CommandLine;
using System.Diagnostics.CodeAnalysis;

namespace Platen.Shell;

/// <summary>How modules write their verbs: <c>new Command("close", "...").With(period).Does(async (verb, cancellation) => ...)</c>.</summary>
static class CommandExtensions
{
    public static Command With(this Command command, params ReadOnlySpan<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else if (symbol is Option option)
                command.Options.Add(option);
            else
                command.Subcommands.Add((Command)symbol);
        }

        return command;
    }

    /// <summary>What the verb does. A failure becomes a sentence here, and nowhere else.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The outer edge: every failure ends as a sentence and an exit code.")]
    public static Command Does(this Command command, Func<Verb, CancellationToken, Task<Exit>> work)
    {
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var verb = new Verb(parsed);
            try
            {
                return (int)await work(verb, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                await verb.Terminal.Error.WriteLineAsync("Stopped. Nothing of the step under way was kept.");
            }
            catch (Exception failure)
            {
                await Tell(verb, failure);
            }

            return (int)Exit.Failed;
        });
        return command;
    }

    static async Task Tell(Verb verb, Exception failure)
    {
        var words = verb.Explain(failure);
        await verb.Terminal.Error.WriteLineAsync(words);
        if (verb.Json)
        {
            var refusal = failure as Refusal;
            await verb.Answer(new Failure(refusal?.Message ?? words, refusal?.Faults ?? []), _ => { });
        }
    }

    /// <summary>A failure as --json answers it.</summary>
    sealed record Failure(string Error, IReadOnlyList<Fault> Errors);
}
