using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Platen.Identity.SignIn;

/// <summary>What a session says of its person. Not what they may do: that is looked up each time.</summary>
sealed class PersonClaims : IUserClaimsPrincipalFactory<Person>
{
    public Task<ClaimsPrincipal> CreateAsync(Person user) => Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, user.Name),
            new(ClaimTypes.Email, user.Email),
            new(Session.Stamp, user.Stamp),
        ],
        IdentityConstants.ApplicationScheme)));
}
