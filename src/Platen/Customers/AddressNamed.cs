using Platen.Data;

namespace Platen.Customers;

/// <summary>What else names an address of a customer's and would go astray without it, in a word or two; null: nothing. Asked before the address is taken away.</summary>
delegate Task<string?> AddressNamed(Db db, Customer customer, string address, CancellationToken cancellation);
