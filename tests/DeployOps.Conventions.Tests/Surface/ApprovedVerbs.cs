namespace DeployOps.Conventions.Tests.Surface;

/// <summary>PowerShell's approved verbs, as its documentation lists them. Where there is a pwsh, its tests compare this list with <c>Get-Verb</c>.</summary>
internal static class ApprovedVerbs
{
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(
        """
        Add Clear Close Copy Enter Exit Find Format Get Hide Join Lock Move New Open Optimize Pop Push Redo Remove Rename Reset
        Resize Search Select Set Show Skip Split Step Switch Undo Unlock Watch
        Connect Disconnect Read Receive Send Write
        Backup Checkpoint Compare Compress Convert ConvertFrom ConvertTo Dismount Edit Expand Export Group Import Initialize Limit
        Merge Mount Out Publish Restore Save Sync Unpublish Update
        Debug Measure Ping Repair Resolve Test Trace
        Approve Assert Build Complete Confirm Deny Deploy Disable Enable Install Invoke Register Request Restart Resume Start Stop
        Submit Suspend Uninstall Unregister Wait
        Block Grant Protect Revoke Unblock Unprotect
        Use
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);
}
