using Microsoft.EntityFrameworkCore;
using Platen.Data;

namespace Platen.Book;

/// <summary>What came of the elements of a section.</summary>
sealed class Tally
{
    public int New { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }

    /// <summary>Counts a kept row, and has it stamped with a revision where something about it is other than before.</summary>
    public void Keep(Db db, object kept, Action stamp, bool alsoChanged = false)
    {
        if (alsoChanged || db.Entry(kept).State == EntityState.Modified)
        {
            stamp();
            Updated++;
        }
        else
        {
            Unchanged++;
        }
    }
}
