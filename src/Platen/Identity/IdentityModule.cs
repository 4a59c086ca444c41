using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platen.Audit;
using Platen.Data;
using Platen.Identity.Keys;
using Platen.Identity.Links;
using Platen.Identity.Passwords;
using Platen.Identity.Roles;

namespace Platen.Identity;

/// <summary>What the module offers to the others: who may sign in. Signing in itself is the web host's (<c>SignIn/</c>).</summary>
static class IdentityModule
{
    /// <summary>How often a password is hashed over: what OWASP asks of PBKDF2 with SHA-512.</summary>
    const int Rounds = 210_000;

    /// <param name="catalogue">What there is to be allowed, and the roles that give it.</param>
    public static IServiceCollection AddIdentity(this IServiceCollection services, Catalogue catalogue)
    {
        services.AddIdentityCore<Person>(options => options.User.AllowedUserNameCharacters = "");
        services.RemoveAll<IPasswordValidator<Person>>();
        services.RemoveAll<ILookupNormalizer>();
        return services
            .Configure<PasswordHasherOptions>(options => options.IterationCount = Rounds)
            .AddScoped<IPasswordValidator<Person>, PasswordRules>()
            .AddSingleton<ILookupNormalizer, EmailKeys>()
            .AddScoped(scope => new PeopleStore(scope.GetRequiredService<Database>(), scope.GetRequiredService<AuditTrail>))
            .AddScoped<IUserStore<Person>>(scope => scope.GetRequiredService<PeopleStore>())
            .AddSingleton(catalogue)
            .AddScoped<Rights>()
            .AddScoped<WhoMay>()
            .AddScoped<AddKey>()
            .AddScoped<RevokeKey>()
            .AddScoped<ListKeys>()
            .AddScoped<OneTimeLinks>()
            .AddScoped<FirstAdministrator>()
            .AddScoped<AddPerson>()
            .AddScoped<ChangePeople>()
            .AddScoped<ListPeople>()
            .AddScoped<ShowPerson>()
            .AddScoped<ListBranches>()
            .AddScoped<ListRoles>()
            .AddScoped<EditRoles>();
    }

    sealed class EmailKeys : ILookupNormalizer
    {
        public string? NormalizeName(string? name) => NormalizeEmail(name);

        public string? NormalizeEmail(string? email) => email is null ? null : Person.KeyOf(email);
    }
}
