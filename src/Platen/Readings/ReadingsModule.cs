namespace Platen.Readings;

/// <summary>What the module offers to the others and to the frame.</summary>
static class ReadingsModule
{
    public static IServiceCollection AddReadings(this IServiceCollection services) => services
        .AddScoped<ImportReadings>()
        .AddScoped<ReadingProfiles>()
        .AddScoped<MetersToRead>()
        .AddScoped<CaptureGrid>()
        .AddScoped<EnterReading>()
        .AddScoped<AcceptHeld>()
        .AddScoped<SubstituteReadings>()
        .AddScoped<ReadingHistory>()
        .AddScoped<HeldReadings>();
}
