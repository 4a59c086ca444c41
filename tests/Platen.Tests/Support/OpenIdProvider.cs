using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Platen.Tests.Support;

/// <summary>
/// An OpenID Connect provider of the tests' own, on a loopback port: discovery, keys, codes with PKCE and signed tokens. Whoever
/// comes is the person that the test says.
/// </summary>
sealed class OpenIdProvider : IAsyncDisposable
{
    const string Client = "platen", Secret = "a secret of the two";

    readonly RSA _rsa = RSA.Create(2048);
    readonly Dictionary<string, (string Nonce, string Challenge)> _codes = [];
    readonly WebApplication _app;

    OpenIdProvider(WebApplication app) => _app = app;

    string Address => _app.Urls.Single();

    /// <summary>Who comes.</summary>
    public string Subject { get; set; } = "4711";
    public string Email { get; set; } = People.Thandi;
    public bool IsEmailVerified { get; set; } = true;

    /// <summary>Signs with a key that is not its own, as somebody in its place would.</summary>
    public bool IsForged { get; set; }

    public static async Task<OpenIdProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new OpenIdProvider(app);
        app.MapGet("/.well-known/openid-configuration", provider.Discovery);
        app.MapGet("/keys", provider.Keys);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.Token);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>The settings with which a dealer's Platen knows it.</summary>
    public void Configure(WebApplicationBuilder platen)
    {
        platen.Configuration["Identity:OpenId:Authority"] = Address;
        platen.Configuration["Identity:OpenId:ClientId"] = Client;
        platen.Configuration["Identity:OpenId:ClientSecret"] = Secret;
        platen.Configuration["Identity:OpenId:Name"] = "Dealer One";
    }

    IResult Discovery() => Results.Text(
        $$"""
        {
          "issuer": "{{Address}}",
          "authorization_endpoint": "{{Address}}/authorize",
          "token_endpoint": "{{Address}}/token",
          "jwks_uri": "{{Address}}/keys",
          "response_types_supported": ["code"],
          "subject_types_supported": ["public"],
          "id_token_signing_alg_values_supported": ["RS256"]
        }
        """, "application/json");

    IResult Keys()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "1", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } } });
    }

    IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        Assert.Equal(Client, query["client_id"].ToString());
        Assert.Equal("code S256", $"{query["response_type"]} {query["code_challenge_method"]}");
        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _codes.Add(code, (query["nonce"]!, query["code_challenge"]!));
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
    }

    async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        Assert.Equal($"{Client} {Secret}", $"{form["client_id"]} {form["client_secret"]}");
        Assert.True(_codes.Remove(form["code"]!, out var asked));
        Assert.Equal(asked.Challenge, Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!))));
        using var other = RSA.Create(2048);
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Client,
            Claims = new Dictionary<string, object> { ["sub"] = Subject, ["email"] = Email, ["email_verified"] = IsEmailVerified, ["nonce"] = asked.Nonce },
            SigningCredentials = new(new RsaSecurityKey((IsForged ? other : _rsa).ExportParameters(includePrivateParameters: true)) { KeyId = "1" }, "RS256"),
        });
        return Results.Json(new { access_token = "of no use here", token_type = "Bearer", expires_in = 60, id_token = token });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }
}
