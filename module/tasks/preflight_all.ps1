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

if ($PSVersionTable.PSVersion.Major -lt 7) {
    $pwsh = Get-Command -Name pwsh -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if (-not $pwsh) {
        [Console]::Error.WriteLine('preflight_all: PowerShell 7.6 (pwsh) is needed and was not found on PATH. Install it, then run this again. Nothing was checked.')
        exit 3
    }

    $handedOver = @('-NoProfile', '-NonInteractive', '-File', $PSCommandPath, '-Project', $Project)
    foreach ($name in 'EnvFile', 'Tag', 'SarifPath') {
        if ($PSBoundParameters.ContainsKey($name)) { $handedOver += @("-$name", $PSBoundParameters[$name]) }
    }
    if ($AllowSkipped) { $handedOver += '-AllowSkipped' }
    & $pwsh.Source @handedOver
    exit $LASTEXITCODE
}

$ErrorActionPreference = 'Stop'
try {
    Import-Module (Join-Path $PSScriptRoot '../../DeployOps.psd1')
    $wanted = @{ Project = $Project; AllowSkipped = $AllowSkipped; PassThru = $true; ErrorAction = 'SilentlyContinue' }
    foreach ($name in 'EnvFile', 'Tag', 'SarifPath') {
        if ($PSBoundParameters.ContainsKey($name)) { $wanted[$name] = $PSBoundParameters[$name] }
    }

    $report = Invoke-Preflight @wanted
    $report.Findings | Where-Object Status -NotIn 'Pass', 'NotApplicable' | Format-Table | Out-Host
    [Console]::Out.WriteLine($report.Summary)
    exit $report.ExitCode
}
catch {
    [Console]::Error.WriteLine("preflight_all: $($_.Exception.Message)")
    $action = $_.ErrorDetails.RecommendedAction
    if ($action) { [Console]::Error.WriteLine("  next: $action") }
    exit $(if ($_.CategoryInfo.Category -in 'ResourceUnavailable', 'PermissionDenied', 'OperationTimeout') { 3 } else { 2 })
}
