using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups;

/// <summary>There is no such set, or none that can be trusted as far as was asked.</summary>
public sealed class BackupNotFoundException(string? name, string folder, string detail)
    : DeployOpsException(
        "BackupNotFound",
        FailureKind.NotFound,
        name is null ? $"There is no backup in '{folder}' to work with: {detail}." : $"There is no backup {Shown(name)} in '{folder}': {detail}.",
        "List the sets (Get-Backup, deployops backup list), name one of them or its folder, or make one.")
{
    private static string Shown(string name) => BackupNames.MayBeShown(name) ? $"'{name}'" : "of the name that was given";
}

/// <summary>A part of a name stands for several sets.</summary>
public sealed class BackupAmbiguousException(string name, IReadOnlyList<string> matches)
    : DeployOpsException(
        "BackupAmbiguous",
        FailureKind.Usage,
        $"'{name}' stands for {matches.Count} sets: {string.Join(", ", matches.Take(5))}{(matches.Count > 5 ? ", …" : "")}.",
        "Name the set in full.");

/// <summary>A set's manifest cannot be trusted, and so nothing of the set can.</summary>
public sealed class BackupDamagedException(string set, string problem)
    : DeployOpsException(
        "BackupDamaged",
        FailureKind.InvalidData,
        $"Backup '{set}' cannot be trusted: {problem}. It was left as it is.",
        "Use another set (Get-Backup lists them), or fetch this one again from its second copy; the files themselves may be whole, the manifest no longer proves it.");

/// <summary>A set is of a format that this version does not know.</summary>
public sealed class BackupNewerFormatException(string set, string problem)
    : DeployOpsException(
        "BackupNewerFormat",
        FailureKind.InvalidData,
        $"Backup '{set}' cannot be read: {problem}. It was left as it is.",
        "Update DeployOps on this machine, or use the version that made the set.");

/// <summary>A set is another project's.</summary>
public sealed class BackupOfAnotherProjectException(string set, string project, string owner)
    : DeployOpsException(
        "BackupOfAnotherProject",
        FailureKind.Usage,
        $"Backup '{set}' is one of project '{owner}', not of '{project}'. It was left as it is.",
        "Run the command in that project, or name a set of this one.")
{
    /// <summary>The project that it is of.</summary>
    public string Owner { get; } = owner;
}

/// <summary>A set is not as far as what was asked of it needs.</summary>
public sealed class BackupStateTooLowException(string set, BackupState state, BackupState least)
    : DeployOpsException(
        "BackupStateTooLow",
        FailureKind.Usage,
        $"Backup '{set}' is {state}, and {least} is needed. It was left as it is.",
        least == BackupState.Verified ? "Verify it first (Test-Backup, deployops backup test), or name another set." : "Name a set that is complete, or make one.");

/// <summary>A set has no such store.</summary>
public sealed class StoreNotInBackupException(string set, DataStoreKind store)
    : DeployOpsException(
        "StoreNotInBackup",
        FailureKind.Usage,
        $"Backup '{set}' holds no {store}. It was left as it is.",
        "Name a store that the set holds (Get-Backup shows them), or another set.");

/// <summary>A file of a set is not there.</summary>
public sealed class BackupFileMissingException(string set, string file)
    : DeployOpsException(
        "BackupFileMissing",
        FailureKind.InvalidData,
        $"File '{file}' of backup '{set}' is not there.",
        "Use another set, or fetch this one again from its second copy.")
{
    /// <summary>The file.</summary>
    public string File { get; } = file;
}

/// <summary>A file of a set is not the one that was written.</summary>
public sealed class BackupFileDamagedException(string set, string file, string reason)
    : DeployOpsException(
        "BackupFileDamaged",
        FailureKind.InvalidData,
        $"File '{file}' of backup '{set}' is not the one that was written: {reason}.",
        "Use another set, or fetch this one again from its second copy; and look at the disk.")
{
    /// <summary>The file.</summary>
    public string File { get; } = file;
}

/// <summary>A set is encrypted, and nothing was given to decrypt it with.</summary>
public sealed class BackupEncryptedException(string set, string method)
    : DeployOpsException(
        "BackupEncrypted",
        FailureKind.Usage,
        $"Backup '{set}' is encrypted ({method}), and there is no key.",
        "Name the variable or the certificate under backup.encryption in deployops.yml.");

/// <summary>The folder of the sets, or a set in it, cannot be read.</summary>
public sealed class BackupUnreadableException(string path, Exception? innerException = null)
    : DeployOpsException(
        "BackupUnreadable",
        innerException is UnauthorizedAccessException ? FailureKind.Permission : FailureKind.Environment,
        $"'{path}' cannot be read.",
        "Let this account read it; look whether the disk or the share is there.",
        innerException);

/// <summary>A set, or the folder of the sets, cannot be written.</summary>
public sealed class BackupNotWritableException(string path, Exception innerException)
    : DeployOpsException(
        "BackupNotWritable",
        innerException is UnauthorizedAccessException || (innerException is IOException readOnly && LogFailures.IsReadOnly(readOnly)) ? FailureKind.Permission : FailureKind.Environment,
        $"'{path}' cannot be written; sets that were there are as they were.",
        "Let this account write the folder, look whether the disk or the share is there, and run the command again.",
        innerException);

/// <summary>The disk became full while a set was written.</summary>
public sealed class BackupDiskFullException(string path, Exception innerException)
    : DeployOpsException(
        "BackupDiskFull",
        FailureKind.Environment,
        $"The disk of '{path}' is full; the set is partial, and earlier sets are as they were.",
        "Make room on the disk (Remove-Backup, an earlier keep.age), or name another destination, and run the backup again.",
        innerException);
