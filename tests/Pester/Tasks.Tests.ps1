BeforeAll {
    . "$PSScriptRoot/Support/TestProject.ps1"
    $task = [IO.Path]::GetFullPath("$PSScriptRoot/../../module/tasks/preflight_all.ps1")
    $project = New-TestProject "$TestDrive/shop"
    $empty = (New-Item -ItemType Directory "$TestDrive/empty").FullName
    $broken = New-TestProject "$TestDrive/broken"
    "name: shop`nenv: [" | Set-Content "$broken/deployops.yml"

    function Invoke-Task([string[]] $Arguments) {
        $printed = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File $task @Arguments 2>&1 | Out-String
        [pscustomobject]@{ ExitCode = $LASTEXITCODE; Printed = $printed }
    }
}

Describe 'preflight_all.ps1' {
    It 'ends with 1 when the gate failed, and shows why without a secret' {
        $answer = Invoke-Task '-Project', $project, '-Tag', '2026.11.20'
        $answer.ExitCode | Should -Be 1
        $answer.Printed | Should -Match 'FAIL'
        $TestSecrets | ForEach-Object { $answer.Printed | Should -Not -BeLike "*$_*" }
    }

    It 'ends with 2 when there is no project, or one that cannot be read, and says what to do' {
        foreach ($folder in $empty, $broken) {
            $answer = Invoke-Task '-Project', $folder
            $answer.ExitCode | Should -Be 2
            $answer.Printed | Should -Match 'next: '
        }
    }
}
