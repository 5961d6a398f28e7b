<#
.SYNOPSIS
Runs the whole gate of a project and ends with its exit code. For runbooks and scheduled tasks.

.DESCRIPTION
Starts from Windows PowerShell 5.1 as well, and hands over to PowerShell 7.6 (pwsh), which the module needs. No secret is
ever shown. Exit codes: 0 passed; 1 the gate failed; 2 wrong usage or configuration; 3 the machine lacks a part, or
something that had to run was skipped.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File preflight_all.ps1 -EnvFile .env.prod -Tag 2026.11.20

.EXAMPLE
pwsh -File preflight_all.ps1 -Project D:\shop -SarifPath D:\reports\preflight.sarif
#>
[CmdletBinding()]
param(
    # The project's folder; the current folder when left out.
    [string] $Project = (Get-Location).ProviderPath,
    # The environment file, instead of those of the project.
    [string] $EnvFile,
    # The tag that is to go live.
    [string] $Tag,
    # Also write the report as SARIF 2.1.0 to this file.
    [string] $SarifPath,
    # Let the gate pass although something that had to run was skipped.
    [switch] $AllowSkipped
)

$wanted = @{} + $PSBoundParameters
$wanted['Project'] = $Project
. ([IO.Path]::Combine($PSScriptRoot, 'shared', 'task.ps1'))
Start-DeployOpsTask $PSCommandPath $wanted {
    param($Task)

    $report = Invoke-Preflight @wanted -PassThru -ErrorAction SilentlyContinue
    $report.Findings | Where-Object Status -NotIn 'Pass', 'NotApplicable' | Format-Table
    $report.Summary
    $Task.ExitCode = $report.ExitCode
}
