using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>What the last probe of a healthcheck says.</summary>
internal static partial class HealthcheckVerdict
{
    /// <summary>Judges it.</summary>
    public static Suspicion Of(DiagnosisContext context, StackContainer container)
    {
        var probe = context.Text.Masked(container.LastProbe).Trim();
        var streak = $"It runs, and its healthcheck failed {container.FailingStreak} times in a row";
        if (MissingProgram().Match(probe) is { Success: true } missing)
        {
            var program = missing.Groups["program"].Value;
            return new Suspicion(container.Service, DiagnosisCause.HealthcheckCommandMissing, 94, $"{streak}: the image has no program '{program}', which the healthcheck calls.")
            {
                FirstError = probe,
                Subject = program,
            };
        }

        return new Suspicion(container.Service, DiagnosisCause.HealthcheckFails, 66, probe.Length > 0 ? $"{streak}; the last probe wrote: {context.Text.Line(probe, 160)}" : $"{streak}, without a word.")
        {
            FirstError = probe,
            IsGeneral = true,
        };
    }

    // dash and bash, BusyBox ash, and runc for a healthcheck without a shell.
    [GeneratedRegex(@"(?:^|\n|: |exec: )(?:(?:\S*sh: (?:line )?(?:\d+: )?)(?:exec: )?(?<program>[^\s:]+): (?:command )?not found|\\?""(?<program>[^""\\]+)\\?"": (?:executable file not found|stat [^:]+: no such file))", RegexOptions.CultureInvariant)]
    private static partial Regex MissingProgram();
}
