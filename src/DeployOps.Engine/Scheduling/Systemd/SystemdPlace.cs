namespace DeployOps.Engine.Scheduling.Systemd;

/// <summary>Which systemd is meant, and where its units lie.</summary>
/// <param name="Folder">The folder of unit files.</param>
/// <param name="IsSystem">Whether it is the system's; else the account's own, which only runs while the account lingers or is logged in.</param>
public sealed record SystemdPlace(string Folder, bool IsSystem)
{
    /// <summary>The system's for root, else the account's own. Source: systemd.unit(5), "Unit File Load Path".</summary>
    public static SystemdPlace OfThisAccount() => Environment.IsPrivilegedProcess
        ? new SystemdPlace("/etc/systemd/system", IsSystem: true)
        : new SystemdPlace(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "systemd", "user"), IsSystem: false);
}
