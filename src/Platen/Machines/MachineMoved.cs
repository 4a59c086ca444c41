using Platen.Audit;
using Platen.Data;

namespace Platen.Machines;

/// <summary>What else says where a machine stands and follows it (L-10): asked within the change of the machine, which signs what this tells.</summary>
delegate Task<IReadOnlyList<Change>> MachineMoved(WriteTransaction write, Db db, long revision, Machine machine, CancellationToken cancellation);
