using System.Management.Automation;
using DeployOps.Engine;

namespace DeployOps.Pipeline;

/// <summary>The one factory of error records: identifier, category, target and the recommended action of a named failure.</summary>
internal static class ErrorRecords
{
    public static bool IsNamed(Exception failure) => failure is DeployOpsException or IOException or UnauthorizedAccessException;

    public static ErrorRecord From(Exception failure, object? target) => failure switch
    {
        DeployOpsException named => Make(named, named.ErrorId, CategoryOf(named.Kind), target, named.RecommendedAction),
        UnauthorizedAccessException => Make(failure, "AccessDenied", ErrorCategory.PermissionDenied, target, "Run as an account that may read and write there."),
        _ => Make(failure, "InputOutputFailed", ErrorCategory.ResourceUnavailable, target, "Look at the path and at the disk, then run the command again."),
    };

    /// <summary>The record of a gate that did not pass.</summary>
    public static ErrorRecord GateNotPassed(string summary, object target) =>
        Make(new GateNotPassedException(summary), "GateNotPassed", ErrorCategory.InvalidResult, target, "Mend the findings of severity P0 first; each names its fix.");

    /// <summary>The record of two parameters that exclude each other.</summary>
    public static ErrorRecord Excluding(string one, string other) =>
        Make(new PSArgumentException($"{one} and {other} exclude each other; nothing was done."), "ParametersExclude", ErrorCategory.InvalidArgument, other, $"Leave out {one} or {other}.");

    /// <summary>The record of a wildcard that matches no file.</summary>
    public static ErrorRecord NothingMatches(string path) =>
        Make(new ItemNotFoundException($"No file matches '{path}'."), "NothingMatches", ErrorCategory.ObjectNotFound, path, "Look at the folder and the wildcard.");

    /// <summary>The record of a backup set that is not there.</summary>
    public static ErrorRecord NoSuchBackup(string name) =>
        Make(new ItemNotFoundException($"There is no backup set '{name}'."), "BackupNotFound", ErrorCategory.ObjectNotFound, name, "Run Get-Backup without a name to see what is there, or name the folder with -Destination.");

    /// <summary>A record with all that a record has to have.</summary>
    internal static ErrorRecord Make(Exception failure, string id, ErrorCategory category, object? target, string action)
    {
        var record = new ErrorRecord(failure, id, category, target);
        record.ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = action };
        return record;
    }

    private static ErrorCategory CategoryOf(FailureKind kind) => kind switch
    {
        FailureKind.Usage => ErrorCategory.InvalidArgument,
        FailureKind.NotFound => ErrorCategory.ObjectNotFound,
        FailureKind.AlreadyExists => ErrorCategory.ResourceExists,
        FailureKind.InvalidData => ErrorCategory.InvalidData,
        FailureKind.Permission => ErrorCategory.PermissionDenied,
        FailureKind.Timeout => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.ResourceUnavailable,
    };
}
