using DeployOps.Engine.Checks.Env.Keys;
using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>One secret has one use (OWASP Key Management Cheat Sheet): who learns it for the one has it for the other.</summary>
public sealed class SharedSecretCheck : ProductionEnvCheck
{
    private const int ShortestSecret = 4;

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV035", "No secret is used for two keys", CheckFamily.Env, Severity.P1, "CH2", "OWASP Key Management Cheat Sheet; NIST SP 800-57, 5.2");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        var owners = new Dictionary<string, (EnvFileView File, EnvEntry Entry)>(StringComparer.Ordinal);
        foreach (var file in files.Files)
        {
            foreach (var entry in file.SetEntries.Where(entry => entry.Value!.Length >= ShortestSecret && SecretKeyNames.IsSecret(entry.Key)))
            {
                if (owners.TryAdd(entry.Value!, (file, entry)))
                {
                    continue;
                }

                var (otherFile, other) = owners[entry.Value!];
                if (!SecretKinds.AreOne(entry.Key, other.Key) && !entry.ReferencedNames.Contains(other.Key, StringComparer.Ordinal))
                {
                    yield return Fail(file, entry, $"holds the same secret as {otherFile.Display(other)} ({otherFile.Name}, line {other.Line})", "Generate a secret of its own for each key.");
                }
            }
        }
    }
}
