using Platen.Data;

namespace Platen.Book;

/// <summary>What came of the elements of a section.</summary>
sealed class Tally
{
    public int New { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }

    public int Total => New + Updated + Unchanged;

    /// <summary>Counts a kept row, and has it stamped with a revision where something about it is other than before.</summary>
    /// <param name="also">What else is other about the record, beyond its row.</param>
    /// <returns>What is other; null: nothing.</returns>
    public Changed? Keep(Db db, Known known, object kept, Action stamp, Changed? also = null)
    {
        var changed = Changed.Of(db.Entry(kept), known);
        changed.Add(also);
        if (changed.IsNothing)
        {
            Unchanged++;
            return null;
        }

        stamp();
        Updated++;
        return changed;
    }
}
