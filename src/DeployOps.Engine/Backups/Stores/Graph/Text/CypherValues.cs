using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Backups.Stores.Graph.Text;

/// <summary>Writes the values of properties as they come over Bolt, without making objects of them.</summary>
internal static class CypherValues
{
    // Below it, FalkorDB's parser takes a float for an overflow. Powers of two change no digit.
    private const double SmallestNormal = 2.2250738585072014E-308;
    private const double Lift = 1.6069380442589903E+60;
    private const double Drop = 6.223015277861142E-61;
    private const int DeepestList = 32;

    /// <summary>Writes one value.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="reader">Stands before the value, and behind it afterwards.</param>
    /// <param name="form">How.</param>
    /// <exception cref="GraphNotCarriedException">It has no form in Cypher.</exception>
    /// <exception cref="PackStreamFormatException">The server's bytes are malformed.</exception>
    public static void AddValue(this ByteText text, ref PackStreamReader reader, CypherForm form) => Add(text, ref reader, form, 0);

    /// <summary>Writes a float.</summary>
    public static void AddFloat(this ByteText text, double value, CypherForm form)
    {
        if (double.IsFinite(value))
        {
            if (form == CypherForm.FalkorDb && value != 0 && Math.Abs(value) < SmallestNormal)
            {
                text.Add("("u8).Add(value * Lift).Add(" * "u8).Add(Drop).Add(")"u8);
            }
            else
            {
                text.Add(value);
            }
        }
        else
        {
            text.Add(double.IsNaN(value) ? "0.0/0.0"u8 : value > 0 ? "1.0/0.0"u8 : "-1.0/0.0"u8);
        }
    }

    private static void Add(ByteText text, ref PackStreamReader reader, CypherForm form, int depth)
    {
        switch (reader.NextType)
        {
            case PackStreamType.WholeNumber:
                text.Add(reader.ReadInteger());
                break;
            case PackStreamType.Text:
                text.AddString(reader.ReadTextBytes(), form);
                break;
            case PackStreamType.FloatingPoint:
                text.AddFloat(reader.ReadFloat(), form);
                break;
            case PackStreamType.Boolean:
                text.Add(reader.ReadBoolean() ? "true"u8 : "false"u8);
                break;
            case PackStreamType.List:
                AddList(text, ref reader, form, depth);
                break;
            case PackStreamType.Structure:
                CypherStructures.Add(text, ref reader, form);
                break;
            case PackStreamType.Bytes:
                throw new GraphNotCarriedException("a value is a byte array, which Cypher has no literal for");
            case PackStreamType.Map:
                throw new GraphNotCarriedException("a value is a map, which no property can be");
            default:
                throw new GraphNotCarriedException("a value is null, which no property can be");
        }
    }

    private static void AddList(ByteText text, ref PackStreamReader reader, CypherForm form, int depth)
    {
        if (depth == DeepestList)
        {
            throw new GraphNotCarriedException($"a list is nested more than {DeepestList} levels deep");
        }

        text.Add((byte)'[');
        for (var (index, count) = (0, reader.ReadListHeader()); index < count; index++)
        {
            if (index > 0)
            {
                text.Add((byte)',');
            }

            Add(text, ref reader, form, depth + 1);
        }

        text.Add((byte)']');
    }
}
