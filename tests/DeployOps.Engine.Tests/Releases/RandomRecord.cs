using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Tests.Releases;

/// <summary>Records whose texts are made of what a log format trips over.</summary>
internal sealed class RandomRecord(int seed)
{
    private static readonly string[] Pieces =
    [
        "a", "Z", " ", "  ", "\n", "\r\n", "\r", "\t", "{{", "}}", "{{tag}}", "{{#failure}}", "한글", "배포 실패", "🚀", "👩‍👩‍👧", "\"", "\\", "\\u003d", "'", "|",
        "#=#=#=#=# end 1", "#=#=#=#=# record 2 sha256=" + "00", "\n#=#=#=#=# cut 1\n", "# deployops:record:v1 {}", "#=#", "=#=#", "#", "=",
        "\0", "\u001b[31m", "\u0085", "\u2028", "\uFEFF", "<br>", "&amp;", "%", "0", "null", "\u007f",
    ];

    private readonly Random _random = new(seed);

    public ReleaseRecord Next()
    {
        var result = Choice<ReleaseResult>();
        var record = new ReleaseRecord
        {
            Kind = Choice<ReleaseKind>(),
            Result = result,
            Tag = "t" + Text(),
            PreviousTag = Optional(),
            Started = Time(),
            Finished = result == ReleaseResult.Started && _random.Next(2) == 0 ? null : Time(),
            Duration = _random.Next(3) == 0 ? null : TimeSpan.FromTicks(_random.NextInt64(0, TimeSpan.TicksPerDay * 40)),
            Project = "p" + Text(),
            Machine = "m" + Text(),
            Operator = "o" + Text(),
            Approver = Optional(),
            Images = [.. Many().Select(_ => new ReleaseImage(Text(), Text(), Optional()))],
            Logs = ["l" + Text(), .. Many().Select(_ => Text())],
            Gate = _random.Next(2) == 0 ? null : new GateSummary(Text(), Text()),
            Rollback = Choice<RollbackAllowance>(),
            RollbackNote = Optional(),
            Evidence = [.. Many().Select(_ => Text())],
            Notes = Optional(),
        };
        return record.IsFailure() || _random.Next(4) == 0 ? record with { Failure = Failure() } : record;
    }

    private FailureRecord Failure() => new()
    {
        What = "w" + Text(),
        When = Time(),
        Step = "s" + Text(),
        FirstError = "f" + Text(),
        LogLocation = "l" + Text(),
        ActionTaken = "a" + Text(),
        NextAction = "n" + Text(),
        Owner = "o" + Text(),
    };

    private IEnumerable<int> Many() => Enumerable.Range(0, _random.Next(4));

    private string? Optional() => _random.Next(3) == 0 ? null : Text();

    private string Text() => string.Concat(Enumerable.Range(0, _random.Next(7)).Select(_ => Pieces[_random.Next(Pieces.Length)]));

    private DateTimeOffset Time() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(_random.NextInt64(0, TimeSpan.TicksPerDay * 365))
        .ToOffset(TimeSpan.FromHours(_random.Next(-11, 13)));

    private TChoice Choice<TChoice>()
        where TChoice : struct, Enum
    {
        var all = Enum.GetValues<TChoice>();
        return all[_random.Next(all.Length)];
    }
}
