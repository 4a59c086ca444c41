using Platen.Notifications.Pages;
using Platen.Notifications.Sending;
using Platen.Settings;
using Platen.Shell.Layout;

namespace Platen.Notifications;

/// <summary>What the module offers to the others: the outbox, and its sending.</summary>
static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddScoped<ListMails>()
        .AddScoped<ShowMail>()
        .AddScoped<ChangeMail>()
        .AddScoped<ComposeMessage>()
        .AddScoped<SendMails>()
        .AddScoped<SendTestMail>()
        .AddSettings<MailSettings>()
        .AddSingleton(new SettingsSection("Mail", typeof(MailForm)))
        .AddHostedService<MailWorker>();
}
