using DeployOps.Engine.Redaction;
using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Integration.Tests.Requirements;
using Xunit;
using Xunit.Abstractions;

namespace DeployOps.Integration.Tests.Releases.Diagnosis;

public sealed class KnownFaultsTests(BrokenStacks stacks, ITestOutputHelper output) : IClassFixture<BrokenStacks>
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["entry"] = DiagnosisCause.CommandNotFound,
        ["script"] = DiagnosisCause.CommandNotFound,
        ["memory"] = DiagnosisCause.OutOfMemory,
        ["variable"] = DiagnosisCause.MissingVariable,
        ["password"] = DiagnosisCause.BadCredentials,
        ["peer"] = DiagnosisCause.DependencyUnreachable,
        ["port"] = DiagnosisCause.PortTaken,
        ["probe-program"] = DiagnosisCause.HealthcheckCommandMissing,
        ["probe-exec"] = DiagnosisCause.HealthcheckCommandMissing,
        ["probe-fails"] = DiagnosisCause.HealthcheckFails,
        ["trace"] = DiagnosisCause.MissingVariable,
        ["rights"] = DiagnosisCause.FileOrPermission,
        ["disk"] = DiagnosisCause.DiskFull,
        ["segfault"] = DiagnosisCause.SegmentationFault,
    };

    [DockerEngineFact]
    public void Each_of_fourteen_broken_containers_is_named_with_its_cause()
    {
        Show(stacks.Faults);
        Assert.Equal(Expected.OrderBy(pair => pair.Key), Expected.Keys.ToDictionary(service => service, service => stacks.CauseOf(service).Cause).OrderBy(pair => pair.Key));
    }

    [DockerEngineFact]
    public void Containers_that_are_well_are_not_suspected() => Assert.Equal(Expected.Keys.Order(), stacks.Faults.Causes.Select(cause => cause.Service).Distinct().Order());

    [DockerEngineFact]
    public void The_first_error_is_shown_and_not_the_last()
    {
        var cause = stacks.CauseOf("trace");
        Assert.Contains("KeyError: 'JWT_SECRET_KEY'", cause.FirstError, StringComparison.Ordinal);
        Assert.Contains("JWT_SECRET_KEY", cause.Explanation, StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public void A_refused_password_names_the_variable_and_not_the_settings_beside_it()
    {
        Assert.Contains("REDIS_PASSWORD", stacks.CauseOf("password").Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("LOG_LEVEL", stacks.CauseOf("password").Explanation, StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public void A_database_that_fails_comes_before_the_backend_that_needs_it_and_the_proxy_that_waits()
    {
        Show(stacks.Chain);
        Assert.Equal(("db", DiagnosisCause.DiskFull), (stacks.Chain.Causes[0].Service, stacks.Chain.Causes[0].Cause));
        var backend = Assert.Single(stacks.Chain.Causes, cause => cause.Service == "backend");
        Assert.Equal(DiagnosisCause.DependencyUnreachable, backend.Cause);
        Assert.Contains("because of 'db'", backend.Explanation, StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public void A_stack_that_is_well_has_no_cause()
    {
        Show(stacks.Well);
        Assert.Empty(stacks.Well.Causes);
        Assert.Equal(0, stacks.Well.ExitCode);
        Assert.Equal([1, 2, 3, 4, 5], stacks.Well.Steps.Select(step => step.Order));
        Assert.All(stacks.Well.Steps, step => Assert.True(step.IsGood));
    }

    [DockerEngineFact]
    public void A_healthy_backend_that_answers_500_is_named_with_its_error()
    {
        Show(stacks.Failing);
        Assert.Equal(("backend", DiagnosisCause.BackendAnswers5xx), (stacks.Failing.Causes[0].Service, stacks.Failing.Causes[0].Cause));
        Assert.Contains("division by zero", stacks.Failing.Causes[0].FirstError, StringComparison.Ordinal);
        Assert.Equal(1, stacks.Failing.ExitCode);
    }

    [DockerEngineFact]
    public void A_proxy_with_the_old_address_of_a_healthy_backend_is_named()
    {
        Show(stacks.Stale);
        Assert.Equal(("proxy", DiagnosisCause.StaleUpstream), (stacks.Stale.Causes[0].Service, stacks.Stale.Causes[0].Cause));
        Assert.EndsWith("restart proxy", stacks.Stale.Causes[0].NextCommand, StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public void A_backend_that_answers_401_is_named_with_the_variables_to_look_at()
    {
        Show(stacks.Refusing);
        Assert.Equal(("backend", DiagnosisCause.AuthenticationRefused), (stacks.Refusing.Causes[0].Service, stacks.Refusing.Causes[0].Cause));
        Assert.Contains("JWT_SECRET_KEY", stacks.Refusing.Causes[0].Explanation, StringComparison.Ordinal);
    }

    [DockerEngineFact]
    public void A_secret_in_an_error_line_is_masked_everywhere()
    {
        var texts = stacks.All.SelectMany(report => report.Steps.SelectMany(step => step.Observations)
            .Concat(report.Causes.SelectMany(cause => new[] { cause.Explanation, cause.FirstError, cause.NextCommand })).Append(report.Summary)).ToList();
        Assert.Contains(texts, text => text.Contains("AuthenticationError: -WRONGPASS", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains($"(sent {Redactor.Mask})", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains(stacks.Secret, StringComparison.Ordinal) || text.Contains(stacks.Secret[..12], StringComparison.Ordinal));
    }

    private void Show(DiagnosisReport report)
    {
        foreach (var step in report.Steps)
        {
            output.WriteLine($"{step.Order} {step.Title}: {step.IsGood}\n  {string.Join("\n  ", step.Observations)}");
        }

        foreach (var cause in report.Causes)
        {
            output.WriteLine($"{cause.Confidence,3} {cause.Service} {cause.Cause}: {cause.Explanation}\n      {cause.FirstError}\n      {cause.NextCommand}");
        }
    }
}
