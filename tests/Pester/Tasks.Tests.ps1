BeforeDiscovery {
    $Tasks = (Get-ChildItem "$PSScriptRoot/../../module/tasks" -Filter *.ps1).Name | ForEach-Object { @{ Task = $_ } }
    $Scripts = Get-ChildItem "$PSScriptRoot/../../module/tasks" -Filter *.ps1 -Recurse | ForEach-Object { @{ Script = $_.FullName; Name = $_.Name } }
}

BeforeAll {
    . "$PSScriptRoot/Support/TestProject.ps1"
    $project = New-TestProject "$TestDrive/shop"
    $empty = (New-Item -ItemType Directory "$TestDrive/empty").FullName
    $broken = New-TestProject "$TestDrive/broken"
    "name: shop`nenv: [" | Set-Content "$broken/deployops.yml"
}

Describe '<Task>' -ForEach $Tasks {
    It 'ends with 2 when there is no project, or one that cannot be read, says what to do, and leaves nothing behind' {
        foreach ($folder in $empty, $broken) {
            $before = Get-TreeState $folder
            $answer = Invoke-Task $Task '-Project', $folder
            $answer.ExitCode | Should -Be 2 -Because $answer.Printed
            $answer.Printed | Should -Match 'next: '
            Get-TreeState $folder | Should -Be $before
        }
    }
}

Describe 'preflight_all.ps1' {
    It 'ends with 1 when the gate failed, and shows why without a secret' {
        $answer = Invoke-Task preflight_all.ps1 '-Project', $project, '-Tag', '2026.11.20'
        $answer.ExitCode | Should -Be 1
        $answer.Printed | Should -Match 'FAIL'
        $TestSecrets | ForEach-Object { $answer.Printed | Should -Not -BeLike "*$_*" }
    }
}

Describe 'runbook.ps1' {
    It 'ends with the exit code of the gate and ships nothing when it failed' {
        $answer = Invoke-Task runbook.ps1 '-Project', $project, '-Tag', '2026.11.20'
        $answer.ExitCode | Should -Be 1 -Because $answer.Printed
        $answer.Printed | Should -Match '(?m)^preflight +exit code 1 '
        $answer.Printed | Should -Not -Match '== deploy'
        $TestSecrets | ForEach-Object { $answer.Printed | Should -Not -BeLike "*$_*" }
    }
}

Describe 'The start from Windows PowerShell 5.1: <Name>' -ForEach $Scripts {
    It 'uses no syntax that 5.1 does not know, and no letter that it would misread' {
        $tokens = $problems = $null
        $tree = [Management.Automation.Language.Parser]::ParseFile($Script, [ref] $tokens, [ref] $problems)
        $problems | Should -BeNullOrEmpty
        # What came with PowerShell 7: the ternary, ?? and ??=, ?. and ?[, && and ||, and clean blocks.
        $tokens.Kind | Where-Object { "$_" -in 'QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'AndAnd', 'OrOr', 'Clean' } | Should -BeNullOrEmpty
        # 5.1 reads a file without byte order mark in the code page of the machine.
        [IO.File]::ReadAllBytes($Script) | Where-Object { $_ -gt 127 } | Should -BeNullOrEmpty
        $tree | Should -Not -BeNullOrEmpty
    }
}

Describe 'The hand-over' {
    BeforeAll {
        . "$PSScriptRoot/../../module/tasks/shared/task.ps1"
    }

    It 'passes on texts, numbers, lists and switches that are set' {
        $bound = [ordered]@{ Project = 'D:\shop'; Tag = '2026.11.21'; Path = @('/', '/api'); Steps = 2; Force = [switch] $true; NoBuild = [switch] $false; Notes = '' }
        Get-HandOverArgument 'D:\tasks\deploy.ps1' $bound | Should -Be '-NoProfile', '-NonInteractive', '-File', 'D:\tasks\deploy.ps1', '-Project', 'D:\shop', '-Tag', '2026.11.21', '-Path', '/,/api', '-Steps', '2', '-Force'
    }

    It 'writes quotes and a last backslash as a Windows program reads them: <Text>' -ForEach @(
        @{ Text = 'D:\my shop\'; Written = 'D:\my shop\\' }
        @{ Text = 'D:\shop\'; Written = 'D:\shop\' }
        @{ Text = 'he said "go"'; Written = 'he said \"go\"' }
        @{ Text = 'a\"b'; Written = 'a\\\"b' }
    ) {
        (Get-HandOverArgument 'x.ps1' @{ Reason = $Text })[-1] | Should -Be $Written
    }

    It 'finds pwsh' {
        Find-Pwsh | Should -Not -BeNullOrEmpty
    }
}
