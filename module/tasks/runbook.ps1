<#
.SYNOPSIS
The whole release night: preflight, deploy, health, smoke, history, each with its exit code. Ends with the first that is not 0.

.DESCRIPTION
A failed gate ends the run before anything is built. After a failed deployment the history is shown and nothing else is asked:
the report of the deployment says what is live.

Starts from Windows PowerShell 5.1 as well, and hands over to PowerShell 7.6 (pwsh), which the module needs. It asks nothing and
shows no secret. Exit codes: 0 the tag is live, healthy and answers; 1 the gate, the health or the smoke test failed; 2 wrong
usage or configuration; 3 the machine lacks a part; 4 the deployment failed and the old release is healthy; 5 it failed and the
old release is not healthy either; 130 cancelled.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File runbook.ps1 -Project D:\shop -Tag 2026.11.21

.EXAMPLE
pwsh -NonInteractive -File runbook.ps1 -Tag 2026.11.21 -AllowSkipped -Approver Kim
#>
[CmdletBinding()]
param(
    # The project's folder; the current folder when left out.
    [string] $Project = (Get-Location).ProviderPath,
    # The tag that is to go live; that of the environment file when left out.
    [string] $Tag,
    # Let the gate pass although something that had to run was skipped.
    [switch] $AllowSkipped,
    # Build no images.
    [switch] $NoBuild,
    # Who approved it.
    [string] $Approver,
    # Evidence for the release log.
    [string] $Evidence,
    # A remark for the release log.
    [string] $Notes
)

$wanted = @{} + $PSBoundParameters
$wanted['Project'] = $Project
. ([IO.Path]::Combine($PSScriptRoot, 'shared', 'task.ps1'))
Start-DeployOpsTask $PSCommandPath $wanted {
    param($Task)

    $done = [ordered]@{}

    # Runs one part, shows what it puts out, and keeps its exit code. The first one that is not 0 is that of the whole run.
    function Invoke-Part([string] $Name, [scriptblock] $Part) {
        "`n== $Name"
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $code = @{ Value = 0 }
        try { & $Part $code }
        catch { $code.Value = Write-TaskFailure $Name $_ }
        $done[$Name] = '{0,-10} exit code {1} ({2:0.0} s)' -f $Name, $code.Value, $clock.Elapsed.TotalSeconds
        if ($Task.ExitCode -eq 0) { $Task.ExitCode = $code.Value }
    }

    $gate = @{ Project = $Project; AllowSkipped = $AllowSkipped }
    if ($Tag) { $gate['Tag'] = $Tag }
    Invoke-Part preflight {
        param($code)
        $report = Invoke-Preflight @gate -PassThru -ErrorAction SilentlyContinue
        $report.Findings | Where-Object { "$($_.Status)" -in 'Fail', 'Blocked' -and "$($_.Severity)" -eq 'P0' } | Format-Table | Out-String
        $report.Summary
        $code.Value = $report.ExitCode
    }
    if ($Task.ExitCode -eq 0) {
        Invoke-Part deploy {
            param($code)
            $report = Invoke-Deployment @wanted -Confirm:$false -ErrorAction SilentlyContinue
            $report | Out-String
            $code.Value = $report.ExitCode
        }
    }
    if ($Task.ExitCode -eq 0) {
        Invoke-Part health { param($code) $health = Get-ServiceHealth -Project $Project; $health | Out-String; $code.Value = $health.ExitCode }
        Invoke-Part smoke { param($code) $smoke = Invoke-SmokeTest -Project $Project -PassThru -ErrorAction SilentlyContinue; $smoke | Out-String; $code.Value = $smoke.ExitCode }
    }
    Invoke-Part history { Get-Deployment -Project $Project -Last 5 | Out-String }

    "`n== runbook"
    $done.Values
}
