BeforeDiscovery {
    $HasEngine = $null -ne (Get-Command docker -ErrorAction Ignore) -and $(docker version 2> $null; $LASTEXITCODE -eq 0)
    $NeedsEngine = -not $HasEngine
    # Where every part is expected, a missing one fails instead of being passed over.
    if ($env:CI -eq 'true') { $NeedsEngine = $false }
}

BeforeAll {
    . "$PSScriptRoot/Support/TestProject.ps1"
    . "$PSScriptRoot/Support/TestStack.ps1"
    Import-Module $ModuleManifest
    $PSStyle.OutputRendering = 'PlainText'
}

Describe 'A release night on real containers' -Skip:$NeedsEngine {
    BeforeAll {
        $stack = New-TestStack "$TestDrive/stack"
        # What both releases of this night say is looked at by the tests below.
        $first = Invoke-Deployment 2026.11.20 -Project $stack.Root -SkipPreflight -Reason 'a test' -Notes "the password is $($stack.Secret)" 3> $null
        Set-TestStackBehaviour $stack crash
        $streams = Invoke-Deployment 2026.11.21 -Project $stack.Root -SkipPreflight -Reason 'a test' -Verbose -ErrorVariable failures -ErrorAction Continue *>&1
        $second = $streams | Where-Object { $_.GetType().FullName -eq 'DeployOps.Engine.Releases.ReleaseReport' }
        Set-TestStackBehaviour $stack ok
    }

    AfterAll {
        Remove-TestStack $stack
    }

    It 'ships a tag and says so in one report' {
        $first.Result | Should -Be 'Succeeded'
        $first.ExitCode | Should -Be 0
        $first.LiveTag | Should -Be '2026.11.20'
        $first.Services.IsAsWanted | Should -Not -Contain $false
        $first | Out-String -Width 140 | Should -Match 'Release 2026.11.20 of tiny: SUCCEEDED'
    }

    It 'puts the old release back when the new one crashes, and the error has the report' {
        $second.ExitCode | Should -Be 4
        $second.LiveTag | Should -Be '2026.11.20'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'DeploymentRolledBack,DeployOps.Releases.InvokeDeploymentCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $failures[0].TargetObject.Tag | Should -Be '2026.11.21'
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'shows what failed, the first error, what is live and the next step' {
        $shown = $second | Out-String -Width 140
        $shown | Should -Match 'Release 2026.11.21 of tiny: ROLLED BACK'
        $shown | Should -Match 'What failed +(Up|Healthy): '
        $shown | Should -Match 'First error +\S'
        $shown | Should -Match 'Live now +2026.11.20'
        $shown | Should -Match 'Next step +\S'
        $shown | Should -Match '(?m)^Rollback +Succeeded'
    }

    It 'shows no secret in any stream' {
        $everything = @($streams | Out-String -Width 4000) + ($first | ConvertTo-Json -Depth 6 -WarningAction Ignore) + ($second | ConvertTo-Json -Depth 6 -WarningAction Ignore) + (Get-Content "$($stack.Root)/release.log") -join "`n"
        $everything | Should -Not -BeLike "*$($stack.Secret)*"
    }

    It 'keeps the history, and marks what is live' {
        $history = Get-Deployment -Project $stack.Root 3> $null
        $history.Tag | Should -Be '2026.11.21', '2026.11.20'
        ($history | Where-Object IsLive).Tag | Should -Be '2026.11.20'
        $history[0].Root | Should -Be $stack.Root
        $shown = $history | Out-String -Width 140
        $shown | Should -Match '(?m)^ +1 LIVE .* 2026.11.20 +Succeeded'
        $shown | Should -Match '(?m)^ +2 +\d{4}.* 2026.11.21 +RolledBack'
        (Get-Deployment 2026.11.20 -Project $stack.Root -WithoutDocker -Last 1 3> $null).Number | Should -Be 1
    }

    It 'tells how the stack is' {
        $health = Get-ServiceHealth -Project $stack.Root -WithoutStores
        $health.Services.Service | Sort-Object | Should -Be 'backend', 'proxy', 'setup', 'worker'
        $health.ExitCode | Should -Be 0
        $health | Out-String -Width 140 | Should -Match '(?m)^backend +Healthy'
        Get-ServiceHealth -Project $stack.Root -WithoutStores -Quiet | Should -BeTrue
        (Get-ServiceHealth backend -Project $stack.Root -WithoutStores).Services | Should -HaveCount 1
    }

    It 'asks the stack: answers, a report, or a Boolean' {
        $answers = Invoke-SmokeTest -Project $stack.Root 6> $null
        $answers.Path | Should -Be '/', '/api/v1/things'
        $answers | Out-String -Width 140 | Should -Match '(?m)^pass +200'
        (Invoke-SmokeTest / -Project $stack.Root -PassThru).Answers | Should -HaveCount 1
        Invoke-SmokeTest -Project $stack.Root -Quiet | Should -BeTrue
    }

    It 'writes an error, and none with -Quiet, when nothing answers' {
        Invoke-SmokeTest / -Project $stack.Root -BaseUrl 'http://127.0.0.1:9' -WithoutLogs -Quiet -ErrorVariable none | Should -BeFalse
        $none | Should -BeNullOrEmpty
        $null = Invoke-SmokeTest / -Project $stack.Root -BaseUrl 'http://127.0.0.1:9' -WithoutLogs -ErrorVariable failures -ErrorAction SilentlyContinue 3> $null
        $failures[0].FullyQualifiedErrorId | Should -Be 'SmokeTestFailed,DeployOps.Releases.InvokeSmokeTestCommand'
        $failures[0].TargetObject.Passed | Should -BeFalse
    }

    It 'finds nothing wrong with a healthy stack' {
        $diagnosis = Get-DeploymentDiagnosis -Project $stack.Root -TimeoutSeconds 60
        $diagnosis.ExitCode | Should -Be 0
        $diagnosis.Steps | Should -Not -BeNullOrEmpty
        $diagnosis | Out-String -Width 140 | Should -Match 'What was looked at'
    }

    It 'says that nothing is open' {
        $nothing = Repair-Deployment -Project $stack.Root -InformationVariable said 6> $null
        $nothing | Should -BeNullOrEmpty
        "$said" | Should -BeLike 'Nothing to repair*'
    }

    It 'goes back by tag, completes the tags there are, and refuses one there is not' {
        $null = Invoke-Deployment 2026.11.23 -Project $stack.Root -SkipPreflight -Reason 'a test' 3> $null
        $line = "Invoke-Rollback -Project '$($stack.Root)' -ToTag "
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be '2026.11.20'
        (Invoke-Rollback -Project $stack.Root -WhatIf).Tag | Should -Be '2026.11.20'
        { Invoke-Rollback 2020.01.01 -Project $stack.Root -Confirm:$false } | Should -Throw -ErrorId '*,DeployOps.Releases.InvokeRollbackCommand'
        $report = Invoke-Rollback 2026.11.20 -Project $stack.Root -Reason 'a test' -Confirm:$false 3> $null
        $report.Kind | Should -Be 'Rollback'
        $report.LiveTag | Should -Be '2026.11.20'
    }

    It 'changes nothing with -WhatIf, and shows the plan' -ForEach @(
        @{ Call = 'Invoke-Deployment 2026.11.22 -Project $stack.Root'; Shows = 'PLAN of Release 2026.11.22, tiny. Nothing was done.' }
        @{ Call = 'Invoke-Deployment 2026.11.22 -Project $stack.Root -SkipPreflight -Reason x'; Shows = 'PLAN of Release 2026.11.22, tiny. Nothing was done.' }
        @{ Call = 'Invoke-Rehearsal 2026.11.22 -Project $stack.Root'; Shows = 'PLAN of Rehearsal 2026.11.22, tiny. Nothing was done.' }
        @{ Call = 'Invoke-Rollback 2026.11.23 -Project $stack.Root'; Shows = 'PLAN of Rollback 2026.11.23, tiny. Nothing was done.' }
        @{ Call = 'Repair-Deployment -Project $stack.Root'; Shows = '' }
    ) {
        $before = Get-TreeState $stack.Root
        $running = docker ps -q --filter "label=com.docker.compose.project=$($stack.Name)"
        $plan = Invoke-Expression "$Call -WhatIf" 6> $null
        if ($Shows) {
            $plan.IsPlan | Should -BeTrue
            $plan.Notes | Should -Not -BeNullOrEmpty
            $plan | Out-String -Width 140 | Should -BeLike "*$Shows*"
        }

        Get-TreeState $stack.Root | Should -Be $before
        docker ps -q --filter "label=com.docker.compose.project=$($stack.Name)" | Should -Be $running
    }

    It 'ends each task with its exit code: <Task>' -ForEach @(
        @{ Task = 'smoke.ps1'; Arguments = @(); Code = 0; Shows = 'Smoke test PASSED' }
        @{ Task = 'smoke.ps1'; Arguments = @('-BaseUrl', 'http://127.0.0.1:9', '-WithoutLogs', '-Path', '/,/api/v1/things'); Code = 1; Shows = 'Smoke test FAILED' }
        @{ Task = 'health_watch.ps1'; Arguments = @('-DurationMinutes', '0.03', '-VerificationIntervalSeconds', '1', '-WithoutStores', '-SmokeTest'); Code = 0; Shows = 'well until the end' }
        @{ Task = 'rollback.ps1'; Arguments = @('-ToTag', '2020.01.01'); Code = 2; Shows = 'next: ' }
        @{ Task = 'deploy.ps1'; Arguments = @('-Tag', '2026.11.24', '-SkipPreflight', '-Reason', 'a test', '-WhatIf'); Code = 0; Shows = 'Nothing was done' }
        @{ Task = 'deploy.ps1'; Arguments = @('-Tag', 'latest'); Code = 2; Shows = 'next: ' }
    ) {
        $answer = Invoke-Task $Task (@('-Project', $stack.Root) + $Arguments)
        $answer.ExitCode | Should -Be $Code -Because $answer.Printed
        $answer.Printed | Should -BeLike "*$Shows*"
        $answer.Printed | Should -Not -BeLike "*$($stack.Secret)*"
    }

    It 'ends the watch after two bad looks, and every look is in its log' {
        docker stop --time 1 "$($stack.Name)-backend-1" | Out-Null
        $answer = Invoke-Task health_watch.ps1 '-Project', $stack.Root, '-DurationMinutes', '2', '-VerificationIntervalSeconds', '1', '-WithoutStores', '-LogPath', "$TestDrive/watch.log"
        docker start "$($stack.Name)-backend-1" | Out-Null
        $answer.ExitCode | Should -Be 1 -Because $answer.Printed
        $log = Get-Content "$TestDrive/watch.log"
        $log | Should -HaveCount 4
        $log[1..2] | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ Unhealthy '
    }

    It 'runs the whole runbook' {
        $answer = Invoke-Task runbook.ps1 '-Project', $stack.Root, '-Tag', '2026.11.25', '-AllowSkipped'
        $answer.ExitCode | Should -Be 0 -Because $answer.Printed
        foreach ($part in 'preflight', 'deploy', 'health', 'smoke', 'history') { $answer.Printed | Should -Match "(?m)^$part +exit code 0 " }
    }
}
