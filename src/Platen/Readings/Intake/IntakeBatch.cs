using System.Runtime.CompilerServices;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>The new readings of some meters, whole meters at a time, with what is known of these meters.</summary>
sealed record IntakeBatch(IReadOnlyList<StagedReading> Readings, IReadOnlyDictionary<int, MeterPast> Pasts)
{
    // So few that what is looked up of them dies young: larger arrays lie where the collector seldom comes.
    const int MetersAtOnce = 1300, ReadingsAtOnce = 20_000;

    /// <summary>Rows that stood in the file more than once.</summary>
    public int Repeated { get; private init; }

    /// <summary>One after another; each is good until the next but one is asked for.</summary>
    /// <param name="readings">In order of meter and day.</param>
    public static async IAsyncEnumerable<IntakeBatch> Of(
        IEnumerable<StagedReading> readings, MeterPasts pasts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Two in turn: the one is gathered while the other is written.
        Gathering next = new(), other = new();
        foreach (var reading in readings)
        {
            if (next.IsFull && !next.Has(reading.MeterId))
            {
                yield return await next.LookUp(pasts, cancellation);
                (next, other) = (other, next);
                next.Clear();
            }

            next.Add(reading);
        }

        if (!next.IsEmpty)
            yield return await next.LookUp(pasts, cancellation);
    }

    sealed class Gathering
    {
        readonly List<StagedReading> _readings = [];
        readonly List<int> _meters = [];
        readonly HashSet<MeterReading> _ofDay = [];
        int _repeated;

        public bool IsEmpty => _readings.Count == 0;

        /// <summary>Enough to be looked up and written together.</summary>
        public bool IsFull => _meters.Count >= MetersAtOnce || _readings.Count >= ReadingsAtOnce;

        public void Clear()
        {
            _readings.Clear();
            _meters.Clear();
            _repeated = 0;
        }

        public bool Has(int meterId) => _meters.Count > 0 && _meters[^1] == meterId;

        public void Add(in StagedReading reading)
        {
            if (!Has(reading.MeterId))
                _meters.Add(reading.MeterId);
            if (IsRepeated(reading))
                _repeated++;
            else
                _readings.Add(reading);
        }

        /// <summary>A row that stands in a file again and again must not pile up here.</summary>
        bool IsRepeated(in StagedReading reading)
        {
            if (IsEmpty || _readings[^1].Key != reading.Key)
            {
                _ofDay.Clear();
                return false;
            }

            if (_ofDay.Count == 0)
                _ofDay.Add(_readings[^1].Reading);
            return !_ofDay.Add(reading.Reading);
        }

        public async Task<IntakeBatch> LookUp(MeterPasts pasts, CancellationToken cancellation) =>
            new(_readings, await pasts.Load(_meters, _readings.Min(reading => reading.Day), cancellation)) { Repeated = _repeated };
    }
}
