using System.Globalization;
using DeployOps.Engine.Backups.Stores.Graph.Text;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>
/// Values that FalkorDB cannot send as they are. The server is asked for a tag and the parts of each value: its branches of CASE
/// are evaluated all, whichever is taken, so lists of one with a filter stand in for them.
/// </summary>
internal static class FalkorDbValues
{
    /// <summary>What can be sent in one message, in units of <see cref="Weight"/>.</summary>
    public const int MostWeight = 12_000;

    private const int ElementWeight = 4;
    private const int VectorWeight = 4_000;

    /// <summary>How many levels of lists are followed. Each one makes the server's planning four times as long: four take a second.</summary>
    public const int DeepestList = 4;

    private static readonly string[] DateParts = ["year", "month", "day"];
    private static readonly string[] TimeParts = ["hour", "minute", "second"];
    private static readonly string[] DurationParts = ["years", "months", "days", "hours", "minutes", "seconds"];

    /// <summary>
    /// Whether all values of an element can be sent as they are, and in one message. Its variables are named as nowhere else: the server's process ends when
    /// one of <c>all()</c> stands again in a list of the same query.
    /// </summary>
    public static string IsPlain(string element) =>
        $"(all(pk IN keys({element}) WHERE typeof({element}[pk]) IN ['String','Integer','Float','Boolean','Point']) AND {WeightOfTexts(element)} <= {MostWeight})";

    /// <summary>Whether an element has a value that has to be taken apart.</summary>
    public static string IsSpecial(string element) =>
        $"size([k IN keys({element}) WHERE typeof({element}[k]) IN ['Date','Time','Datetime','Duration','List','Vectorf32']]) > 0";

    /// <summary>Whether an element has lists that are nested so deeply: 0 for any list, 1 for one within another.</summary>
    public static string HasLists(string element, int depth) => $"size([k IN keys({element}) WHERE {IsList($"{element}[k]", depth)}]) > 0";

    /// <summary>The properties of an element as pairs of a name and a value that is taken apart.</summary>
    /// <param name="element">The element.</param>
    /// <param name="lists">How many levels of lists there may be.</param>
    public static string Apart(string element, int lists) => $"[k IN keys({element}) | [k] + {Value($"{element}[k]", lists)}]";

    /// <summary>Reads what <see cref="Apart"/> gives.</summary>
    public static void Read(ref PackStreamReader reader, PropertyList properties)
    {
        for (var count = reader.ReadListHeader(); count > 0; count--)
        {
            Expect(reader.ReadListHeader() == 2);
            var text = properties.Begin(reader.ReadTextBytes());
            Read(ref reader, text);
            properties.End();
        }
    }

    /// <summary>
    /// How large an element is at most, in units of which a message holds some sixteen thousand: a character has up to four bytes in UTF-8, a
    /// vector some thousand floats. The server says no size in bytes.
    /// </summary>
    public static string Weight(string element) =>
        $"({WeightOfTexts(element)}"
        + $" + reduce(w = 0, l IN [k IN keys({element}) WHERE typeof({element}[k]) = 'List' | {element}[k]] | w + {WeightOfList("l")})"
        + $" + {VectorWeight} * size([k IN keys({element}) WHERE typeof({element}[k]) = 'Vectorf32']))";

    /// <summary>How large a list is, in the same units.</summary>
    public static string WeightOfList(string list) =>
        $"({ElementWeight} * size({list})"
        + $" + reduce(wt = 0, wx IN [wx IN {list} WHERE typeof(wx) = 'String' | wx] | wt + size(wx))"
        + $" + reduce(wt = 0, wx IN [wx IN {list} WHERE typeof(wx) = 'List' | wx] | wt + {ElementWeight} * size(wx) + reduce(wu = 0, wy IN [wy IN wx WHERE typeof(wy) = 'String' | wy] | wu + size(wy)))"
        + $" + {VectorWeight} * size([wx IN {list} WHERE typeof(wx) = 'Vectorf32']))";

    /// <summary>How many values of a list have to be taken apart.</summary>
    public static string SpecialsOfList(string list) =>
        $"size([wx IN {list} WHERE typeof(wx) IN ['Date','Time','Datetime','Duration','List','Vectorf32']])";

    /// <summary>An expression that gives a list with the one value in it, taken apart.</summary>
    public static string Value(string value, int lists) => Value(value, 0, lists);

    private static string WeightOfTexts(string element) =>
        $"reduce(tw = 0, tx IN [tk IN keys({element}) WHERE typeof({element}[tk]) = 'String' | {element}[tk]] | tw + size(tx))";

    private static string Value(string value, int depth, int lists)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"v{depth}");
        string When(string type, string then) => $"[{name} IN [{value}] WHERE typeof({name}) = '{type}' | {then}]";
        string Parts(string type, string call, params string[] parts) => When(
            type,
            $"['{call}', {call}({{{string.Join(", ", parts.Select(part => $"{part}: {name}.{part}"))}}}) = {name}, {string.Join(", ", parts.Select(part => $"{name}.{part}"))}]");
        var inner = depth == lists ? "null" : $"[e{depth} IN {name} | {Value($"e{depth}", depth + 1, lists)}]";
        return string.Join(
            " + ",
            // First, because the server plans what stands first fastest, and this one holds all the levels below.
            When("List", $"['list', {inner}]"),
            Parts("Date", "date", DateParts),
            Parts("Time", "localtime", TimeParts),
            Parts("Datetime", "localdatetime", [.. DateParts, .. TimeParts]),
            Parts("Duration", "duration", DurationParts),
            When("Vectorf32", $"['vecf32', {name}]"),
            $"[{name} IN [{value}] WHERE NOT typeof({name}) IN ['Date','Time','Datetime','Duration','Vectorf32','List'] | ['', {name}]]");
    }

    private static string IsList(string value, int depth) => depth == 0
        ? $"typeof({value}) = 'List'"
        : $"size([l{depth} IN [x{depth} IN [{value}] WHERE typeof(x{depth}) = 'List' | x{depth}] WHERE size([m{depth} IN l{depth} WHERE {IsList($"m{depth}", depth - 1)}]) > 0]) > 0";

    private static void Read(ref PackStreamReader reader, ByteText text)
    {
        var count = reader.ReadListHeader();
        Expect(count >= 2);
        var tag = reader.ReadTextBytes();
        if (tag.IsEmpty)
        {
            text.AddValue(ref reader, CypherForm.FalkorDb);
        }
        else if (tag.SequenceEqual("vecf32"u8))
        {
            text.Add("vecf32("u8);
            text.AddValue(ref reader, CypherForm.FalkorDb);
            text.Add((byte)')');
        }
        else if (tag.SequenceEqual("list"u8))
        {
            ReadList(ref reader, text);
        }
        else
        {
            ReadParts(ref reader, text, tag, count - 2);
        }
    }

    private static void ReadList(ref PackStreamReader reader, ByteText text)
    {
        if (reader.NextType == PackStreamType.Null)
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

            Expect(reader.ReadListHeader() == 1);
            Read(ref reader, text);
        }

        text.Add((byte)']');
    }

    private static void ReadParts(ref PackStreamReader reader, ByteText text, ReadOnlySpan<byte> call, int count)
    {
        if (reader.NextType != PackStreamType.Boolean || !reader.ReadBoolean())
        {
            throw new GraphNotCarriedException("a date, a time or a duration is not the one that its own parts make again");
        }

        text.Add(call).Add("({"u8);
        var names = count switch
        {
            _ when call.SequenceEqual("localtime"u8) => TimeParts,
            _ when call.SequenceEqual("localdatetime"u8) => [.. DateParts, .. TimeParts],
            _ when call.SequenceEqual("duration"u8) => DurationParts,
            _ => DateParts,
        };
        Expect(names.Length == count);
        for (var index = 0; index < count; index++)
        {
            text.Add(index > 0 ? ","u8 : ""u8).Add(System.Text.Encoding.ASCII.GetBytes(names[index])).Add((byte)':');
            text.AddValue(ref reader, CypherForm.FalkorDb);
        }

        text.Add("})"u8);
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new PackStreamFormatException("a value that the server was to take apart did not come so");
        }
    }
}
