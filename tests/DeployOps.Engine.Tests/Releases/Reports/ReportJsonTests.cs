using System.Text;
using System.Text.Json;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.History;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Reports;
using DeployOps.Engine.Releases.Smoke;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Reports;

/// <summary>Other programs read these documents: a name that changes breaks them.</summary>
public sealed class ReportJsonTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 21, 3, 0, 0, TimeSpan.FromHours(9));
    private static readonly ServiceRelease Backend = new("backend", "shop/backend:2026.11.21", "sha256:1", "sha256:1", "running, healthy");

    private static readonly DiagnosisReport Diagnosis = new()
    {
        StackName = "shop",
        Time = Night,
        Steps = [new DiagnosisStep(1, "containers", null, ["backend: \"restarting\""])],
        Causes = [new ProbableCause("backend", "Crash", 90, "It exits.", "ERROR: 오류", "docker logs backend")],
        Summary = "backend crashes.",
    };

    private static readonly SmokeReport Smoke = new()
    {
        BaseUrl = "http://127.0.0.1:8080",
        Answers = [new SmokeAnswer("/", false, null, TimeSpan.FromMilliseconds(12.3456), 3, "no answer")],
        Logs = [new LogFinding("backend", "shop-backend-1", "fatal", "FATAL", 2)],
        Summary = "1 request failed.",
    };

    private static readonly ReleaseReport Release = new()
    {
        Kind = ReleaseKind.Release,
        Result = ReleaseResult.RolledBack,
        Tag = "2026.11.21",
        ProjectName = "shop",
        Root = "shop",
        Started = Night,
        Duration = TimeSpan.FromSeconds(85.12345),
        ExitCode = 4,
        Summary = "Rolled back.",
        Steps = [new StepReport(ReleaseStep.Up, StepOutcome.Unfinished, Night, null)],
        Services = [Backend],
        Failure = new FailureRecord { What = "it crashed" },
        Smoke = Smoke,
        Diagnosis = Diagnosis,
    };

    [Fact]
    public void A_release_has_its_fields_in_this_order() => Assert.Equal(
        "type kind result exitCode summary isPlan number project root tag previousTag liveTag started durationSeconds steps services failure notes gate smoke diagnosis",
        Names(Read(stream => ReportJson.Write(stream, Release))));

    [Fact]
    public void Parts_have_their_fields_in_this_order()
    {
        var release = Read(stream => ReportJson.Write(stream, Release));
        Assert.Equal("step outcome started durationSeconds detail", Names(release.GetProperty("steps")[0]));
        Assert.Equal("service reference isAsWanted state wantedImageId runningImageId", Names(release.GetProperty("services")[0]));
        Assert.Equal("what when step firstError logLocation actionTaken nextAction owner", Names(release.GetProperty("failure")));
        Assert.Equal("type passed exitCode summary baseUrl durationSeconds answers logs notes", Names(release.GetProperty("smoke")));
        Assert.Equal("type path passed status latencyMilliseconds tries detail", Names(release.GetProperty("smoke").GetProperty("answers")[0]));
        Assert.Equal("service container rule line count", Names(release.GetProperty("smoke").GetProperty("logs")[0]));
        Assert.Equal("type exitCode summary stackName time causes steps", Names(release.GetProperty("diagnosis")));
        Assert.Equal("service cause confidence explanation firstError nextCommand", Names(release.GetProperty("diagnosis").GetProperty("causes")[0]));
        Assert.Equal("order title isGood observations", Names(release.GetProperty("diagnosis").GetProperty("steps")[0]));
    }

    [Fact]
    public void Times_are_UTC_durations_rounded_seconds_and_what_is_not_known_is_null()
    {
        var release = Read(stream => ReportJson.Write(stream, Release));
        Assert.Equal("2026-11-20T18:00:00Z", release.GetProperty("started").GetString());
        Assert.Equal(85.123, release.GetProperty("durationSeconds").GetDouble());
        Assert.Equal(JsonValueKind.Null, release.GetProperty("steps")[0].GetProperty("durationSeconds").ValueKind);
        Assert.Equal(JsonValueKind.Null, release.GetProperty("diagnosis").GetProperty("steps")[0].GetProperty("isGood").ValueKind);
        Assert.Equal(12.346, release.GetProperty("smoke").GetProperty("answers")[0].GetProperty("latencyMilliseconds").GetDouble());
        Assert.Equal(JsonValueKind.Null, release.GetProperty("gate").ValueKind);
    }

    [Fact]
    public void Health_has_its_fields_in_this_order()
    {
        var health = Read(stream => ReportJson.Write(stream, new StackHealth
        {
            StackName = "shop",
            Time = Night,
            Level = HealthLevel.Degraded,
            Services = [new ServiceHealth { Service = "backend", Verdict = ServiceVerdict.Healthy, Level = HealthLevel.Healthy, ProcessorPercent = double.NaN }],
            Stores = [new StoreHealth("redis", HealthLevel.Healthy, null, TimeSpan.FromMilliseconds(300), null, "")],
            Summary = "slow",
        }));
        Assert.Equal("type level exitCode summary stackName time application services stores", Names(health));
        Assert.Equal(
            "service verdict level detail image containers uptimeSeconds restarts processorPercent memoryBytes memoryLimitBytes diskBytes logBytesPerHour",
            Names(health.GetProperty("services")[0]));
        Assert.Equal("store level latencyMilliseconds limitMilliseconds application detail", Names(health.GetProperty("stores")[0]));
    }

    [Fact]
    public void The_history_marks_what_is_live_and_not_a_rehearsal_or_a_failure_of_the_same_tag()
    {
        ReleaseOperation Operation(long number, ReleaseKind kind, ReleaseResult result) => new() { Number = number, Kind = kind, Tag = "2026.11.21", StackName = "shop", Result = result, Started = Night };
        var history = new ReleaseHistory(
            [
                Operation(4, ReleaseKind.Release, ReleaseResult.RolledBack),
                Operation(3, ReleaseKind.Rehearsal, ReleaseResult.Succeeded),
                Operation(2, ReleaseKind.Release, ReleaseResult.Succeeded),
                Operation(1, ReleaseKind.Release, ReleaseResult.Succeeded),
            ],
            "2026.11.21",
            [Backend],
            ["a note"]);

        var document = Read(stream => ReportJson.Write(stream, history));

        Assert.Equal("type liveTag notes services operations", Names(document));
        Assert.Equal([2], document.GetProperty("operations").EnumerateArray().Where(operation => operation.GetProperty("isLive").GetBoolean()).Select(operation => operation.GetProperty("number").GetInt64()));
        Assert.Equal(
            "number kind tag previousTag result isLive exitCode stackName started finished durationSeconds operator machine processId wasHealthyBefore gateSkippedBecause steps images previousImages migrations failure note",
            Names(document.GetProperty("operations")[0]));
        Assert.Null(LiveOperation.Of(history with { LiveTag = null }));
    }

    [Fact]
    public void What_is_printed_while_it_runs_is_one_line_and_stays_readable()
    {
        var line = Text(stream => ReportJson.Write(stream, new ReleaseProgress(ReleaseStep.Healthy, StepOutcome.Unfinished, "백엔드 \"waits\"", "backend")));
        Assert.Equal("""{"type":"progress","step":"Healthy","outcome":"Unfinished","service":"backend","message":"백엔드 \"waits\""}""", line);
        Assert.DoesNotContain('\n', Text(stream => ReportJson.Write(stream, Release, oneLine: true)));
        Assert.Equal("null", Text(stream => ReportJson.Write(stream, (ReleaseReport?)null)));
    }

    private static string Names(JsonElement element) => string.Join(' ', element.EnumerateObject().Select(property => property.Name));

    private static JsonElement Read(Action<Stream> write) => JsonDocument.Parse(Text(write)).RootElement;

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
