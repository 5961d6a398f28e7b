BeforeDiscovery {
    Import-Module "$PSScriptRoot/../../DeployOps.psd1"
    $there = (Get-Command -Module DeployOps).Name
    $Changes = @(
        @{ Name = 'New-EnvFile'; Call = 'New-EnvFile -Project $project -LiteralPath $project/.env.new' }
        @{ Name = 'New-EnvFile'; Call = 'New-EnvFile -Project $project -Merge' }
        @{ Name = 'Protect-EnvFile'; Call = 'Protect-EnvFile -Project $project' }
        @{ Name = 'Protect-EnvFile'; Call = 'Get-ChildItem $project -Force -Filter .env.prod | Protect-EnvFile' }
        @{ Name = 'Write-ReleaseLog'; Call = 'Write-ReleaseLog -Project $project -Tag 2026.11.20 -Result Succeeded -LogLocation ./logs' }
    ) | Where-Object { $_.Name -in $there }
    # These change a running stack; Release.Tests.ps1 looks at real containers with -WhatIf and without.
    $OnRealStacks = @{ Name = 'Invoke-Deployment' }, @{ Name = 'Invoke-Rehearsal' }, @{ Name = 'Invoke-Rollback' }, @{ Name = 'Repair-Deployment' }
    # These change stores, sets and tasks; Backup.Tests.ps1 looks at a real store.
    $OnRealStores = @{ Name = 'Copy-Backup' }, @{ Name = 'Invoke-Backup' }, @{ Name = 'Register-BackupTask' }, @{ Name = 'Remove-Backup' }, @{ Name = 'Restore-Backup' }, @{ Name = 'Unregister-BackupTask' }
    $Untested = Get-Command -Module DeployOps | Where-Object { $_.Parameters.ContainsKey('WhatIf') -and $_.Name -notin $Changes.Name -and $_.Name -notin $OnRealStacks.Name -and $_.Name -notin $OnRealStores.Name } | ForEach-Object { @{ Name = $_.Name } }
}

BeforeAll {
    . "$PSScriptRoot/Support/TestProject.ps1"
    Import-Module $ModuleManifest
}

Describe '<Call> -WhatIf' -ForEach $Changes {
    BeforeEach {
        $project = New-TestProject "$TestDrive/$([guid]::NewGuid())"
        Add-Content "$project/.env.sample" 'ADDED_LATER='
    }

    It 'says what it would do and changes nothing' {
        $before = Get-TreeState $project
        $transcript = "$TestDrive/whatif.txt"
        $null = Start-Transcript $transcript
        try { $null = Invoke-Expression "$Call -WhatIf" } finally { $null = Stop-Transcript }
        Get-TreeState $project | Should -Be $before
        Get-Content -Raw $transcript | Should -Match 'What if: '
    }

    It 'without it, changes something and asks nothing' {
        $before = Get-TreeState $project
        $null = Invoke-Expression "$Call -Confirm:`$false"
        Get-TreeState $project | Should -Not -Be $before
    }
}

Describe 'Every cmdlet with -WhatIf' {
    It 'is tested on a real stack: <Name>' -ForEach $OnRealStacks {
        Get-Content -Raw "$PSScriptRoot/Release.Tests.ps1" | Should -Match "Call = '$Name "
    }

    It 'is tested on a real store: <Name>' -ForEach $OnRealStores {
        Get-Content -Raw "$PSScriptRoot/Backup.Tests.ps1" | Should -Match "Call = '$Name "
    }

    It 'is tested here: <Name>' -ForEach $Untested {
        throw "$Name has -WhatIf and no call in the list above"
    }
}
