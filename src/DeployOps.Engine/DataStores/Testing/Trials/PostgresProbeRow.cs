using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace DeployOps.Engine.DataStores.Testing.Trials;

/// <summary>The row that is written into PostgreSQL: one value a type, each of which has to come back as it was.</summary>
internal static class PostgresProbeRow
{
    /// <summary>The columns behind the key, in the order of <see cref="Values"/>.</summary>
    public const string Columns = "words, raw, document, moment, amount, count, ratio, day, flag";

    /// <summary>The columns with their types.</summary>
    public const string Definition =
        "id uuid PRIMARY KEY, words text, raw bytea, document jsonb, moment timestamptz, amount numeric(38,10), count bigint, ratio double precision, day date, flag boolean";

    private static readonly (string Column, NpgsqlDbType Type, object Value)[] Values =
    [
        ("words", NpgsqlDbType.Text, "한글 😀 e\u0301 'quote' \\ \t"),
        ("raw", NpgsqlDbType.Bytea, new byte[] { 0, 1, 127, 128, 255 }),
        ("document", NpgsqlDbType.Jsonb, """{"이름": "값 😀", "list": [1, 2.5, null, true], "deep": {"a": "\\"}}"""),
        ("moment", NpgsqlDbType.TimestampTz, new DateTime(2024, 2, 29, 23, 59, 59, DateTimeKind.Utc).AddTicks(1234560)),
        ("amount", NpgsqlDbType.Numeric, 123456789012345678.0123456789m),
        ("count", NpgsqlDbType.Bigint, long.MinValue),
        ("ratio", NpgsqlDbType.Double, 0.1),
        ("day", NpgsqlDbType.Date, new DateOnly(2024, 2, 29)),
        ("flag", NpgsqlDbType.Boolean, true),
    ];

    /// <summary>The values as parameters, behind the one of the key.</summary>
    public static IEnumerable<NpgsqlParameter> Parameters() => Values.Select(value => new NpgsqlParameter { NpgsqlDbType = value.Type, Value = value.Value });

    /// <summary>The columns of a row that came back different.</summary>
    public static IReadOnlyList<string> Differences(NpgsqlDataReader row) =>
        [.. Values.Where((value, index) => row.IsDBNull(index) || !IsSame(value.Value, value.Type, row, index)).Select(value => value.Column)];

    private static bool IsSame(object expected, NpgsqlDbType type, NpgsqlDataReader row, int index) => type switch
    {
        // The server keeps the meaning of jsonb and not its text.
        NpgsqlDbType.Jsonb => IsSameDocument((string)expected, row.GetString(index)),
        NpgsqlDbType.Bytea => ((byte[])expected).AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(index)),
        NpgsqlDbType.Date => expected.Equals(row.GetFieldValue<DateOnly>(index)),
        _ => expected.Equals(row.GetValue(index)),
    };

    private static bool IsSameDocument(string expected, string found)
    {
        using var one = JsonDocument.Parse(expected);
        using var other = JsonDocument.Parse(found);
        return JsonElement.DeepEquals(one.RootElement, other.RootElement);
    }
}
