<#
.SYNOPSIS
Ships a tag and ends with the exit code of the release. For runbooks and scheduled tasks.

.DESCRIPTION
Starts from Windows PowerShell 5.1 as well, and hands over to PowerShell 7.6 (pwsh), which the module needs. It asks nothing
and shows no secret. Exit codes: 0 the tag is live and healthy; 1 the gate failed; 2 wrong usage or configuration; 3 the
machine lacks a part, or somebody else deploys; 4 it failed and the old release is healthy; 5 it failed and the old release is
not healthy either; 130 cancelled.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File deploy.ps1 -Project D:\shop -Tag 2026.11.21

.EXAMPLE
pwsh -NonInteractive -File deploy.ps1 -Tag 2026.11.21 -Approver Kim -Evidence https://tickets.example/4711 -Notes 'autumn release'
#>
[CmdletBinding()]
param(
    # The project's folder; the current folder when left out.
    [string] $Project = (Get-Location).ProviderPath,
    # The tag that is to go live; that of the environment file when left out.
    [string] $Tag,
    # Let the gate pass although something that had to run was skipped.
    [switch] $AllowSkipped,
    # Leave the gate out. Needs -Reason, which is logged.
    [switch] $SkipPreflight,
    # Why the gate is left out.
    [string] $Reason,
    # Build no images.
    [switch] $NoBuild,
    # Leave a failed release as it is.
    [switch] $NoRollback,
    # Go on although a lock was left by a holder that is gone.
    [switch] $Force,
    # Who approved it.
    [string] $Approver,
    # Evidence for the release log.
    [string] $Evidence,
    # A remark for the release log.
    [string] $Notes,
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

    $report = Invoke-Deployment @wanted -Confirm:$false -ErrorAction SilentlyContinue
    $report
    $Task.ExitCode = $report.ExitCode
}
