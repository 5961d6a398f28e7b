using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>A sample holds keys and no values (seed 003, 3.1): what stands in it is committed and public.</summary>
public sealed class SampleValuesCheck : EnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV008", "The sample holds no values", CheckFamily.Env, Severity.P1, "RB1", "seed 003, 3.1; OWASP Secrets Management Cheat Sheet");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var sample in files.Files.Select(file => file.Sample).OfType<SampleReading>().DistinctBy(sample => sample.FullPath))
        {
            foreach (var entry in sample.Entries.Where(entry => !string.IsNullOrWhiteSpace(entry.Value)))
            {
                var isReal = HoldsSecret(entry) && !Placeholder.Is(entry.Value!, isSecret: true);
                yield return isReal
                    ? Fail(EnvKeys.Display(entry.Key), "holds the value of a secret in the sample", "Remove the value, and replace the secret everywhere: who can read the repository knows it.", sample.Name, entry.Line)
                    : Warn(EnvKeys.Display(entry.Key), "holds a value in the sample", "Keep only the key; explain the value in a comment.", sample.Name, entry.Line);
            }
        }
    }

    private static bool HoldsSecret(EnvEntry entry) =>
        SecretKeyNames.IsSecret(entry.Key) || ConnectionUrl.Read(entry.Value!) is { Password.Length: > 0 } url && !Placeholder.Is(url.Password, isSecret: true);
}
