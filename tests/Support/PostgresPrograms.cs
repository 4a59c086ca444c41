using System.Diagnostics;

namespace Platen.Testing;

/// <summary>
/// PostgreSQL's own programs, run as a user who is not root: PostgreSQL refuses to serve as root, so root runs them as the
/// package's user or, without one, as nobody.
/// </summary>
sealed class PostgresPrograms
{
    readonly string _folder;
    readonly string? _user = Environment.IsPrivilegedProcess ? UnprivilegedUser() : null;

    PostgresPrograms(string folder) => _folder = folder;

    /// <exception cref="PostgresMissingException">PostgreSQL is not installed here.</exception>
    public static PostgresPrograms Find()
    {
        if (OperatingSystem.IsWindows())
            throw new PostgresMissingException("A PostgreSQL server of the tests' own needs Linux or macOS.");

        var folder = Installed().Concat(OnPath()).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
        return new PostgresPrograms(folder ?? throw new PostgresMissingException("PostgreSQL is not installed: sudo apt-get install postgresql"));
    }

    /// <summary>Gives a folder to the user who will serve from it.</summary>
    public void Own(string folder)
    {
        if (_user is not null)
            Check(Start("chown", [_user, folder]));
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="PostgresMissingException">The program failed; the message holds what it said.</exception>
    public void Run(string program, params IReadOnlyList<string> arguments)
    {
        var path = Path.Combine(_folder, program);
        Check(_user is null ? Start(path, arguments) : Start("runuser", ["-u", _user, "--", path, .. arguments]));
    }

    static IEnumerable<string> Installed()
    {
        const string Packages = "/usr/lib/postgresql";
        if (!Directory.Exists(Packages))
            return [];

        return from folder in Directory.GetDirectories(Packages)
               orderby int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0 descending
               select Path.Combine(folder, "bin");
    }

    static string[] OnPath() =>
        Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];

    static string UnprivilegedUser() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    static Process Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/", // the caller's may be closed to the other user
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var setting in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(setting);

        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }

    static void Check(Process process)
    {
        using (process)
        {
            // Read only once it has ended: the server that pg_ctl leaves behind would hold the pipes open.
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                var said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
                throw new PostgresMissingException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}: {said.Trim()}");
            }
        }
    }
}

/// <summary>A PostgreSQL server cannot be had here, and why.</summary>
sealed class PostgresMissingException(string message) : Exception(message);
