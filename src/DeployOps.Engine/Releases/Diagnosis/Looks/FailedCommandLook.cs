using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Diagnosis.Logs;
using DeployOps.Engine.Releases.Diagnosis.Rules;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>The command of compose that failed and led here; it comes before the runbook.</summary>
internal sealed partial class FailedCommandLook : IDiagnosisLook
{
    // In a build these say more than that it failed; anything else that a step says is the step's own affair.
    private static readonly string[] BuildCauses = [DiagnosisCause.ImageMissing, DiagnosisCause.DiskFull, DiagnosisCause.OutOfMemory];

    // Less than what the container itself shows: compose calls one unhealthy as well when it ended.
    private const int SureOfDependency = 49;

    public int Order => 0;

    public string Title => "failed command";

    public Task LookAsync(DiagnosisContext context, LookNotes notes, CancellationToken cancellationToken)
    {
        if (context.Options.Failure is { } failure)
        {
            var output = context.Text.Masked(failure.Output);
            notes.SeeBad($"docker compose {failure.Verb}: exit code {failure.ExitCode}");
            var suspicion = failure.Verb == "build" ? OfBuild(context, output) : OfOther(context, failure, output);
            notes.See(suspicion.FirstError.Length > 0 ? suspicion.FirstError : "it wrote nothing");

            // That others wait for a service says nothing of its fault: its own first error, where it wrote one, is shown instead.
            notes.Suspect(suspicion.IsGeneral ? suspicion with { FirstError = "" } : suspicion);
        }

        return Task.CompletedTask;
    }

    private static Suspicion OfBuild(DiagnosisContext context, string output)
    {
        var build = BuildOutput.Read(output);
        var match = ErrorRules.Best($"{build.FirstError}\n{output.Split('\n').LastOrDefault(line => line.Contains("failed to solve", StringComparison.Ordinal))}");
        var service = build.Service.Length > 0 ? build.Service : context.Model?.ActiveServices.Where(service => service.Build is not null).ToList() is [var only] ? only.Name : context.StackName;
        var step = build.Step.Length > 0 ? $"The step {context.Text.Line(build.Step, 120)} of its Dockerfile failed." : "Its build failed before the first step.";
        var cause = match is not null && BuildCauses.Contains(match.Rule.Cause) ? match.Rule.Cause : DiagnosisCause.BuildFailed;
        return new Suspicion(service, cause, 95, match is null ? step : $"{step} {match.Explain()}") { FirstError = context.Text.Line(build.FirstError), Subject = match?.Subject ?? "" };
    }

    private static Suspicion OfOther(DiagnosisContext context, StackCommandException failure, string output)
    {
        var lines = output.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var error = lines.Find(line => Verdict().IsMatch(line)) ?? lines.LastOrDefault() ?? "";
        var match = ErrorRules.Best(error);
        var service = ServiceOf(context, lines, error, match);
        if (Dependency().Match(error) is { Success: true } dependency)
        {
            return new Suspicion(service, dependency.Value.Contains("unhealthy", StringComparison.Ordinal) ? DiagnosisCause.HealthcheckFails : DiagnosisCause.CrashAtStart, SureOfDependency, "Others wait for it, and it did not come up.")
            {
                FirstError = context.Text.Line(error),
                IsGeneral = true,
            };
        }

        return match is null
            ? new Suspicion(service, failure.Verb == "pull" ? DiagnosisCause.ImageMissing : DiagnosisCause.NotCreated, failure.Verb == "pull" ? 80 : 50, $"'docker compose {failure.Verb}' failed with exit code {failure.ExitCode}.") { FirstError = context.Text.Line(error) }
            : new Suspicion(service, match.Rule.Cause, match.Rule.Confidence, match.Explain()) { FirstError = context.Text.Line(error), Subject = match.Subject };
    }

    private static string ServiceOf(DiagnosisContext context, List<string> lines, string error, RuleMatch? match)
    {
        var named = ContainerName().Match(error);
        var image = match?.Part("image") ?? "";
        return (named.Success ? ServiceOf(context, named.Groups["name"].Value) : null)
            ?? context.Model?.ActiveServices.FirstOrDefault(service => image.Length > 0 && ServiceImage.Of(service, context.StackName) == image)?.Name
            // Compose says with each line which container or service it is at: " Container shop-db-1 Starting", " db Error".
            ?? lines.FindAll(line => line.EndsWith(" Error", StringComparison.Ordinal) || line.Contains(" Error ", StringComparison.Ordinal) || line.EndsWith(" Starting", StringComparison.Ordinal) || line.EndsWith(" Creating", StringComparison.Ordinal))
                .Select(line => ServiceOf(context, line.Split(' ') is ["Container", var name, ..] ? name : line.Split(' ')[0]))
                .LastOrDefault(service => service is not null)
            ?? context.StackName;
    }

    private static string? ServiceOf(DiagnosisContext context, string container)
    {
        var name = container.StartsWith($"{context.StackName}-", StringComparison.Ordinal) ? Number().Replace(container[(context.StackName.Length + 1)..], "") : container;
        return context.Map.ServiceOf(container) ?? context.Map.ServiceOf(name);
    }

    [GeneratedRegex(@"Error response from daemon|dependency failed to start|didn't complete successfully|^Error |^error |failed to |no configuration file|declared as external|manifest unknown", RegexOptions.CultureInvariant)]
    private static partial Regex Verdict();

    [GeneratedRegex(@"dependency failed to start: container \S+ (?:is unhealthy|exited|has no healthcheck)|service ""[^""]+"" didn't complete successfully", RegexOptions.CultureInvariant)]
    private static partial Regex Dependency();

    [GeneratedRegex(@"(?:on endpoint |container |container name ""/?|service "")(?<name>[A-Za-z0-9][\w.-]+)(?: \(| is unhealthy| exited| has no|"")", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerName();

    [GeneratedRegex(@"-\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
