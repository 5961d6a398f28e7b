using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using DeployOps.Engine.Checks;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Preflight.Reports;
using Xunit;

namespace DeployOps.Engine.Tests.Preflight;

public sealed class ReportTests
{
    private static readonly GateReport Report = Make();

    [Fact]
    public void Json_holds_the_contract_of_the_console_face()
    {
        using var json = JsonDocument.Parse(Written(JsonReport.Write));
        Assert.Equal("Failed", json.RootElement.GetProperty("verdict").GetString());
        var finding = json.RootElement.GetProperty("findings")[0];
        Assert.Equal(
            ["id", "title", "family", "severity", "status", "subject", "file", "line", "message", "fix", "row"],
            finding.EnumerateObject().Select(property => property.Name));
        Assert.Equal(3, finding.GetProperty("line").GetInt32());
    }

    [Fact]
    public void The_head_of_json_is_read_back_for_the_release_log()
    {
        var head = GateHead.Read(Encoding.UTF8.GetString(Written(JsonReport.Write)));
        Assert.Equal((Report.Verdict, Report.Counts), (head.Verdict, head.Counts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"verdict\": \"Passed\" }")]
    [InlineData("{ \"verdict\": \"Fine\", \"counts\": { \"failedP0\": 0, \"failedP1\": 0, \"failedP2\": 0, \"warned\": 0, \"passed\": 1, \"skipped\": 0, \"blocked\": 0, \"notApplicable\": 0 } }")]
    public void What_is_no_report_is_refused(string text) => Assert.Throws<GateReportInvalidException>(() => GateHead.Read(text));

    [Fact]
    public void A_report_that_is_not_there_is_refused() => Assert.Throws<GateReportInvalidException>(() => GateHead.ReadFile(Path.Combine(Path.GetTempPath(), "deployops-no-such-gate.json")));

    [Fact]
    public void Ndjson_is_one_line_a_finding()
    {
        using var stream = new MemoryStream();
        JsonReport.WriteLine(stream, Report.Findings[0]);
        Assert.DoesNotContain('\n', Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Sarif_has_rules_levels_kinds_and_places()
    {
        using var json = JsonDocument.Parse(Written(SarifReport.Write));
        var run = json.RootElement.GetProperty("runs")[0];
        Assert.Equal("2.1.0", json.RootElement.GetProperty("version").GetString());
        Assert.Equal(Report.Findings.Count, run.GetProperty("results").GetArrayLength());
        Assert.Equal(["ENV001", "ENV002", "ENV003", "ENV004"], run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()));
        var failed = run.GetProperty("results")[0];
        Assert.Equal(("fail", "error"), (failed.GetProperty("kind").GetString(), failed.GetProperty("level").GetString()));
        var place = failed.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(".env.prod", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(3, place.GetProperty("region").GetProperty("startLine").GetInt32());

        // SARIF 2.1.0, 3.27.10: a level other than "none" goes with the kind "fail" alone.
        Assert.All(run.GetProperty("results").EnumerateArray(), result =>
            Assert.True(result.GetProperty("kind").GetString() == "fail" || result.GetProperty("level").GetString() == "none"));
    }

    [Fact]
    public void JUnit_counts_failures_errors_and_skipped_cases()
    {
        var suites = XDocument.Parse(Encoding.UTF8.GetString(Written(JUnitReport.Write))).Root!;
        Assert.Equal(("4", "1", "1", "1"), ((string?)suites.Attribute("tests"), (string?)suites.Attribute("failures"), (string?)suites.Attribute("errors"), (string?)suites.Attribute("skipped")));
        Assert.Equal("P0", (string?)suites.Descendants("failure").Single().Attribute("type"));
        Assert.Single(suites.Descendants("error"));
        Assert.Single(suites.Descendants("skipped"));
    }

    [Fact]
    public void Reports_stand_what_a_file_name_can_hold()
    {
        var odd = Report with { Findings = [Report.Findings[0] with { Subject = "a\u0001<&>\"'\n한글😀\ud800", File = "dir with space/ü#.env" }] };
        using var json = new MemoryStream();
        using var sarif = new MemoryStream();
        using var junit = new MemoryStream();
        JsonReport.Write(json, odd);
        SarifReport.Write(sarif, odd);
        JUnitReport.Write(junit, odd);
        using var parsed = JsonDocument.Parse(sarif.ToArray());
        Assert.NotNull(XDocument.Parse(Encoding.UTF8.GetString(junit.ToArray())).Root);
        var uri = parsed.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0]
            .GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString();
        Assert.Equal("dir%20with%20space/%C3%BC%23.env", uri);
    }

    [Fact]
    public void Counts_name_what_there_is_and_leave_zeroes_out()
    {
        Assert.Equal("1 passed, 1 failed (1 P0), 1 blocked, 1 skipped", Report.Counts.ToString());
    }

    private static byte[] Written(Action<Stream, GateReport> write)
    {
        using var stream = new MemoryStream();
        write(stream, Report);
        return stream.ToArray();
    }

    private static GateReport Make()
    {
        FindingStatus[] statuses = [FindingStatus.Fail, FindingStatus.Pass, FindingStatus.Skipped, FindingStatus.Blocked];
        List<Finding> findings =
        [
            .. statuses.Select((status, index) =>
                new CheckDescriptor($"ENV00{index + 1}", "Title", CheckFamily.Env, Severity.P0, "RB1", "a test").Answer(status, "seen") with
                {
                    Subject = "KEY", File = ".env.prod", Line = 3, Fix = "mend it",
                }),
        ];
        return new GateReport
        {
            Verdict = Verdict.Failed,
            Counts = GateCounts.Of(findings),
            Findings = findings,
            ProjectName = "shop",
            Root = Path.GetTempPath(),
            Tag = "2026.11.20",
            Started = new DateTimeOffset(2026, 11, 20, 1, 2, 3, TimeSpan.Zero),
            Duration = TimeSpan.FromSeconds(1.25),
        };
    }
}
