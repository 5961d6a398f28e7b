<#
.SYNOPSIS
Asks the running stack through its proxy, reads its logs, and ends with the exit code of the smoke test.

.DESCRIPTION
Starts from Windows PowerShell 5.1 as well, and hands over to PowerShell 7.6 (pwsh), which the module needs. No secret is
ever shown. Exit codes: 0 everything held; 1 something did not; 2 wrong usage or configuration; 3 the machine lacks a part.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File smoke.ps1 -Project D:\shop

.EXAMPLE
pwsh -File smoke.ps1 -Path /,/api/v1/things -BaseUrl https://shop.example -WithoutLogs
#>
[CmdletBinding()]
param(
    # The project's folder; the current folder when left out.
    [string] $Project = (Get-Location).ProviderPath,
    # Only the requests of these paths, separated by commas.
    [string[]] $Path,
    # Where the stack answers.
    [string] $BaseUrl,
    # Leave the services' logs out.
    [switch] $WithoutLogs
)

$wanted = @{} + $PSBoundParameters
$wanted['Project'] = $Project
if ($Path) { $wanted['Path'] = @($Path -split ',') }
. ([IO.Path]::Combine($PSScriptRoot, 'shared', 'task.ps1'))
Start-DeployOpsTask $PSCommandPath $wanted {
    param($Task)

    $report = Invoke-SmokeTest @wanted -PassThru -ErrorAction SilentlyContinue
    $report
    $Task.ExitCode = $report.ExitCode
}
