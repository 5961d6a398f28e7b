using DeployOps.Engine.Checks.Env.Keys;
using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>What signs or encrypts has 32 characters or more and enough chance in them (seed 001, section 2; RFC 7518, 3.2).</summary>
public sealed class SigningKeyStrengthCheck : ProductionEnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV033", "Signing and encryption keys are long and random", CheckFamily.Env, Severity.P0, "CH2", "seed 001, section 2; RFC 7518, 3.2; NIST SP 800-63B");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            foreach (var entry in file.SetEntries.Where(entry => SecretKinds.IsSigningKey(entry.Key) && !Placeholder.Is(entry.Value!, isSecret: true)))
            {
                foreach (var weakness in SecretStrength.WeaknessesOf(entry.Value!, SecretDemand.SigningKey))
                {
                    yield return Fail(file, entry, SecretStrength.Describe(weakness, SecretDemand.SigningKey), "Generate a new one, for example with: openssl rand -base64 48 (New-EnvFile does it for you).");
                }
            }
        }
    }
}
