<#
.SYNOPSIS
Puts an earlier release back and ends with the exit code of the rollback. It asks nothing.

.DESCRIPTION
Starts from Windows PowerShell 5.1 as well, and hands over to PowerShell 7.6 (pwsh), which the module needs. No secret is
ever shown. Exit codes: 0 the earlier release is live and healthy; 2 wrong usage, such as a tag that cannot be gone back to; 3
the machine lacks a part, or somebody else deploys; 4 it failed and what ran before is healthy; 5 it failed and the stack needs
a person; 130 cancelled.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File rollback.ps1 -Project D:\shop -Reason 'orders are slow'

.EXAMPLE
pwsh -NonInteractive -File rollback.ps1 -ToTag 2026.11.13
#>
[CmdletBinding()]
param(
    # The project's folder; the current folder when left out.
    [string] $Project = (Get-Location).ProviderPath,
    # The tag to go back to; the release before the present one when left out.
    [string] $ToTag,
    # How many successful releases to go back, when no tag is named.
    [int] $Steps,
    # Take the stack down and bring it up, instead of replacing container by container.
    [switch] $Recreate,
    # Go back over an irreversible migration, or although a lock was left by a holder that is gone.
    [switch] $Force,
    # Why, for the release log.
    [string] $Reason,
    # How long the services may take to turn healthy.
    [int] $HealthTimeoutSeconds,
    # How long everything has to stay healthy afterwards.
    [int] $StabilitySeconds,
    # Say what would be done, and change nothing.
    [switch] $WhatIf
)

$wanted = @{} + $PSBoundParameters
$wanted['Project'] = $Project
. ([IO.Path]::Combine($PSScriptRoot, 'shared', 'task.ps1'))
Start-DeployOpsTask $PSCommandPath $wanted {
    param($Task)

    $report = Invoke-Rollback @wanted -Confirm:$false -ErrorAction SilentlyContinue
    $report
    $Task.ExitCode = $report.ExitCode
}
