using System.Data.Common;
using Platen.Data;
using Platen.Rating;

namespace Platen.Readings;

/// <summary>Reads a row of <see cref="CaptureSql"/>.</summary>
sealed class CaptureReader(Database database, DbDataReader row, OddRules rules)
{
    public CaptureRow Row() => new()
    {
        Rules = rules,
        MeterId = row.GetInt32(At("meter_id")),
        ContractId = row.GetInt32(At("contract_id")),
        Serial = row.GetString(At("serial")),
        Model = row.TextOrNull(At("model")),
        Meter = row.GetString(At("type")),
        CustomerCode = row.GetString(At("code")),
        Customer = row.GetString(At("name")),
        Location = row.TextOrNull(At("location")),
        Contract = row.GetString(At("number")),
        State = (CaptureState)row.GetInt32(At("state")),
        ReadOn = database.Day(row, At("last_day")),
        StartOn = database.Day(row, At("start_on")),
        StartReading = row.GetInt64(At("start_reading")),
        Closing = IsNull("closing_id") ? null : new ReadingShown(
            row.GetInt64(At("closing_id")), database.Day(row, At("read_on")), row.GetInt64(At("value")), row.GetInt64(At("value")),
            (ReadingSource)row.GetInt32(At("source")), (ReadingEvent)row.GetInt32(At("event"))),
        Held = IsNull("held_id") ? null : new ReadingShown(
            row.GetInt64(At("held_id")), database.Day(row, At("held_on")), row.GetInt64(At("held_value")), row.GetInt64(At("held_value")),
            ReadingSource.Manual, ReadingEvent.None),
        HoldReason = row.TextOrNull(At("hold_reason")),
        Copies = IsNull("copies") ? null : Convert.ToInt64(row.GetValue(At("copies")), System.Globalization.CultureInfo.InvariantCulture),
        Average = IsNull("average") ? null : Convert.ToInt64(row.GetValue(At("average")), System.Globalization.CultureInfo.InvariantCulture),
    };

    int At(string column) => row.GetOrdinal(column);

    bool IsNull(string column) => row.IsDBNull(At(column));
}
