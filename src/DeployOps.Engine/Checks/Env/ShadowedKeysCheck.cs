using DeployOps.Engine.Checks.Env.Reading;

namespace DeployOps.Engine.Checks.Env;

/// <summary>
/// The process environment wins over the environment file (Compose documentation, "Environment variables precedence"), so a
/// variable left in a shell changes what is deployed. On Windows names count without regard to case.
/// </summary>
public sealed class ShadowedKeysCheck : EnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV007", "The process environment overrides no key of an environment file", CheckFamily.Env, Severity.P1, "RB1", "Compose documentation, environment variables precedence");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var key in files.Set.ShadowedKeys)
        {
            // The tag is handed over by the environment on purpose: each release has its own.
            if (string.Equals(key, context.Project.Tag.Variable, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var file = files.Files.Last(candidate => candidate.Value(key) is not null);
            yield return Fail(file, file.Winners[key], "the process environment sets it to something else, and compose takes that", "Remove the variable from the environment of this session, service or task, or from the file.");
        }
    }
}
