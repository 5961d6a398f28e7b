<#
.SYNOPSIS
Backs a project's data stores up, proves the set, and ends with the exit code of the backup. For scheduled tasks.

.DESCRIPTION
Starts from Windows PowerShell 5.1 as well, and hands over to PowerShell 7.6 (pwsh), which the module needs. What it does is
appended to a log, one line for each thing that happens, with its time (UTC); nobody reads the output of a scheduled task. No
secret is ever shown or written. Exit codes: 0 everything was written and is proven; 1 the set did not pass; 2 wrong usage or
configuration; 3 a store could not be written, or the machine lacks a part; 130 cancelled.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File backup.ps1 -Project D:\shop

.EXAMPLE
pwsh -NonInteractive -File backup.ps1 -Store Postgres,Redis -Destination E:\backups -CopyTo \\nas\backups -Verify Restore
#>
[CmdletBinding()]
param(
    # The project's folder; the current folder when left out.
    [string] $Project = (Get-Location).ProviderPath,
    # Only these stores, separated by commas: Postgres, Redis, Graph.
    [string[]] $Store,
    # The folder that the sets lie in; the project's setting when left out.
    [string] $Destination,
    # A second folder or share that the finished set is copied to.
    [string] $CopyTo,
    # How thoroughly the set is looked at afterwards: Hash, Read or Restore.
    [string] $Verify,
    # Remove no old sets afterwards.
    [switch] $SkipRetention,
    # Why it is made, for the manifest.
    [string] $Reason,
    # How long each store may take.
    [int] $TimeoutSeconds,
    # The log; .deployops/backup-task.log of the project when left out.
    [string] $LogPath,
    # Say what would be done, and write nothing.
    [switch] $WhatIf
)

$wanted = @{} + $PSBoundParameters
$wanted['Project'] = $Project
if ($Store) { $wanted['Store'] = @($Store -split ',') }
. ([IO.Path]::Combine($PSScriptRoot, 'shared', 'task.ps1'))
. ([IO.Path]::Combine($PSScriptRoot, 'shared', 'log.ps1'))
Start-DeployOpsTask $PSCommandPath $wanted {
    param($Task)

    $wanted.Remove('LogPath')
    $log = New-TaskLog $Project $LogPath $WhatIf
    try {
        # Everything that it says goes into the log as it happens: a run that is killed leaves how far it came.
        Invoke-Backup @wanted -Confirm:$false -Verbose -ErrorAction SilentlyContinue -ErrorVariable failures *>&1 | ForEach-Object {
            if ($_ -is [Management.Automation.VerboseRecord]) { Write-TaskLog $log "$_" }
            elseif ($_ -is [Management.Automation.WarningRecord]) { Write-TaskLog $log "note: $_" }
            elseif ($_ -isnot [Management.Automation.ErrorRecord] -and $_ -isnot [Management.Automation.InformationRecord]) { $report = $_ }
        }

        Write-TaskLog $log ($report | Out-String -Width 200)
        $report
        foreach ($failure in $failures | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) { Write-TaskLog $log "FAILED: $failure next: $($failure.ErrorDetails.RecommendedAction)" }
        $Task.ExitCode = $report.ExitCode
        Write-TaskLog $log "ended with exit code $($Task.ExitCode)"
    }
    catch {
        Write-TaskLog $log "FAILED: $($_.Exception.Message) next: $($_.ErrorDetails.RecommendedAction)"
        throw
    }
}
