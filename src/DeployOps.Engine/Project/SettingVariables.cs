namespace DeployOps.Engine.Project;

/// <summary>The variables that the settings name as holding a secret (<c>…-variable</c>): secrets whatever they are called.</summary>
internal static class SettingVariables
{
    /// <summary>Their names.</summary>
    public static IReadOnlySet<string> Of(DeployProject project) => new[]
        {
            project.Backup.Encryption.PassphraseVariable,
            project.Backup.Encryption.PrivateKeyVariable,
            project.Backup.Postgres.PasswordVariable,
        }
        .Concat(project.Smoke.Requests.Select(request => request.TokenVariable))
        .OfType<string>()
        .ToHashSet(StringComparer.Ordinal);
}
