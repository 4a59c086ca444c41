using System.CommandLine;
using System.Text.Json;
using Platen.Audit;
using Platen.Data;
using Spectre.Console;
using JsonText = Platen.Data.Json;

namespace Platen.Shell;

/// <summary>
/// A verb under way: what was typed, the use cases on the opened database, and the answer, in words for a person or in
/// JSON for a program.
/// </summary>
sealed class Verb(ParseResult parsed) : IAsyncDisposable
{
    readonly Root _root = (Root)parsed.RootCommandResult.Command;
    Database? _database;
    ServiceProvider? _services;
    AsyncServiceScope? _scope;

    public Terminal Terminal => _root.Terminal;
    public TimeProvider Clock => _root.Clock;
    public bool Json => parsed.GetValue(_root.Json);
    public bool Verbose => parsed.GetValue(_root.Verbose);

    /// <summary>Where the data lives, for a verb that opens it in its own way.</summary>
    public (string Folder, string? Postgres) Place => _root.Place(parsed);

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);
    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>A use case of any module, on the database, which is opened and brought up to date when first asked for.</summary>
    public T Use<T>()
        where T : notnull
    {
        if (_scope is null)
        {
            _services = new ServiceCollection().AddPlaten(Open(), Clock).BuildServiceProvider(validateScopes: true);
            _scope = _services.CreateAsyncScope();
            _scope.Value.ServiceProvider.GetRequiredService<Acting>().Who = Actor.CommandLine;
        }

        return _scope.Value.ServiceProvider.GetRequiredService<T>();
    }

    /// <summary>The database, opened and brought up to date.</summary>
    public Database Open()
    {
        if (_database is null)
        {
            _database = Database.Open(Place.Folder, Place.Postgres);
            _database.Migrate();
        }

        return _database;
    }

    /// <summary>Gives the answer: the value itself with --json, else what <paramref name="say"/> makes of it.</summary>
    public async Task Answer<T>(T value, Action<IAnsiConsole> say)
    {
        if (Json)
        {
            await JsonSerializer.SerializeAsync(Terminal.Output, value, JsonText.Indented);
            Terminal.Output.WriteByte((byte)'\n');
            return;
        }

        say(Screen.On(Terminal.Text));
    }

    /// <summary>Does long work under a bar, where a person is watching.</summary>
    public Task<T> Watch<T>(Func<IProgress<Step>, Task<T>> work) =>
        Terminal.IsInteractive && !Json ? Bars.Show(Terminal.Error, work) : work(Bars.Unseen);

    /// <summary>The sentence for a person; everything with --verbose.</summary>
    public string Explain(Exception failure) => Failures.Explain(failure, _database, Verbose);

    public async ValueTask DisposeAsync()
    {
        if (_scope is { } scope)
            await scope.DisposeAsync();
        if (_services is not null)
            await _services.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
