BeforeDiscovery {
    $NeedsStore = $null -eq (Get-Command redis-server -ErrorAction Ignore) -or $null -eq (Get-Command redis-cli -ErrorAction Ignore)
    # Where every part is expected, a missing one fails instead of being passed over.
    if ($env:CI -eq 'true') { $NeedsStore = $false }
    # Without a set there is nothing to restore or to copy: each call finds a verified one.
    $Plans = @(
        @{ Call = 'Invoke-Backup -Project $store.Root'; Says = 'Back up all stores'; Puts = 'PLAN of a backup' }
        @{ Call = 'Restore-Backup -Project $store.Root -Force'; Says = 'Restore all its stores'; Puts = 'PLAN of a restore' }
        @{ Call = 'Remove-Backup -Project $store.Root'; Says = 'Remove the backups'; Puts = 'kept' }
        @{ Call = 'Copy-Backup -Project $store.Root -CopyTo $TestDrive/copies'; Says = 'Copy the newest backup'; Puts = '' }
        @{ Call = 'Register-BackupTask -Project $store.Root -Every 360 -Scheduler cron'; Says = 'Register a backup task'; Puts = 'is not registered' }
        @{ Call = 'Unregister-BackupTask -Project $store.Root'; Says = 'Remove the backup task'; Puts = '' }
    )
}

BeforeAll {
    . "$PSScriptRoot/Support/TestProject.ps1"
    . "$PSScriptRoot/Support/TestStore.ps1"
    Import-Module $ModuleManifest
    $PSStyle.OutputRendering = 'PlainText'
}

Describe 'Backups of a real store' -Skip:$NeedsStore {
    BeforeAll {
        $store = New-TestStore "$TestDrive/store"
        $null = New-Item -ItemType Directory "$TestDrive/copies"
        $streams = Invoke-Backup -Project $store.Root -Reason "it is $($store.Secret)" -Verbose *>&1
        $report = $streams | Where-Object { $_.GetType().FullName -eq 'DeployOps.Engine.Backups.BackupReport' }
    }

    AfterAll {
        Remove-TestStore $store
    }

    It 'makes one set and proves it' {
        $report.ExitCode | Should -Be 0 -Because $report.Failure
        $report.Set.State | Should -Be 'Verified'
        $report.Root | Should -Be $store.Root
        $shown = $report | Out-String -Width 140
        $shown | Should -Match 'Backup of pester: VERIFIED'
        $shown | Should -Match '(?m)^Redis +written +[\d.]+ K?i?B'
        $shown | Should -Match '20 keys'
    }

    It 'shows no secret in any stream, manifest or error' {
        $everything = @($streams | Out-String -Width 4000) + ($report | ConvertTo-Json -Depth 8 -WarningAction Ignore) + (Get-ChildItem $store.Sets -Recurse -Filter manifest.json | Get-Content) -join "`n"
        $everything | Should -Not -BeLike "*$($store.Secret)*"
    }

    It 'shows progress with bytes for the store' {
        "$streams" | Should -Match 'Redis: Dump'
    }

    It 'lists sets, and completes their names' {
        $sets = Get-Backup -Project $store.Root
        $sets[0].Id | Should -Be $report.Set.Id
        (Get-Backup "$($report.Set.Id.Substring(0, 4))*" -Project $store.Root -State Verified).Id | Should -Contain $report.Set.Id
        Get-Backup -Project $store.Root -State Partial | Should -BeNullOrEmpty
        $sets | Out-String -Width 160 | Should -Match "(?m)^$($report.Set.Id) +Verified .*within"
        $line = "Test-Backup -Project '$($store.Root)' -Set "
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain $report.Set.Id
        (TabExpansion2 'Invoke-Backup -Store G' 22).CompletionMatches.CompletionText | Should -Be 'Graph'
    }

    It 'feeds the next cmdlet by property name, from wherever the user stands' {
        Push-Location $TestDrive
        try {
            ($report | Test-Backup -Level Hash).Passed | Should -BeTrue
            (Get-Backup -Project $store.Root | Test-Backup -Level Read -Quiet) | Should -Not -Contain $false
            $copy = Get-Backup -Project $store.Root -State Verified | Copy-Backup -CopyTo $TestDrive/copies
            $copy[0].Path | Should -BeLike "$TestDrive/copies/*"
            $copied = Get-Backup -Project $store.Root -Destination copies
            $copied[0].State | Should -Be 'Verified'
            ($copied | Test-Backup -Level Hash -Quiet) | Should -Not -Contain $false
            Get-Backup $report.Set.Id -Project $store.Root | Remove-Backup -WhatIf -ErrorAction SilentlyContinue -ErrorVariable failures
            $failures[0].FullyQualifiedErrorId | Should -Be 'BackupProtected,DeployOps.Backups.RemoveBackupCommand'
            $failures[0].TargetObject | Should -Be $report.Set.Path
        }
        finally { Pop-Location }
    }

    It 'names a set that is not there' {
        $null = Get-Backup 20200101T000000Z-0000 -Project $store.Root -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -Be 'BackupNotFound,DeployOps.Backups.GetBackupCommand'
    }

    It 'with -WhatIf says what it would do, and changes nothing: <Call>' -ForEach $Plans {
        $before = Get-TreeState $TestDrive | Where-Object { $_ -notmatch 'redis|output.log|whatif' }
        $tab = crontab -l 2> $null
        $null = Start-Transcript "$TestDrive/whatif.txt"
        try { $said = Invoke-Expression "$Call -WhatIf" } finally { $null = Stop-Transcript }
        Get-TreeState $TestDrive | Where-Object { $_ -notmatch 'redis|output.log|whatif' } | Should -Be $before
        crontab -l 2> $null | Should -Be $tab
        Get-Content -Raw "$TestDrive/whatif.txt" | Should -Match "What if: $Says"
        if ($Puts) { $said | Out-String -Width 160 | Should -Match $Puts } else { $said | Should -BeNullOrEmpty }
    }

    It 'refuses a store that is not empty, and with -Force takes a safety set first' {
        $null = Invoke-TestStore $store DEL key:1 key:2
        $null = Invoke-TestStore $store SET later 'not in the set'
        $plan = Restore-Backup $report.Set.Id -Project $store.Root -Force -WhatIf
        $plan.Differences | Where-Object { $_.Before -eq 19 -and $_.After -eq 20 } | Should -Not -BeNullOrEmpty
        $refused = Restore-Backup $report.Set.Id -Project $store.Root -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        Invoke-TestStore $store DBSIZE | Should -Be 19
        $failures[0].FullyQualifiedErrorId | Should -Match '^RestoreRefused,'
        $failures[0].ErrorDetails.RecommendedAction | Should -Match 'Force'
        if ($refused) { $failures[0].TargetObject.ExitCode | Should -Be 2 }
        $restored = Restore-Backup $report.Set.Id -Project $store.Root -Force -Confirm:$false 3> $null
        $restored.ExitCode | Should -Be 0 -Because $restored.Failure
        $restored.SafetySet | Should -Not -BeNullOrEmpty
        Invoke-TestStore $store DBSIZE | Should -Be 20
        Invoke-TestStore $store GET key:2 | Should -Be 'value 2'
        $restored | Out-String -Width 140 | Should -Match 'RESTORED'
    }

    It 'never removes the last verified set' {
        Get-Backup -Project $store.Root -State Verified | Remove-Backup -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures | Should -Not -BeNullOrEmpty
        Get-Backup -Project $store.Root -State Verified | Should -Not -BeNullOrEmpty
    }

    It 'tells whether the backups stand as agreed' {
        $health = Test-BackupHealth -Project $store.Root -ErrorAction SilentlyContinue -ErrorVariable failures 3> $null
        $health.LastVerified.Id | Should -Not -BeNullOrEmpty
        $health | Out-String -Width 140 | Should -Match 'Last verified +\d{8}T'
        if (-not $health.Passed) { $failures[0].FullyQualifiedErrorId | Should -Be 'BackupUnhealthy,DeployOps.Backups.TestBackupHealthCommand' }
        Test-BackupHealth -Project $store.Root -Quiet | Should -Be $health.Passed
    }

    It 'tries the stores' {
        $steps = Test-DataStore -Project $store.Root -Rounds 2
        $steps.Step | Should -Contain 'read'
        $steps.Passed | Should -Not -Contain $false
        $steps | Out-String -Width 140 | Should -Match '(?m)^Redis +read +yes +[\d.]+ ms'
        Test-DataStore -Project $store.Root -PingOnly -Quiet | Should -BeTrue
        Test-DataStore redis -Project $store.Root -PassThru | ForEach-Object ProjectName | Should -Be 'pester'
        Invoke-TestStore $store DBSIZE | Should -Be 20
    }

    It 'takes minutes, texts and times for the task' {
        foreach ($often in 360, '360', '6h', [timespan]'06:00') {
            (Register-BackupTask -Project $store.Root -Every $often -Scheduler cron -WhatIf 3> $null).Schedule | Should -Match '6 h'
        }

        $task = Register-BackupTask 01:30 -Project $store.Root -Scheduler cron -WhatIf 3> $null
        $task.Schedule | Should -Match '01:30'
        $task.Command | Should -Match 'backup\.ps1.* -Project '
        Get-BackupTask -Project $store.Root | Should -BeNullOrEmpty
    }

    Context 'and the task' {
        It 'ends with 0, and leaves a log without the secret' {
            $answer = Invoke-Task backup.ps1 '-Project', $store.Root, '-Verify', 'Hash', '-Store', 'Redis', '-Reason', 'nightly'
            $answer.ExitCode | Should -Be 0 -Because $answer.Printed
            $log = Get-Content -Raw "$($store.Root)/.deployops/backup-task.log"
            $log | Should -Match '(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ .*Dump'
            $log | Should -Match 'ended with exit code 0'
            $log + $answer.Printed | Should -Not -BeLike "*$($store.Secret)*"
        }
    }

    Context 'that is damaged' {
        BeforeAll {
            $damaged = Get-Backup -Project $store.Root | Select-Object -First 1
            $file = Get-ChildItem $damaged.Path -File | Where-Object Name -Like 'redis*' | Select-Object -First 1
            $bytes = [IO.File]::ReadAllBytes($file.FullName)
            $bytes[[int]($bytes.Length / 2)] = $bytes[[int]($bytes.Length / 2)] -bxor 1
            [IO.File]::WriteAllBytes($file.FullName, $bytes)
        }

        It 'is found, with the report as the error''s target; the other sets are looked at all the same' {
            $reports = Get-Backup -Project $store.Root | Test-Backup -Level Hash -ErrorAction SilentlyContinue -ErrorVariable failures 3> $null
            $reports.Count | Should -BeGreaterThan 1
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -Be 'BackupNotVerified,DeployOps.Backups.TestBackupCommand'
            $failures[0].CategoryInfo.Category | Should -Be 'InvalidResult'
            $failures[0].TargetObject.Set.Id | Should -Be $damaged.Id
            $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Test-Backup $damaged.Id -Project $store.Root -Level Hash -Quiet -ErrorVariable none | Should -BeFalse
            $none | Should -BeNullOrEmpty
        }
    }

    Context 'whose server is gone' {
        It 'is an error with the next step, and the task ends with 3 and says so in its log' {
            $gone = New-TestStore "$TestDrive/gone"
            Remove-TestStore $gone
            { Invoke-Backup -Project $gone.Root -ErrorAction Stop } | Should -Throw
            $answer = Invoke-Task backup.ps1 '-Project', $gone.Root
            $answer.ExitCode | Should -Be 3 -Because $answer.Printed
            $answer.Printed | Should -Match 'next: '
            Test-DataStore -Project $gone.Root -Quiet | Should -BeFalse
        }
    }
}
