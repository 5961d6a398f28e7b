using System.Globalization;
using System.Runtime.CompilerServices;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Checks.Release;

/// <summary>A tag that is a date lies near today; one that does not is a slip of the pen more often than not.</summary>
public sealed class DateTagIsNear : Check
{
    // The server's clock is UTC for us, and the day begins up to fourteen hours earlier elsewhere.
    private const int MostDaysAhead = 1;

    // In January the old year is still in everybody's fingers.
    private const int MostDaysBehind = 300;

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL006", "A date tag lies near today", CheckFamily.Release, Severity.P2, "RB6", "seeds/003, 8: the tag is the day of the release");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tag = await context.FactAsync<DecidedTagFact>(cancellationToken).ConfigureAwait(false);
        if (ReleaseTag.Parse(tag.Demand(), context.Project.Tag.Format).Tag?.Date is not { } date)
        {
            yield return NotApplicable("the tag is no date");
            yield break;
        }

        var today = DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime);
        var days = date.DayNumber - today.DayNumber;
        if (days is > MostDaysAhead or < -MostDaysBehind)
        {
            yield return Warn(
                tag.Text,
                $"the tag lies {Math.Abs(days).ToString(CultureInfo.InvariantCulture)} days {(days > 0 ? "ahead" : "back")}; today is {today:yyyy.MM.dd} (UTC)",
                "Look whether year, month and day are what you mean, and whether the machine's clock is right.",
                tag.File,
                tag.Line);
        }
    }
}
