using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Platen.Audit;
using Platen.Data;
using Platen.Identity.Codes;

namespace Platen.Identity;

/// <summary>
/// Where ASP.NET Core Identity keeps people: in Platen's own tables, each change in one transaction with its entry in the audit
/// trail.
/// </summary>
sealed class PeopleStore(Database database, Func<AuditTrail> trail)
    : IUserPasswordStore<Person>, IUserSecurityStampStore<Person>, IUserEmailStore<Person>, IUserTwoFactorRecoveryCodeStore<Person>
{
    /// <summary>People's numbers.</summary>
    public const string Sequence = "people";

    public Task<IdentityResult> CreateAsync(Person user, CancellationToken cancellationToken) => Add(user, [], cancellationToken);

    /// <summary>Adds a person with their roles.</summary>
    public async Task<IdentityResult> Add(Person person, IReadOnlyList<string> roles, CancellationToken cancellation)
    {
        await using var write = await database.Write(cancellation);
        await trail().Commit(write, await Add(write, person, roles, cancellation), cancellation);
        return IdentityResult.Success;
    }

    /// <summary>The same as part of a larger change.</summary>
    public async Task<Change> Add(WriteTransaction write, Person person, IReadOnlyList<string> roles, CancellationToken cancellation)
    {
        await using var db = Db.Within(database, write);
        person.Id = (int)await Sequences.Take(write.Connection, Sequence, 1, cancellation);
        db.Add(person);
        db.AddRange(roles.Distinct(StringComparer.Ordinal).Select(role => new PersonRole { PersonId = person.Id, Role = role }));
        await db.SaveChangesAsync(cancellation);
        return PersonChanges.Added(person, roles);
    }

    public async Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken)
    {
        await using var write = await database.Write(cancellationToken);
        if (await Update(write, user, cancellationToken) is not { } changes)
            return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        if (changes.Count > 0)
            await trail().Commit(write, changes, cancellationToken);
        return IdentityResult.Success;
    }

    /// <summary>The same as part of a larger change. Null: somebody else changed the person meanwhile.</summary>
    public async Task<IReadOnlyCollection<Change>?> Update(WriteTransaction write, Person person, CancellationToken cancellation)
    {
        await using var db = Db.Within(database, write);
        var before = await db.People.SingleAsync(other => other.Id == person.Id, cancellation);
        var changes = PersonChanges.Between(before, person);
        if (changes.Count == 0)
            return changes;
        try
        {
            db.Update(person).Property(changed => changed.Version).CurrentValue++;
            await db.SaveChangesAsync(cancellation);
            return changes;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    public Task<IdentityResult> DeleteAsync(Person user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The audit trail names people: disable them instead.");

    public async Task<Person?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        int.TryParse(userId, out var id) ? await Find(person => person.Id == id, cancellationToken) : null;

    public Task<Person?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Find(person => person.EmailKey == normalizedUserName, cancellationToken);

    public Task<Person?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        FindByNameAsync(normalizedEmail, cancellationToken);

    async Task<Person?> Find(System.Linq.Expressions.Expression<Func<Person, bool>> which, CancellationToken cancellation)
    {
        await using var db = new Db(database);
        return await db.People.SingleOrDefaultAsync(which, cancellation);
    }

    // A person's e-mail address is their user name.
    public Task<string> GetUserIdAsync(Person user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(Person user, CancellationToken cancellationToken) => GetEmailAsync(user, cancellationToken);

    public Task SetUserNameAsync(Person user, string? userName, CancellationToken cancellationToken) => SetEmailAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.EmailKey);

    public Task SetNormalizedUserNameAsync(Person user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.EmailKey = normalizedName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetEmailAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetEmailAsync(Person user, string? email, CancellationToken cancellationToken)
    {
        user.Email = email ?? "";
        return Task.CompletedTask;
    }

    // An administrator, or the person's own link, vouches for it.
    public Task<bool> GetEmailConfirmedAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetEmailConfirmedAsync(Person user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedEmailAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.EmailKey);

    public Task SetNormalizedEmailAsync(Person user, string? normalizedEmail, CancellationToken cancellationToken) =>
        SetNormalizedUserNameAsync(user, normalizedEmail, cancellationToken);

    public Task<string?> GetPasswordHashAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(Person user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Person user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public Task SetSecurityStampAsync(Person user, string stamp, CancellationToken cancellationToken)
    {
        user.Stamp = stamp;
        return Task.CompletedTask;
    }

    public Task ReplaceCodesAsync(Person user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        user.RecoveryCodes = string.Join(' ', recoveryCodes.Select(code => RecoveryCode.Hash(user, code)));
        return Task.CompletedTask;
    }

    public Task<bool> RedeemCodeAsync(Person user, string code, CancellationToken cancellationToken)
    {
        var left = Codes(user).Except([RecoveryCode.Hash(user, code)]).ToArray();
        var known = left.Length < Codes(user).Length;
        user.RecoveryCodes = string.Join(' ', left);
        return Task.FromResult(known);
    }

    public Task<int> CountCodesAsync(Person user, CancellationToken cancellationToken) => Task.FromResult(Codes(user).Length);

    static string[] Codes(Person user) => user.RecoveryCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        // Every answer has a database session of its own.
    }
}
