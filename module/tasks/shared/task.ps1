# What the tasks have in common. Dot-sourced by each; it runs in Windows PowerShell 5.1 as well, whose parser must understand it.

# Runs a task in this PowerShell, or hands it over to pwsh, and ends the script with its exit code. The body is run with the
# module imported; what it puts out is shown, and $Task.ExitCode is what it ends with.
function Start-DeployOpsTask {
    param([string] $Path, [System.Collections.IDictionary] $Bound, [scriptblock] $Body)

    $name = [IO.Path]::GetFileNameWithoutExtension($Path)
    if ($PSVersionTable.PSVersion.Major -lt 7) {
        $pwsh = Find-Pwsh
        if (-not $pwsh) {
            [Console]::Error.WriteLine("${name}: PowerShell 7.6 (pwsh) is needed and was not found. Install it, then run this again. Nothing was done.")
            exit 3
        }

        $arguments = Get-HandOverArgument $Path $Bound
        & $pwsh $arguments
        exit $LASTEXITCODE
    }

    # Nobody watches a bar in a scheduled task, and it would stand in the middle of its log.
    $ProgressPreference = 'SilentlyContinue'
    $ErrorActionPreference = 'Stop'
    $Task = @{ Name = $name; ExitCode = 0 }
    try {
        Import-Module ([IO.Path]::Combine($PSScriptRoot, '..', '..', '..', 'DeployOps.psd1'))
        & $Body $Task | Out-Host
    }
    catch {
        $Task.ExitCode = Write-TaskFailure $name $_
    }

    exit $Task.ExitCode
}

# Says what went wrong and what to do next, and gives the exit code of the failure.
function Write-TaskFailure([string] $Name, [Management.Automation.ErrorRecord] $Failure) {
    [Console]::Error.WriteLine("${Name}: $($Failure.Exception.Message)")
    if ($Failure.ErrorDetails -and $Failure.ErrorDetails.RecommendedAction) { [Console]::Error.WriteLine("  next: $($Failure.ErrorDetails.RecommendedAction)") }
    if ("$($Failure.CategoryInfo.Category)" -in 'ResourceUnavailable', 'PermissionDenied', 'OperationTimeout') { 3 } else { 2 }
}

# The pwsh of the search path, or where its installer puts it: an account of a service may have no such path.
function Find-Pwsh {
    $command = Get-Command -Name pwsh -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($command) { return $command.Source }
    $installed = "$env:ProgramFiles\PowerShell\7\pwsh.exe"
    if (Test-Path -LiteralPath $installed) { $installed }
}

# The command line that runs the same task with the same parameters. Windows PowerShell 5.1 puts an argument with blanks between
# quotes and leaves what is in it alone: quotes inside, and backslashes before the closing one, have to be written for the
# receiving program. Lists are joined by commas, because -File takes no list; the tasks split them.
function Get-HandOverArgument([string] $Path, [System.Collections.IDictionary] $Bound) {
    $arguments = @('-NoProfile', '-NonInteractive', '-File', $Path)
    foreach ($key in $Bound.Keys) {
        $value = $Bound[$key]
        if ($value -is [switch] -or $value -is [bool]) {
            if ($value) { $arguments += "-$key" }
            continue
        }

        $text = "$(@($value) -join ',')" -replace '(\\*)"', '$1$1\"'
        if ($text -match '\s') { $text = $text -replace '(\\+)$', '$1$1' }
        if ($text) { $arguments += @("-$key", $text) }
    }

    $arguments
}
