using System.Data.Common;
using Platen.Data;

namespace Platen.Billing;

/// <summary>Customers by id, from the first to the last.</summary>
/// <param name="Contracts">How many contracts they have.</param>
readonly record struct CustomerRange(int First, int Last, int Contracts)
{
    /// <summary>
    /// Ranges of customers with about so many contracts each. Together they cover every customer there may ever be between the two,
    /// also one who comes later.
    /// </summary>
    public static async Task<List<CustomerRange>> Split(DbConnection connection, int first, int last, int contracts, CancellationToken cancellation)
    {
        var ranges = new List<CustomerRange>();
        var (begin, counted) = (first, 0);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT customer_id, count(*) FROM contracts WHERE customer_id BETWEEN @first AND @last GROUP BY customer_id ORDER BY customer_id";
        await using var row = await command.Add("@first", first).Add("@last", last).ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (counted >= contracts)
            {
                var customer = row.GetInt32(0);
                ranges.Add(new CustomerRange(begin, customer - 1, counted));
                (begin, counted) = (customer, 0);
            }

            counted += (int)row.GetInt64(1);
        }

        ranges.Add(new CustomerRange(begin, last, counted));
        return ranges;
    }
}
