<#
.SYNOPSIS
    Runs the tests of the module in this PowerShell and ends with the number of failures.
.DESCRIPTION
    Build first: the tests import ./DeployOps.psd1 of the clone as it stands. Needs Pester 5 or later.
.PARAMETER Name
    Only the test files whose name begins so, such as Help.
#>
[CmdletBinding()]
param([string] $Name = '')

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0

$configuration = New-PesterConfiguration
$configuration.Run.Path = (Get-ChildItem $PSScriptRoot -Filter "$Name*.Tests.ps1").FullName
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$result = Invoke-Pester -Configuration $configuration

# A file or a block that could not be set up counts as well: its tests did not run.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
foreach ($test in $result.Skipped) { Write-Host "SKIPPED: $($test.ExpandedPath)" }
Write-Host "Pester $($result.Version): $($result.PassedCount) passed, $failed failed, $($result.SkippedCount) skipped in $([math]::Round($result.Duration.TotalSeconds)) s, PowerShell $($PSVersionTable.PSVersion)"
exit [math]::Min($failed, 255)
