BeforeDiscovery {
    $OnUnix = -not $IsWindows
}

BeforeAll {
    . "$PSScriptRoot/Support/TestProject.ps1"
}

Describe 'The manifest' {
    It 'is sound' {
        (Test-ModuleManifest $ModuleManifest).Version | Should -Be ([version](Import-PowerShellDataFile $ModuleManifest).ModuleVersion)
    }

    It 'can be read by Windows PowerShell 5.1, which refuses the module by its edition' {
        $data = Import-PowerShellDataFile $ModuleManifest
        $data.CompatiblePSEditions | Should -Be 'Core'
        # 5.1 reads a file without byte order mark in the code page of the machine.
        [IO.File]::ReadAllBytes($ModuleManifest) | Where-Object { $_ -gt 127 } | Should -BeNullOrEmpty
    }

    It 'exports exactly the cmdlets of the module' {
        $module = Import-Module $ModuleManifest -Force -PassThru
        $listed = (Import-PowerShellDataFile $ModuleManifest).CmdletsToExport
        $module.ExportedCommands.Keys | Sort-Object | Should -Be ($listed | Sort-Object)
        $module.ExportedCommands.Values.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
    }
}

Describe 'The import' {
    BeforeAll {
        $project = New-TestProject "$TestDrive/import"
    }

    It 'says nothing and leaves nothing behind' {
        $before = Get-TreeState $project
        $answer = Invoke-FreshPowerShell "Set-Location '$project'; Import-Module '$ModuleManifest'; Remove-Module DeployOps; Import-Module '$ModuleManifest'"
        $answer.ExitCode | Should -Be 0
        $answer.Output | Should -BeNullOrEmpty
        $answer.Errors | Should -BeNullOrEmpty
        Get-TreeState $project | Should -Be $before
    }

    It 'reads no file of the project: a pipe in the place of each would hold it up' -Skip:(-not $OnUnix) {
        $pipes = "$TestDrive/pipes"
        $null = New-Item -ItemType Directory $pipes
        foreach ($name in 'deployops.yml', '.env', '.env.prod', 'docker-compose.prod.yml') { mkfifo "$pipes/$name" }
        $answer = Invoke-FreshPowerShell "Set-Location '$pipes'; Import-Module '$ModuleManifest'; 'imported'" -TimeoutSeconds 30
        $answer.Output | Should -Be 'imported'
    }

    It 'is quick (reported, not judged)' {
        $script = "`$watch = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$ModuleManifest'; `$watch.ElapsedMilliseconds"
        $milliseconds = 1..3 | ForEach-Object { [int](Invoke-FreshPowerShell $script).Output }
        Write-Host "      import took $($milliseconds -join ', ') ms"
    }

    It 'can be taken back' {
        $answer = Invoke-FreshPowerShell "Import-Module '$ModuleManifest'; Remove-Module DeployOps; (Get-Command -Module DeployOps).Count"
        $answer.Output | Should -Be '0'
    }
}

Describe 'The load context' {
    BeforeAll {
        $project = New-TestProject "$TestDrive/context"
        'name: shop' | Set-Content "$project/deployops.yml"
        $contexts = {
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in 'DeployOps', 'DeployOps.Engine', 'YamlDotNet' } | ForEach-Object {
                '{0} {1} in {2}' -f $_.GetName().Name, $_.GetName().Version, [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name
            } | Sort-Object
        }
    }

    It 'holds the engine and its libraries apart' {
        $answer = Invoke-FreshPowerShell "Import-Module '$ModuleManifest'; `$null = Invoke-Preflight -Project '$project' -Quiet; & {$contexts}"
        $answer.Errors | Should -BeNullOrEmpty
        $answer.Output -split '\r?\n' -replace ' [\d.]+ ', ' ' | Should -Be 'DeployOps in Default', 'DeployOps.Engine in DeployOps', 'YamlDotNet in DeployOps'
    }

    It 'does not meet another YamlDotNet that was loaded before' {
        $other = "$TestDrive/other"
        $null = New-Item -ItemType Directory $other
        # Add-Type gives an assembly a name of its own choice; this one has to have the real name.
        $assembly = [Reflection.Emit.PersistedAssemblyBuilder]::new([Reflection.AssemblyName] 'YamlDotNet, Version=5.0.0.0', [object].Assembly)
        $null = $assembly.DefineDynamicModule('YamlDotNet').DefineType('YamlDotNet.Core.Parser', 'Public, Class').CreateType()
        $assembly.Save("$other/YamlDotNet.dll")
        $answer = Invoke-FreshPowerShell "`$null = [Reflection.Assembly]::LoadFrom('$other/YamlDotNet.dll'); [YamlDotNet.Core.Parser].Assembly.GetName().Version.Major; Import-Module '$ModuleManifest'; (Invoke-Preflight -Project '$project' -PassThru -ErrorAction SilentlyContinue).GetType().FullName; & {$contexts}"
        $answer.Errors | Should -BeNullOrEmpty
        $lines = $answer.Output -split '\r?\n'
        $lines | Select-Object -First 2 | Should -Be '5', 'DeployOps.Engine.Preflight.GateReport'
        $lines | Should -Contain 'YamlDotNet 5.0.0.0 in Default'
        $lines -match '^YamlDotNet (?!5\.0\.0\.0 )[\d.]+ in DeployOps$' | Should -HaveCount 1
    }
}
