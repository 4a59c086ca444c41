using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Platen.Data;

namespace Platen.Settings.Sealing;

/// <summary>The framework's data protection over keys in the database, for every face alike.</summary>
static class SealingServices
{
    public static IServiceCollection AddSealing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Platen");
        return services
            .AddSingleton(Passphrase.FromEnvironment())
            .AddSingleton<Seals>()
            .AddSingleton<IConfigureOptions<KeyManagementOptions>>(host => new ConfigureOptions<KeyManagementOptions>(keys =>
            {
                var passphrase = host.GetRequiredService<Passphrase>();
                keys.XmlRepository = new SealKeys(host.GetRequiredService<Database>(), passphrase);
                keys.XmlEncryptor = passphrase.Text is { } text ? new PassphraseSeal(text) : null;
            }))
            // It warns of keys that lie open: 'platen doctor' tells that with its remedy.
            .AddLogging(logs => logs.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
    }
}
