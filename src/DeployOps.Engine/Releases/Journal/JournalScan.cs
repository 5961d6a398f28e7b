using DeployOps.Engine.Files;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>Reads a journal from its start, one line at a time, and knows at its end where the next record goes.</summary>
internal sealed class JournalScan
{
    private const int MostOfOneKind = 20;
    private readonly Dictionary<long, OperationRecords> _operations = [];
    private readonly List<string> _damages = [];
    private readonly HashSet<long> _orphaned = [];
    private readonly Dictionary<string, int> _unknown = [];
    private long _damagedCount;
    private long _damagedSinceIntact;
    private long _damagedSinceHighest;
    private long _highest;

    /// <summary>The number of the last line that can be trusted.</summary>
    public long LastSequence { get; private set; }

    /// <summary>The number of the next operation. A damaged line may have begun one, so each one that stands after the highest number known takes a number away.</summary>
    public long NextOperation => _highest + _damagedSinceHighest + 1;

    /// <summary>Where the next record goes, in bytes; what stands behind was cut off while it was written.</summary>
    public long End { get; private set; }

    /// <summary>Whether the last line wants a line end before the next record.</summary>
    public bool WantsLineEnd { get; private set; }

    /// <summary>Reads a whole journal.</summary>
    public static async Task<JournalScan> RunAsync(Stream stream, CancellationToken cancellationToken)
    {
        var scan = new JournalScan();
        var reader = new ByteLineReader(stream, JournalFormat.LongestLine);
        while (await reader.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            var line = reader.TooLong ? JournalLine.Damaged : JournalFormat.Read(reader.Line.Span);
            if (line.Kind == JournalLineKind.Damaged && !reader.IsEnded)
            {
                // Its writer was killed or its disk was full: it never came back to say that it was written, so nothing followed from it.
                break;
            }

            scan.Add(reader.Number, line, reader.Line.IsEmpty && !reader.TooLong);
            scan.WantsLineEnd = !reader.IsEnded;
            scan.End = reader.Position;
        }

        return scan;
    }

    /// <summary>What was read.</summary>
    public JournalContent ToContent() => new(
        [.. _operations.OrderBy(pair => pair.Key).Select(pair => pair.Value.ToOperation())],
        _damagedCount <= MostOfOneKind ? _damages : [.. _damages, $"{_damagedCount - MostOfOneKind} more damages are not listed."])
    {
        Notes =
        [
            .. _unknown.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{pair.Value} record(s) of the type '{pair.Key}' were passed over: a later version of DeployOps wrote them."),
        ],
    };

    /// <summary>Whether an operation is known, and whether it has ended; <see langword="null"/> when it is not known.</summary>
    public bool? IsFinished(long operation) => _operations.TryGetValue(operation, out var records) ? records.IsFinished : null;

    /// <summary>Takes in a record that has just been written.</summary>
    public void Appended(JournalRecord record, long sequence, long end)
    {
        Add(0, new JournalLine(JournalLineKind.Intact, sequence, "", record), isEmpty: false);
        (WantsLineEnd, End) = (false, end);
    }

    private void Add(long number, JournalLine line, bool isEmpty)
    {
        if (isEmpty)
        {
            return;
        }

        if (line.Kind == JournalLineKind.Damaged)
        {
            _damagedSinceIntact++;
            _damagedSinceHighest++;
            Damage($"line {number}: the record is damaged and was passed over.");
        }
        else if (line.Sequence <= LastSequence)
        {
            Damage($"line {number}: record {line.Sequence} stands out of order or twice and was passed over.");
        }
        else
        {
            if (line.Sequence != LastSequence + 1 && _damagedSinceIntact == 0)
            {
                Damage($"line {number}: {line.Sequence - LastSequence - 1} record(s) before it are missing.");
            }

            (LastSequence, _damagedSinceIntact) = (line.Sequence, 0);
            Add(number, line);
        }
    }

    private void Add(long number, JournalLine line)
    {
        if (line.Record is not { } record)
        {
            // The type is shown, so it must be a short word: a checksum proves nothing about who wrote it.
            var type = line.Type.Length <= 40 && line.Type.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-') ? line.Type : "?";
            _unknown[type] = _unknown.GetValueOrDefault(type) + 1;
            return;
        }

        if (record.Operation > _highest)
        {
            (_highest, _damagedSinceHighest) = (record.Operation, 0);
        }

        if (record is OperationStarted start)
        {
            if (!_operations.TryAdd(record.Operation, new OperationRecords(start)))
            {
                Damage($"line {number}: operation {record.Operation} begins a second time; the line was passed over.");
            }
        }
        else if (!_operations.TryGetValue(record.Operation, out var operation))
        {
            if (_orphaned.Add(record.Operation))
            {
                Damage($"line {number}: the beginning of operation {record.Operation} is damaged or missing; its records were passed over.");
            }
        }
        else if (operation.IsFinished)
        {
            Damage($"line {number}: a record of operation {record.Operation} stands after its end and was passed over.");
        }
        else
        {
            operation.Add(record);
        }
    }

    private void Damage(string text)
    {
        if (++_damagedCount <= MostOfOneKind)
        {
            _damages.Add(text);
        }
    }
}
