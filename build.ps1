<#
.SYNOPSIS
    Builds, tests or packs DeployOps. Everything is done by dotnet and Pester; this only says in which order.
.PARAMETER Task
    Build: all projects, after which ./DeployOps.psd1 imports as it stands.
    Test: all tests; those in PowerShell are among them where pwsh has Pester.
    Pack: a folder DeployOps below artifacts, to copy into a folder of $env:PSModulePath. module/bin is left as it is.
.PARAMETER Configuration
    Debug or Release. Default: Debug; Pack always takes Release.
.PARAMETER Runtime
    With Pack: also compile ahead for one system, such as win-x64, so that a first command starts faster. Without it the
    module runs on every system.
.EXAMPLE
    ./build.ps1 Test
.EXAMPLE
    ./build.ps1 Pack -Runtime win-x64
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)] [ValidateSet('Build', 'Test', 'Pack')] [string] $Task = 'Build',
    [ValidateSet('Debug', 'Release')] [string] $Configuration = 'Debug',
    [string] $Runtime
)

switch ($Task) {
    'Build' { dotnet build "$PSScriptRoot/DeployOps.slnx" -c $Configuration }
    'Test' { dotnet test "$PSScriptRoot/DeployOps.slnx" -c $Configuration }
    'Pack' {
        $folder = "$PSScriptRoot/artifacts/$(if ($Runtime) { $Runtime } else { 'any' })/DeployOps"
        $ahead = if ($Runtime) { @('-r', $Runtime, '--self-contained', 'false', '-p:PublishReadyToRun=true') } else { @() }
        dotnet publish "$PSScriptRoot/src/DeployOps" -c Release "-p:PackFolder=$folder" @ahead
    }
}
exit $LASTEXITCODE
