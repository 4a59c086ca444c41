namespace Platen.Book;

/// <summary>What the book brings to the host: its use cases.</summary>
static class BookModule
{
    public static IServiceCollection AddBook(this IServiceCollection services) => services
        .AddScoped<ImportBook>()
        .AddScoped<ExportBook>();
}
