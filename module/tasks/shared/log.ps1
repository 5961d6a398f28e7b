# The log of a scheduled task. Dot-sourced; it runs in Windows PowerShell 5.1 as well, whose parser must understand it.

# The log of a project, begun anew when it has grown beyond a size; $null when nothing is to be written. A folder without a project
# is left as it is.
function New-TaskLog([string] $Project, [string] $Path, [bool] $IsPlan) {
    if ($IsPlan) { return $null }
    if (-not $Path) {
        $root = if (Test-Path -LiteralPath $Project -PathType Leaf) { Split-Path $Project } else { $Project }
        $folder = Join-Path $root '.deployops'

        # The first backup makes the folder, with the rights that it has to have.
        if (-not (Test-Path -LiteralPath $folder)) { return @{ Path = Join-Path $folder 'backup-task.log'; Waiting = New-Object System.Collections.ArrayList } }
        $Path = Join-Path $folder 'backup-task.log'
    }

    if ((Test-Path -LiteralPath $Path) -and (Get-Item -LiteralPath $Path).Length -gt 1MB) { Move-Item -LiteralPath $Path -Destination "$Path.old" -Force }
    @{ Path = $Path; Waiting = New-Object System.Collections.ArrayList }
}

# Appends a text, each line with the time. A log that cannot be written must not stop a backup.
function Write-TaskLog($Log, [string] $Text) {
    if (-not $Log) { return }
    $now = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
    foreach ($line in $Text -split '\r?\n') { if ($line.Trim()) { $null = $Log.Waiting.Add("$now $($line.TrimEnd())") } }
    if (-not (Test-Path -LiteralPath (Split-Path $Log.Path) -PathType Container)) { return }
    try {
        [IO.File]::AppendAllLines($Log.Path, [string[]] $Log.Waiting.ToArray(), (New-Object System.Text.UTF8Encoding($false)))
        $Log.Waiting.Clear()
    }
    catch [IO.IOException], [UnauthorizedAccessException] {
        [Console]::Error.WriteLine("The log cannot be written: $($_.Exception.Message)")
    }
}
