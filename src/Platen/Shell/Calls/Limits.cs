using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Platen.Audit;

namespace Platen.Shell.Calls;

/// <summary>
/// How fast programs may call: each key by itself, and, by address, whoever comes with a key that is none. People at the
/// pages are not counted, but for those who come by a link without an account, by address. <c>Api:PerSecond</c> and <c>Api:Burst</c> say how much a key may.
/// </summary>
static class Limits
{
    const int PerSecond = 100, Burst = 200, WrongKeysPerSecond = 1, WrongKeysAtOnce = 20;

    /// <summary>What somebody without an account opens by a link that was sent: nobody shall try them out.</summary>
    const string ByLink = "/read";
    const int LinksPerSecond = 1, LinksAtOnce = 20;

    public static void AddLimits(this IServiceCollection services) => services.AddRateLimiter(_ => { })
        .AddOptions<RateLimiterOptions>().Configure<IConfiguration>((options, settings) =>
        {
            var (perSecond, burst) = (settings.GetValue("Api:PerSecond", PerSecond), settings.GetValue("Api:Burst", Burst));
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Who(context) switch
            {
                { Kind: ActorKind.Key, Id: { } id } => Bucket(string.Create(CultureInfo.InvariantCulture, $"key {id}"), perSecond, burst),
                _ when context.Request.Path.StartsWithSegments(ByLink) => Bucket("link " + context.Connection.RemoteIpAddress, LinksPerSecond, LinksAtOnce),
                null when CarriesKey(context.Request) => Bucket("address " + context.Connection.RemoteIpAddress, WrongKeysPerSecond, WrongKeysAtOnce),
                _ => RateLimitPartition.GetNoLimiter(""),
            });
            options.OnRejected = Answer;
        });

    static Actor? Who(HttpContext context) => WebHost.IsCall(context.Request.Path) ? Actor.Of(context.User) : null;

    static bool CarriesKey(HttpRequest request) => WebHost.IsCall(request.Path) && request.Headers.Authorization.Count > 0;

    static RateLimitPartition<string> Bucket(string name, int perSecond, int burst) => RateLimitPartition.GetTokenBucketLimiter(name, _ => new()
    {
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        TokenLimit = burst,
        AutoReplenishment = true,
    });

    static async ValueTask Answer(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await Problem.Answer(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "That is too fast. Wait as long as Retry-After says, and go on.");
    }
}
