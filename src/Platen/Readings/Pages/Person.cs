namespace Platen.Readings.Pages;

/// <summary>Who enters and decides on pages: nobody signs in yet, so a reading says that it came by a page.</summary>
static class Person
{
    public const string AtThePages = "web";
}
