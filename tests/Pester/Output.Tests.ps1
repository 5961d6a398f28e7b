BeforeDiscovery {
    Import-Module "$PSScriptRoot/../../DeployOps.psd1"
    $Outputs = Get-Command -Module DeployOps | ForEach-Object { $_.OutputType.Name } | Sort-Object -Unique | Where-Object { $_ -notlike 'System.*' } | ForEach-Object { @{ Type = $_ } }
}

BeforeAll {
    . "$PSScriptRoot/Support/TestProject.ps1"
    Import-Module $ModuleManifest
    $project = New-TestProject "$TestDrive/shop"
    $PSStyle.OutputRendering = 'PlainText'
}

Describe 'The view of <Type>' -ForEach $Outputs {
    It 'is there' {
        Get-FormatData -TypeName $Type -PowerShellVersion $PSVersionTable.PSVersion | Should -Not -BeNullOrEmpty
    }
}

Describe 'Invoke-Preflight' {
    It 'puts out findings, without those that passed' {
        $findings = Invoke-Preflight -Project $project -ErrorAction SilentlyContinue
        $findings | Should -Not -BeNullOrEmpty
        $findings | ForEach-Object { $_.GetType().FullName } | Sort-Object -Unique | Should -Be 'DeployOps.Engine.Checks.Finding'
        $findings.Status | Should -Not -Contain 'Pass'
    }

    It 'puts out all findings with -All' {
        (Invoke-Preflight -Project $project -All -ErrorAction SilentlyContinue).Status | Should -Contain 'Pass'
    }

    It 'gives a Boolean with -Quiet, and no error' {
        $answer = Invoke-Preflight -Project $project -Quiet -ErrorVariable failures
        $answer | Should -BeOfType [bool]
        $answer | Should -BeFalse
        $failures | Should -BeNullOrEmpty
    }

    It 'gives one report with -PassThru, which feeds the next gate' {
        $report = Invoke-Preflight -Project $project -PassThru -ErrorAction SilentlyContinue
        $report | Should -HaveCount 1
        $report.Verdict | Should -Be 'Failed'
        $again = $report | Invoke-Preflight -PassThru -ErrorAction SilentlyContinue
        $again.Root | Should -Be $report.Root
        $again.Project | Should -Be $report.Project
    }

    It 'takes projects from the pipeline by name' {
        $other = New-TestProject "$TestDrive/other"
        $reports = @{ Project = $project }, @{ Project = $other } | ForEach-Object { [pscustomobject] $_ } | Invoke-Preflight -PassThru -ErrorAction SilentlyContinue
        $reports.Root | Should -Be $project, $other
    }

    It 'resolves PowerShell drives' {
        $null = New-PSDrive -Name shopdrive -PSProvider FileSystem -Root $project
        (Invoke-Preflight -Project shopdrive:/ -PassThru -ErrorAction SilentlyContinue).Root | Should -Be $project
    }

    It 'takes the current folder' {
        Push-Location $project
        try { (Invoke-Preflight -PassThru -ErrorAction SilentlyContinue).Root | Should -Be $project }
        finally { Pop-Location }
    }

    It 'changes nothing' {
        $before = Get-TreeState $project
        $null = Invoke-Preflight -Project $project -Tag 2026.11.20 -ErrorAction SilentlyContinue
        Get-TreeState $project | Should -Be $before
    }

    It 'writes the report files that are asked for' {
        $null = Invoke-Preflight -Project $project -SarifPath "$TestDrive/gate.sarif" -JUnitPath "$TestDrive/gate.xml" -Quiet
        (Get-Content -Raw "$TestDrive/gate.sarif" | ConvertFrom-Json).version | Should -Be '2.1.0'
        ([xml](Get-Content -Raw "$TestDrive/gate.xml")).testsuites | Should -Not -BeNullOrEmpty
    }

    It 'shows a table grouped by family' {
        $shown = Invoke-Preflight -Project $project -ErrorAction SilentlyContinue | Out-String -Width 160
        $shown | Should -Match 'Family: '
        $shown | Should -Match '(?m)^Status +Check +Subject'
        $shown | Should -Match '(?m)^P0 FAIL +[A-Z]{3}\d{3} '
    }

    It 'shows a report as a list with its verdict and counts' {
        $shown = Invoke-Preflight -Project $project -PassThru -ErrorAction SilentlyContinue | Out-String
        $shown | Should -Match '(?m)^Verdict +: Failed'
        $shown | Should -Match '(?m)^Counts +: \d+ passed, \d+ failed'
    }

    It 'says the verdict of a passed gate to the person at the console, not into the pipeline' {
        $nothing = Invoke-Preflight -Project $project -Check ENV001 -AllowSkipped -InformationVariable said -ErrorAction SilentlyContinue 6> $null
        if (-not $nothing) { "$said" | Should -BeLike 'PASSED:*' }
    }
}

Describe 'Completion' {
    It 'offers the checks with their titles for <Parameter>' -ForEach @{ Parameter = '-Check' }, @{ Parameter = '-SkipCheck' } {
        $line = "Invoke-Preflight $Parameter env"
        $offered = (TabExpansion2 $line $line.Length).CompletionMatches
        $offered | Should -Not -BeNullOrEmpty
        $offered.CompletionText | Should -Match '^ENV\d{3}$'
        $offered.ToolTip | Should -Match '^P[012] \w'
    }

    It 'offers the severities' {
        $line = 'Invoke-Preflight -FailOn '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'P0', 'P1', 'P2'
    }
}
