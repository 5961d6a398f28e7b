using DeployOps.Engine.Releases.Diagnosis.Rules;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Diagnosis;

public sealed class ErrorRulesTests
{
    public static TheoryData<string, string, string> Recorded
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (cause, part, text) in RecordedErrors.All)
            {
                data.Add(cause, part, text);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void A_recorded_error_is_known_with_what_it_names(string cause, string part, string text)
    {
        var match = ErrorRules.Best(text);
        Assert.NotNull(match);
        Assert.Equal(cause, match.Rule.Cause);
        Assert.True(part.Length == 0 || match.Parts.Values.Contains(part), $"{match.Rule.Pattern} found {string.Join(", ", match.Parts)}");
        Assert.DoesNotContain("{", match.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_healthy_programs_write_fits_no_rule() =>
        Assert.Empty(ErrorRules.All.SelectMany(rule => RecordedErrors.Harmless.Where(line => rule.Match(line) is not null).Select(line => $"{rule.Cause} {rule.Pattern} takes: {line}")));

    [Fact]
    public void Every_rule_is_met_by_a_recorded_error() =>
        Assert.Empty(ErrorRules.All.Where(rule => !RecordedErrors.All.Any(error => error.Cause == rule.Cause && rule.Match(error.Text) is not null)).Select(rule => $"{rule.Cause}: {rule.Pattern}"));

    [Fact]
    public void Every_rule_names_its_source_and_says_something() => Assert.All(ErrorRules.All, rule =>
    {
        Assert.NotEmpty(rule.Source);
        Assert.EndsWith(".", rule.Explanation, StringComparison.Ordinal);
        Assert.InRange(rule.Confidence, 1, 100);
    });

    [Fact]
    public void Hostile_text_does_not_make_a_rule_slow()
    {
        var clock = new ProcessorTime();
        var text = string.Concat(Enumerable.Repeat("connect connection to at upstream error: token ", 80));
        for (var round = 0; round < 20; round++)
        {
            ErrorRules.Best(text);
        }

        Assert.True(clock.Used < TimeSpan.FromSeconds(10));
    }
}
