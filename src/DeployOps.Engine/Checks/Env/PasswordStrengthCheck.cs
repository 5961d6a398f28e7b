using DeployOps.Engine.Checks.Env.Keys;
using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>Passwords of stores and first accounts are not guessable (seed 001, section 2; NIST SP 800-63B, 3.1.1.2).</summary>
public sealed class PasswordStrengthCheck : ProductionEnvCheck
{
    private const string FixText = "Generate a new one of 20 or more random characters, and change it in the store as well.";

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV034", "Passwords are not guessable", CheckFamily.Env, Severity.P0, "CH2 PA10", "seed 001, section 2; NIST SP 800-63B, 3.1.1.2; OWASP ASVS 5.0, 6.2");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in file.SetEntries.Where(entry => SecretKinds.IsPassword(entry.Key)))
            {
                seen.Add(entry.Value!);
                var user = SecretKinds.UserKeysOf(entry.Key).Select(file.Value).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));
                foreach (var weakness in Weaknesses(entry.Value!, user))
                {
                    yield return Fail(file, entry, SecretStrength.Describe(weakness, SecretDemand.Password), FixText);
                }
            }

            foreach (var entry in file.SetEntries.Where(entry => !SecretKinds.IsPassword(entry.Key)))
            {
                // A password that also stands alone has been named there.
                if (ConnectionUrl.Read(entry.Value!) is { Password: { } password } url && !seen.Contains(password))
                {
                    foreach (var weakness in Weaknesses(password, url.User))
                    {
                        yield return Fail(file, entry, "the password in the URL " + SecretStrength.Describe(weakness, SecretDemand.Password), FixText);
                    }
                }
            }
        }
    }

    private static IReadOnlyList<SecretWeakness> Weaknesses(string password, string? user) =>
        Placeholder.Is(password, isSecret: true) ? [] : SecretStrength.WeaknessesOf(password, SecretDemand.Password, user);
}
