# What several test files need: where the module is, and a small project with known secrets.

$ModuleManifest = [IO.Path]::GetFullPath("$PSScriptRoot/../../../DeployOps.psd1")

# No real secrets: they only have to be found again wherever they leak.
$TestSecrets = @('Zr7#qLw9-Tango-4411-leak', 'yW3kPd82mXc55vTn90bQaUe7LsHj61Rf', 'hunter2-Uniform-8842')

function New-TestProject([string] $Folder) {
    $null = New-Item -ItemType Directory -Path $Folder -Force
    @(
        'ENVIRONMENT='
        '# the database'
        'POSTGRES_PASSWORD='
        'JWT_SECRET='
        'DATABASE_URL='
        'TAG='
    ) | Set-Content "$Folder/.env.sample"
    @(
        'ENVIRONMENT=production'
        "POSTGRES_PASSWORD='$($TestSecrets[0])'"
        "JWT_SECRET=$($TestSecrets[1])"
        "DATABASE_URL=postgresql+asyncpg://shop:$($TestSecrets[2])@db:5432/shop"
        'TAG=2026.11.20'
    ) | Set-Content "$Folder/.env.prod"
    @'
services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}
  backend:
    image: shop/backend:latest
    env_file: [.env.prod]
    command: ["serve", "--key=${JWT_SECRET}"]
'@ | Set-Content "$Folder/docker-compose.prod.yml"
    Copy-Item "$PSScriptRoot/../../../release.log.template" $Folder -ErrorAction Ignore
    (Get-Item $Folder).FullName
}

# Every file of a folder with its content, its mode and when it was written.
function Get-TreeState([string] $Folder) {
    Get-ChildItem $Folder -Recurse -Force -File | Sort-Object FullName | ForEach-Object {
        '{0} {1} {2} {3}' -f $_.FullName, (Get-FileHash $_.FullName).Hash, $_.UnixFileMode, $_.LastWriteTimeUtc.Ticks
    }
}

# A script in a PowerShell of its own, because what an import does can only be seen once in a process.
function Invoke-FreshPowerShell([string] $Script, [int] $TimeoutSeconds = 60) {
    $start = [Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath)
    foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', $Script) { $start.ArgumentList.Add($argument) }
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.Environment['NO_COLOR'] = '1'
    $process = [Diagnostics.Process]::Start($start)
    try {
        $output = $process.StandardOutput.ReadToEndAsync()
        $errors = $process.StandardError.ReadToEndAsync()
        if (-not $process.WaitForExit($TimeoutSeconds * 1000)) { throw "no answer within $TimeoutSeconds s" }
        [pscustomobject]@{ ExitCode = $process.ExitCode; Output = $output.Result.Trim(); Errors = $errors.Result.Trim() }
    }
    finally {
        if (-not $process.HasExited) { $process.Kill($true) }
        $process.Dispose()
    }
}

# A script of module/tasks as a scheduler starts it.
function Invoke-Task([string] $Name, [string[]] $Arguments) {
    $task = [IO.Path]::GetFullPath("$PSScriptRoot/../../../module/tasks/$Name")
    $printed = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File $task @Arguments 2>&1 | Out-String -Width 400
    [pscustomobject]@{ ExitCode = $LASTEXITCODE; Printed = $printed }
}
