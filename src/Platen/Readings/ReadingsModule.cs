using Platen.Readings.Pages;
using Platen.Settings;
using Platen.Shell.Layout;

namespace Platen.Readings;

/// <summary>What the module offers to the others and to the frame.</summary>
static class ReadingsModule
{
    public static IServiceCollection AddReadings(this IServiceCollection services) => services
        .AddSettings<ReadingRules>()
        .AddSingleton(new SettingsSection("Readings", typeof(ReadingRulesForm)))
        .AddScoped<ImportReadings>()
        .AddScoped<ReadingProfiles>()
        .AddScoped<MetersToRead>()
        .AddScoped<CaptureGrid>()
        .AddScoped<EnterReading>()
        .AddScoped<AcceptHeld>()
        .AddScoped<SubstituteReadings>()
        .AddScoped<ReadingHistory>()
        .AddScoped<HeldReadings>()
        .AddScoped<MakeCountRun>()
        .AddScoped<CountRuns>()
        .AddScoped<FinaliseCount>()
        .AddScoped<AssignCycle>()
        .AddScoped<MeterCycles>()
        .AddSettings<RequestRules>()
        .AddSingleton(new SettingsSection("Reading requests", typeof(RequestRulesForm)))
        .AddScoped<RequestLink>()
        .AddScoped<AskForReadings>()
        .AddScoped<AnswerRequest>()
        .AddHostedService<ReminderWorker>();
}
