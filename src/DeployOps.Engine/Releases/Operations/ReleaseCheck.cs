using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Whether a release is what runs, and is well: health and stability, the image identifiers, and the smoke test.</summary>
internal static class ReleaseCheck
{
    /// <summary>Waits until its services are healthy and stay so, and compares the running images with the wanted ones (law 5).</summary>
    /// <returns>What to say of it, and the containers as they were seen last.</returns>
    /// <exception cref="StepFailedException">They are not.</exception>
    public static async Task<(string Detail, IReadOnlyList<StackContainer> Containers)> HealthyAsync(ReleaseSession session, StackRelease release, ReleaseStep step, CancellationToken cancellationToken)
    {
        var watch = new HealthWatch(session.Engine.Containers) { Time = session.Ports.Time };
        var result = await watch.WaitAsync(
            new HealthWatchRequest
            {
                Project = session.StackName,
                Services = release.Expected,
                Timeout = session.Settings.HealthTimeout,
                Stability = session.Settings.Stability,
                OnChange = seen => session.Say(step, StepOutcome.Unfinished, $"{seen.Service}: {seen.Verdict.ToString().ToLowerInvariant()}{(seen.Detail.Length > 0 ? $", {seen.Detail}" : "")}", seen.Service),
            },
            cancellationToken).ConfigureAwait(false);
        if (!result.IsHealthy)
        {
            throw new StepFailedException(result.Reason, "Get-DeploymentDiagnosis (deployops diagnose) says why, as far as it can be told.");
        }

        DemandImages(StackLook.Of(result.Containers), release);
        var unseen = result.Services.Where(service => service.IsWithoutHealthcheck && service.Verdict == ServiceVerdict.Running).Select(service => service.Service).ToList();
        var detail = $"{result.Services.Count} services are well"
            + (unseen.Count > 0 ? $"; judged by staying up alone, because they have no healthcheck: {string.Join(", ", unseen)}" : "");
        return (detail, result.Containers);
    }

    /// <summary>Asks the stack through its proxy and reads what its services wrote since.</summary>
    /// <param name="session">The session.</param>
    /// <param name="step">The step it is part of.</param>
    /// <param name="since">Older lines of the logs are not looked at.</param>
    /// <param name="containers">The containers as they were seen a moment ago.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<SmokeReport> SmokeAsync(
        ReleaseSession session, ReleaseStep step, DateTimeOffset since, IReadOnlyList<StackContainer> containers, CancellationToken cancellationToken)
    {
        var report = await new SmokeTest(session.Project) { Containers = session.Engine.Containers, ProcessEnvironment = session.Ports.ProcessEnvironment }.RunAsync(
            new SmokeOptions
            {
                StackName = session.StackName,
                LogsSince = since,
                Containers = containers,
                OnAnswer = answer => session.Say(step, StepOutcome.Unfinished, $"{answer.Path}: {(answer.Passed ? "passed" : answer.Detail)}"),
            },
            cancellationToken).ConfigureAwait(false);
        return report;
    }

    /// <summary>Throws when a smoke test did not pass.</summary>
    public static string Demand(SmokeReport report) => report.Passed
        ? report.Summary
        : throw new StepFailedException(report.Summary, "Ask the failing path by hand, and look at the backend's log.", FirstError(report));

    private static string FirstError(SmokeReport report) =>
        report.Logs is [{ Line.Length: > 0 } first, ..] ? first.Line
        : report.Answers.FirstOrDefault(answer => !answer.Passed) is { } failed ? $"{failed.Path}: {failed.Detail}" : "";

    private static void DemandImages(StackLook look, StackRelease release)
    {
        var active = release.Expected.Where(service => service.Containers > 0).Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        var wrong = look.Compare([.. release.Images.Where(image => active.Contains(image.Service))]).Where(service => !service.IsAsWanted).ToList();
        if (wrong.Count > 0)
        {
            throw new StepFailedException(
                $"Another image runs than the release's in {string.Join(", ", wrong.Select(service => $"{service.Service} ({service.State})"))}.",
                "Look whether somebody else changes the stack at the same time.");
        }
    }
}
