using System.Buffers;
using System.Globalization;
using System.Text;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>
/// Reads a node or a relationship bit by bit. FalkorDB up to 4.16 never finishes a message of more than 64 KiB, so what is larger is asked
/// for in parts and put together to the row that it would have been.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="match">How the element is found, such as <c>MATCH (n) WHERE id(n) = 5</c>.</param>
/// <param name="element">Its name there.</param>
/// <param name="columns">What is asked for besides its properties.</param>
/// <param name="lists">How many levels of lists there may be.</param>
internal sealed class FalkorDbLargeRow(IGraphSession session, string match, string element, IReadOnlyList<string> columns, int lists)
{
    private const int Slice = 12_000;
    private const int MostElements = 512;
    private readonly ArrayBufferWriter<byte> _packed = new();

    /// <summary>The row; <see langword="null"/> when the element is not there any more.</summary>
    public async Task<GraphRow?> ReadAsync(CancellationToken cancellationToken)
    {
        var writer = new PackStreamWriter(_packed);
        if (await AskAsync($"keys({element}), [k IN keys({element}) | typeof({element}[k])], {string.Join(", ", columns)}", cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return null;
        }

        var (names, types) = Names(row, out var head);
        _packed.Write(head);
        writer.WriteListHeader(names.Count);
        for (var index = 0; index < names.Count; index++)
        {
            writer.WriteListHeader(2);
            writer.WriteText(names[index]);
            try
            {
                await ValueAsync(writer, string.Create(CultureInfo.InvariantCulture, $"{element}[keys({element})[{index}]]"), types[index], cancellationToken).ConfigureAwait(false);
            }
            catch (GraphNotCarriedException exception)
            {
                throw exception.At($"the property {names[index]} of an element that is read in parts");
            }
        }

        return new GraphRow(_packed.WrittenMemory, columns.Count + 1);
    }

    private async Task ValueAsync(PackStreamWriter writer, string value, string type, CancellationToken cancellationToken)
    {
        switch (type)
        {
            case "String":
                writer.WriteListHeader(2);
                writer.WriteText("");
                writer.WriteText(await TextAsync(value, cancellationToken).ConfigureAwait(false));
                break;
            case "List":
                writer.WriteListHeader(2);
                writer.WriteText("list");
                await ListAsync(writer, value, cancellationToken).ConfigureAwait(false);
                break;
            default:
                // A list of the one value, taken apart: without its header it is what stands for the value.
                var row = await DemandAsync(FalkorDbValues.Value(value, lists), cancellationToken).ConfigureAwait(false);
                _packed.Write(row.Packed.Span[1..]);
                break;
        }
    }

    private async Task<string> TextAsync(string value, CancellationToken cancellationToken)
    {
        var length = await NumberAsync($"size({value})", cancellationToken).ConfigureAwait(false);
        var text = new StringBuilder();
        for (var at = 0L; at < length; at += Slice)
        {
            var row = await DemandAsync(string.Create(CultureInfo.InvariantCulture, $"substring({value}, {at}, {Slice})"), cancellationToken).ConfigureAwait(false);
            text.Append(row.Open().ReadText());
        }

        return text.ToString();
    }

    private async Task ListAsync(PackStreamWriter writer, string value, CancellationToken cancellationToken)
    {
        var length = await NumberAsync($"size({value})", cancellationToken).ConfigureAwait(false);
        writer.WriteListHeader((int)length);
        var count = (long)MostElements;
        for (var at = 0L; at < length;)
        {
            count = Math.Min(Math.Min(count * 2, MostElements), length - at);
            while (count > 1 && await WeightAsync(value, at, count, cancellationToken).ConfigureAwait(false) > Slice)
            {
                count /= 2;
            }

            var element = string.Create(CultureInfo.InvariantCulture, $"{value}[{at}]");
            if (count == 1 && await WeightAsync(value, at, count, cancellationToken).ConfigureAwait(false) > Slice)
            {
                var type = (await DemandAsync($"typeof({element})", cancellationToken).ConfigureAwait(false)).Open().ReadText();
                writer.WriteListHeader(1);
                await ValueAsync(writer, element, type, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                var slice = string.Create(CultureInfo.InvariantCulture, $"{value}[{at}..{at + count}]");
                slice = $"[e IN {slice} | {await PartAsync(slice, cancellationToken).ConfigureAwait(false)}]";
                AddElements(await DemandAsync(slice, cancellationToken).ConfigureAwait(false), count);
            }

            at += count;
        }
    }

    /// <summary>What to ask of each element of a slice. Planning costs the server more than the values do, and nearly always they are plain.</summary>
    private async Task<string> PartAsync(string slice, CancellationToken cancellationToken) =>
        await NumberAsync(FalkorDbValues.SpecialsOfList(slice), cancellationToken).ConfigureAwait(false) == 0 ? "[['', e]]" : FalkorDbValues.Value("e", Math.Max(lists - 1, 0));

    private void AddElements(GraphRow row, long count)
    {
        var reader = row.Open();
        if (reader.ReadListHeader() != count)
        {
            throw new PackStreamFormatException("a part of a list has another length than was asked for");
        }

        _packed.Write(row.Packed.Span[reader.Position..]);
    }

    private Task<long> WeightAsync(string value, long at, long count, CancellationToken cancellationToken) =>
        NumberAsync(FalkorDbValues.WeightOfList(string.Create(CultureInfo.InvariantCulture, $"{value}[{at}..{at + count}]")), cancellationToken);

    private async Task<long> NumberAsync(string expression, CancellationToken cancellationToken) =>
        (await DemandAsync(expression, cancellationToken).ConfigureAwait(false)).Open().ReadInteger();

    private async Task<GraphRow> DemandAsync(string expression, CancellationToken cancellationToken) =>
        await AskAsync(expression, cancellationToken).ConfigureAwait(false)
        ?? throw new GraphNotCarriedException("it was deleted while it was read");

    /// <summary>The first row of a query, in memory of its own.</summary>
    private async Task<GraphRow?> AskAsync(string expression, CancellationToken cancellationToken)
    {
        var rows = await session.RunAsync(new GraphQuery($"{match} RETURN {expression}"), cancellationToken).ConfigureAwait(false);
        GraphRow? found = null;
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                found ??= new GraphRow(rows.Current.Packed.ToArray(), rows.Current.Count);
            }
        }

        return found;
    }

    private static (List<string> Names, List<string> Types) Names(GraphRow row, out ReadOnlySpan<byte> head)
    {
        var reader = row.Open();
        var (names, types) = (Texts(ref reader), Texts(ref reader));
        head = row.Packed.Span[reader.Position..];
        return (names, types);
    }

    private static List<string> Texts(ref PackStreamReader reader)
    {
        List<string> texts = [];
        for (var count = reader.ReadListHeader(); count > 0; count--)
        {
            texts.Add(reader.ReadText());
        }

        return texts;
    }
}
