using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Diagnosis.Ranking;

/// <summary>The command to run next, as it can be pasted into a shell in the project's folder.</summary>
internal sealed class NextCommands(DiagnosisContext context)
{
    // They ask the machine and the files, and no container of the stack.
    private static readonly string[] Outlasting = ["deployops ", "docker system", "docker ps"];

    private readonly DeployProject _project = context.Project;

    /// <summary>The command for a cause.</summary>
    public string Of(Suspicion suspicion)
    {
        var service = suspicion.Service == context.StackName && context.Model?.Service(suspicion.Service) is null ? "" : $" {suspicion.Service}";
        return suspicion.Cause switch
        {
            DiagnosisCause.PortTaken when IsPort(suspicion.Subject) && suspicion.Container.Length == 0 || HasStartError(suspicion) => $"docker ps --filter publish={(IsPort(suspicion.Subject) ? suspicion.Subject : "80")}",
            DiagnosisCause.MissingVariable or DiagnosisCause.BadCredentials or DiagnosisCause.AuthenticationRefused => $"deployops env test{EnvFiles(" ")}",
            DiagnosisCause.OutOfMemory => Container(suspicion) is { Length: > 0 } name ? $"docker inspect --format \"{{{{.State.OOMKilled}}}} {{{{.HostConfig.Memory}}}}\" {name}" : "docker stats --no-stream",
            DiagnosisCause.DiskFull => "docker system df",
            DiagnosisCause.ImageMissing => Compose($"{(context.Model?.Service(suspicion.Service)?.Build is null ? "pull" : "build")}{service}"),
            DiagnosisCause.BuildFailed => Compose($"--progress plain build{service}"),
            DiagnosisCause.HealthcheckFails or DiagnosisCause.HealthcheckCommandMissing => Container(suspicion) is { Length: > 0 } name ? $"docker inspect --format \"{{{{json .State.Health}}}}\" {name}" : Compose($"ps --all{service}"),
            DiagnosisCause.StaleUpstream => Compose($"restart{service}"),
            DiagnosisCause.ConfigurationSyntax when context.ContainersOf(suspicion.Service).Any(container => container.State == ContainerState.Created) => "deployops compose config",
            DiagnosisCause.Stopped => Compose($"start{service}"),
            DiagnosisCause.NotCreated or DiagnosisCause.NotStarted => Compose($"up --detach --no-build{service}"),
            DiagnosisCause.ResourceUnavailable => "deployops compose config",
            DiagnosisCause.WrongPort or DiagnosisCause.NoAnswer => Compose($"ps --all{service}"),
            DiagnosisCause.CommandNotFound when Container(suspicion) is { Length: > 0 } name => $"docker inspect --format \"{{{{json .Config.Entrypoint}}}} {{{{json .Config.Cmd}}}}\" {name}",
            _ => Compose($"logs --timestamps --tail 200{service}"),
        };
    }

    /// <summary>Whether a command still tells of the failure when other containers run by then.</summary>
    public static bool Outlasts(string command) =>
        Outlasting.Any(start => command.StartsWith(start, StringComparison.Ordinal));

    private static bool IsPort(string subject) => subject.Length is > 0 and <= 5 && subject.All(char.IsAsciiDigit);

    private bool HasStartError(Suspicion suspicion) =>
        suspicion.Cause == DiagnosisCause.PortTaken && context.ContainersOf(suspicion.Service).Any(container => container.StartError.Length > 0);

    private string Container(Suspicion suspicion) =>
        suspicion.Container.Length > 0 ? suspicion.Container : context.ContainersOf(suspicion.Service).FirstOrDefault()?.Name ?? "";

    private string Compose(string verb)
    {
        var files = string.Concat(_project.Compose.Files.Select(file => $" --file {Quoted(_project.RelativePath(file))}"));
        var profiles = string.Concat(_project.Compose.Profiles.Select(profile => $" --profile {Quoted(profile)}"));
        var name = context.IsOwnName ? "" : $" --project-name {context.StackName}";
        return $"docker compose{name}{EnvFiles(" --env-file ")}{files}{profiles} {verb}";
    }

    private string EnvFiles(string before) =>
        string.Concat((context.Inputs?.EnvFiles.Files.Select(file => file.Path) ?? []).Select(path => before + Quoted(_project.RelativePath(path))));

    private static string Quoted(string word) => word.All(character => char.IsAsciiLetterOrDigit(character) || "._-/\\:".Contains(character, StringComparison.Ordinal)) ? word : $"\"{word}\"";
}
