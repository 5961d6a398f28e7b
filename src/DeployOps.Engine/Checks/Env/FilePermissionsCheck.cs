using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Files.Permissions;
using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Env;

/// <summary>Only its owner may read an environment file (seed 003, 3.2 of the runbook: <c>chmod 600</c>, or the Windows access list).</summary>
public sealed class FilePermissionsCheck : Check
{
    private readonly IFilePermissions _permissions;

    /// <summary>Looks at the permissions of this system.</summary>
    public FilePermissionsCheck()
        : this(FilePermissions.OfThisSystem)
    {
    }

    /// <summary>Looks at permissions through a given port.</summary>
    public FilePermissionsCheck(IFilePermissions permissions) => _permissions = permissions;

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV040", "Only its owner may read an environment file", CheckFamily.Env, Severity.P0, "RB2", "seed 003, 3.2; CWE-732");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = await context.FactAsync<EnvReadingFact>(cancellationToken).ConfigureAwait(false);
        foreach (var file in reading.Files)
        {
            foreach (var finding in Look(file))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Look(EnvFileReading file)
    {
        FilePermissionState state;
        try
        {
            state = _permissions.Read(file.FullPath);
        }
        catch (DeployOpsException failure) when (failure is ProtectedFileNotFoundException or NotARegularFileException or FileProtectionRefusedException)
        {
            return [Descriptor.Answer(FindingStatus.Blocked, "not looked at, because the file cannot be read (ENV001)") with { Subject = file.Name, File = file.Name, Fix = "Mend what ENV001 names, then run again." }];
        }

        return state.Weaknesses.Select(weakness => weakness.Kind == FileWeaknessKind.Rights
            ? Fail(file.Name, weakness.Text, "Protect it: Protect-EnvFile, deployops env protect, or chmod 600.", file.Name)
            : Warn(file.Name, weakness.Text, weakness.Kind == FileWeaknessKind.Owner ? "Let the account that deploys own the file." : "Take the right to write from others: chmod o-w on the folder.", file.Name));
    }
}
