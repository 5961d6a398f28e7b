BeforeDiscovery {
    $OnUnix = -not $IsWindows
}

BeforeAll {
    . "$PSScriptRoot/Support/TestProject.ps1"
    Import-Module $ModuleManifest
    $project = New-TestProject "$TestDrive/shop"
}

Describe 'Ctrl+C' {
    BeforeAll {
        # A docker that takes its time, as a hung engine does; its child shows whether the whole tree is stopped.
        $programs = (New-Item -ItemType Directory "$TestDrive/programs").FullName
        "#!/bin/sh`nsleep 300 &`necho `$! >> '$TestDrive/children'`nwait`n" | Set-Content "$programs/docker" -NoNewline
        if (-not $IsWindows) { chmod +x "$programs/docker" }
        $path = $env:PATH
        $env:PATH = "$programs$([IO.Path]::PathSeparator)$env:PATH"
    }

    AfterAll {
        $env:PATH = $path
        Get-Content "$TestDrive/children" -ErrorAction Ignore | ForEach-Object { Stop-Process -Id $_ -ErrorAction Ignore }
    }

    It 'ends a running gate at once, and what it started' -Skip:(-not $OnUnix) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$ModuleManifest'; Invoke-Preflight -Project '$project' -TimeoutSeconds 120")
        $running = $shell.BeginInvoke()
        $deadline = [datetime]::UtcNow.AddSeconds(30)
        while (-not (Test-Path "$TestDrive/children") -and [datetime]::UtcNow -lt $deadline -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 100 }
        "$TestDrive/children" | Should -Exist -Because 'the gate asks docker'

        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Streams.Error | Should -BeNullOrEmpty
        $shell.Dispose()

        # Where nobody reaps orphans, as in a container, an ended process stays listed as a zombie.
        Start-Sleep -Seconds 1
        Get-Content "$TestDrive/children" | ForEach-Object { ps -o stat= -p $_ } | Where-Object { $_ -notlike 'Z*' } | Should -BeNullOrEmpty
    }

    It 'has the same effect as a pipeline that has enough' -Skip:(-not $OnUnix) {
        Remove-Item "$TestDrive/children" -ErrorAction Ignore
        $watch = [Diagnostics.Stopwatch]::StartNew()
        # The findings of environment files come first, while docker is still being asked.
        Invoke-Preflight -Project $project -All -TimeoutSeconds 20 | Select-Object -First 1 | Should -HaveCount 1
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 15
        Start-Sleep -Seconds 1
        Get-Content "$TestDrive/children" -ErrorAction Ignore | ForEach-Object { ps -o stat= -p $_ } | Where-Object { $_ -notlike 'Z*' } | Should -BeNullOrEmpty
    }
}
