<#
.SYNOPSIS
Watches a stack after a release: 30 minutes of verification with short intervals, then 24 hours of watching. Ends early, with
an exit code, when the stack is unhealthy twice in a row.

.DESCRIPTION
Every look is a line on the screen and in a log file. One bad look may be a restart on purpose; two in a row are not.

Starts from Windows PowerShell 5.1 as well, and hands over to PowerShell 7.6 (pwsh), which the module needs. No secret is
ever shown. Exit codes: 0 it was well until the end; 1 it was unhealthy twice in a row; 2 wrong usage or configuration; 3 it
could not be told twice in a row.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File health_watch.ps1 -Project D:\shop

.EXAMPLE
pwsh -File health_watch.ps1 -DurationMinutes 60 -IntervalSeconds 30 -SmokeTest -LogPath D:\logs\shop_watch.log
#>
[CmdletBinding()]
param(
    # The project's folder; the current folder when left out.
    [string] $Project = (Get-Location).ProviderPath,
    # How long to watch in all, the verification included.
    [ValidateRange(0, 100000)] [double] $DurationMinutes = 1470,
    # How much of it is verification.
    [ValidateRange(0, 100000)] [double] $VerificationMinutes = 30,
    # The time between two looks.
    [ValidateRange(1, 86400)] [int] $IntervalSeconds = 60,
    # The time between two looks of the verification.
    [ValidateRange(1, 86400)] [int] $VerificationIntervalSeconds = 15,
    # Only these services, separated by commas.
    [string[]] $Service,
    # Leave the data stores and the application out.
    [switch] $WithoutStores,
    # Also run the smoke test, without the logs, with every look of the verification.
    [switch] $SmokeTest,
    # Where every look is written down; .deployops/health_watch.log in the folder of -Project when left out.
    [string] $LogPath
)

$wanted = @{} + $PSBoundParameters
$wanted['Project'] = $Project
. ([IO.Path]::Combine($PSScriptRoot, 'shared', 'task.ps1'))
Start-DeployOpsTask $PSCommandPath $wanted {
    param($Task)

    $stack = @{ Project = $Project; WithoutStores = $WithoutStores }
    if ($Service) { $stack['Service'] = @($Service -split ',') }
    if (-not $LogPath) { $LogPath = [IO.Path]::Combine($Project, '.deployops', 'health_watch.log') }

    # A line says when, how it is, and why; a full disk must not end the watch.
    function Write-Look([string] $Level, [string] $Text) {
        $line = '{0:yyyy-MM-ddTHH:mm:ssZ} {1,-9} {2}' -f [datetime]::UtcNow, $Level, ($Text -replace '\s+', ' ')
        [Console]::Out.WriteLine($line)
        try { Add-Content -LiteralPath $LogPath -Value $line -Encoding utf8 }
        catch { [Console]::Error.WriteLine("health_watch: the log could not be written: $($_.Exception.Message)") }
    }

    $clock = [Diagnostics.Stopwatch]::StartNew()
    $bad = 0
    $looks = 0
    while ($true) {
        $verifies = $clock.Elapsed.TotalMinutes -lt $VerificationMinutes
        $code = 0
        try {
            $health = Get-ServiceHealth @stack
            $code = $health.ExitCode
            $level = "$($health.Level)"
            $text = $health.Summary
            if ($code -eq 0 -and $verifies -and $SmokeTest) {
                $smoke = Invoke-SmokeTest -Project $Project -WithoutLogs -PassThru -ErrorAction SilentlyContinue
                if (-not $smoke.Passed) { $code = 1; $level = 'Unhealthy'; $text = $smoke.Summary }
            }
        }
        catch {
            # A project that cannot be read does not get better by waiting; an engine that is away may come back.
            $code = if ("$($_.CategoryInfo.Category)" -in 'ResourceUnavailable', 'PermissionDenied', 'OperationTimeout') { 3 } else { throw }
            $level = 'Unknown'
            $text = $_.Exception.Message
        }

        # Only now is it known that there is a project to write beside.
        if ($looks++ -eq 0) {
            $null = New-Item -ItemType Directory -Force -Path (Split-Path -Parent $LogPath) -ErrorAction SilentlyContinue
            Write-Look 'Begins' "watching $Project for $DurationMinutes minutes, $VerificationMinutes of them verification"
        }

        $bad = if ($code -eq 0) { 0 } else { $bad + 1 }
        Write-Look $level $text
        if ($bad -ge 2) {
            Write-Look 'Ends' "twice in a row not well. Next: deployops diagnose, or Get-DeploymentDiagnosis"
            $Task.ExitCode = $code
            return
        }

        $pause = if ($verifies) { $VerificationIntervalSeconds } else { $IntervalSeconds }
        $left = $DurationMinutes * 60 - $clock.Elapsed.TotalSeconds
        if ($left -le 0) { break }
        Start-Sleep -Milliseconds ([math]::Max(1, [math]::Min($pause, $left) * 1000))
    }

    Write-Look 'Ends' "well until the end, after $looks looks"
}
