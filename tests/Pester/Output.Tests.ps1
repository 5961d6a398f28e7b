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
        $again.ProjectName | Should -Be $report.ProjectName
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

Describe 'Test-EnvFile and Protect-EnvFile' {
    BeforeAll {
        $folder = New-TestProject "$TestDrive/env"
        # A name that a wildcard would read otherwise.
        Copy-Item "$folder/.env.prod" "$folder/.env[1]"
        Copy-Item "$folder/.env.sample" "$folder/.env[1].sample"
    }

    It 'takes what Get-ChildItem finds, whatever its name' {
        $report = Get-ChildItem $folder -Force -File | Where-Object Name -EQ '.env[1]' | Test-EnvFile -PassThru -ErrorAction SilentlyContinue
        $report.Findings.Where({ $_.Id -eq 'ENV001' }).Status | Should -Be 'Pass'
        $report.Findings.File | Where-Object { $_ } | Should -BeLike '*.env`[[]1]*'
    }

    It 'expands wildcards in -Path, and takes them from the pipeline' {
        $first = Test-EnvFile -Path "$folder/.env.pro?" -PassThru -ErrorAction SilentlyContinue
        $second = "$folder/.env.pro?" | Test-EnvFile -PassThru -ErrorAction SilentlyContinue
        $first.Counts.ToString() | Should -Be $second.Counts.ToString()
        $first.Findings.File | Where-Object { $_ } | Should -BeLike '*.env.prod'
    }

    It 'gives a Boolean with -Quiet' {
        Test-EnvFile -LiteralPath "$folder/.env.prod" -Quiet | Should -BeFalse
    }

    It 'reports a file that is not there as a finding' {
        $report = Test-EnvFile -LiteralPath "$folder/.env.none" -PassThru -ErrorAction SilentlyContinue
        $report.Findings.Where({ $_.Id -eq 'ENV001' }).Status | Should -Be 'Fail'
    }

    It 'protects a file so that the check passes' -Skip:$IsWindows {
        chmod 644 "$folder/.env.prod"
        $result = Protect-EnvFile -LiteralPath "$folder/.env.prod"
        $result.Changed | Should -BeTrue
        [int](Get-Item -Force "$folder/.env.prod").UnixFileMode | Should -Be ([Convert]::ToInt32('600', 8))
        (Test-EnvFile -Path "$folder/.env.prod" -PassThru -ErrorAction SilentlyContinue).Findings.Where({ $_.Id -eq 'ENV040' }).Status | Should -Be 'Pass'
    }
}

Describe 'Get-ComposeConfig' {
    It 'gives one text that another program reads' {
        $text = Get-ComposeConfig -Project $project -WithoutDocker -Format Json 3> $null
        $text | Should -HaveCount 1
        ($text | ConvertFrom-Json).services.backend.image | Should -Be 'shop/backend:latest'
    }

    It 'says aloud when docker had no part in it' {
        $null = Get-ComposeConfig -Project $project -WithoutDocker -WarningVariable warnings 3> $null
        "$warnings" | Should -BeLike '*without docker*'
    }

    It 'tells with -PassThru who resolved the files' {
        $config = Get-ComposeConfig -Project $project -WithoutDocker -PassThru 3> $null
        $config.Origin | Should -Be 'EmbeddedModel'
        $config | Out-String | Should -Match '(?m)^Resolved by +: EmbeddedModel'
    }
}

Describe 'The release log' {
    BeforeAll {
        $logged = New-TestProject "$TestDrive/logged"
        $null = Write-ReleaseLog -Project $logged -Tag 2026.11.13 -Result Succeeded -LogLocation ./logs
        $null = Invoke-Preflight -Project $logged -PassThru -ErrorAction SilentlyContinue | Write-ReleaseLog -Project $logged -Tag 2026.11.20 -Result RolledBack -LogLocation ./logs -What 'backend unhealthy' -Step Healthy -FirstError 'no route to host' -ActionTaken 'went back' -NextAction 'look' -Owner 'Kim'
    }

    It 'is read back, filtered and turned round' {
        (Get-ReleaseLog -Project $logged).Record.Tag | Should -Be '2026.11.13', '2026.11.20'
        (Get-ReleaseLog -Project $logged -NewestFirst).Record.Tag | Should -Be '2026.11.20', '2026.11.13'
        (Get-ReleaseLog -Project $logged -Last 1).Record.Failure.Step | Should -Be 'Healthy'
        (Get-ReleaseLog -Project $logged -Result Succeeded).Record.Tag | Should -Be '2026.11.13'
        Get-ReleaseLog -Project $logged -Since ([datetime]::UtcNow.AddDays(1)) | Should -BeNullOrEmpty
    }

    It 'holds what the gate said, from the pipeline' {
        (Get-ReleaseLog -Project $logged -Last 1).Record.Gate.Verdict | Should -Be 'Failed'
    }

    It 'takes tag and project from the report of a gate, wherever the caller stands' {
        $begun = New-TestProject "$TestDrive/begun"
        $result = Invoke-Preflight -Project $begun -Tag 2026.11.27 -PassThru -ErrorAction SilentlyContinue | Write-ReleaseLog -Result Started -LogLocation ./logs
        $result.Path | Should -Be (Join-Path $begun 'release.log')
        $result.Record.Tag | Should -Be '2026.11.27'
        $result.Record.Gate.Verdict | Should -Be 'Failed'
    }

    It 'names the images that went live: those of the compose files, or those that the caller names' {
        (Get-ReleaseLog -Project $logged -Tag 2026.11.13).Record.Images.Reference | Should -Be 'postgres:17', 'shop/backend:latest'
        $named = Write-ReleaseLog -Project $logged -Tag 2026.11.28 -Result Succeeded -LogLocation ./logs -Image 'backend=shop/backend:2026.11.28' -WhatIf
        $named.Record.Images.Reference | Should -Be 'shop/backend:2026.11.28'
    }

    It 'keeps a path below the current folder, which shells hold in a variable PWD' {
        $folder = $env:PWD
        try {
            $env:PWD = $logged
            (Write-ReleaseLog -Project $logged -Tag 2026.11.28 -Result Succeeded -LogLocation "$logged/logs" -WhatIf).Record.Logs | Should -Be "$logged/logs"
        }
        finally { $env:PWD = $folder }
    }

    It 'is shown as a table' {
        $shown = Get-ReleaseLog -Project $logged | Out-String -Width 140
        $shown | Should -Match '(?m)^ +No Started \(UTC\) +Kind +Tag +Result'
        $shown | Should -Match 'RolledBack .*Healthy: backend unhealthy'
    }

    It 'reports a damaged record and reads the others' {
        $log = "$logged/release.log"
        $lines = Get-Content $log
        $broken = New-TestProject "$TestDrive/damaged"
        $lines -replace 'no route to host', 'tampered' | Set-Content "$broken/release.log"
        $entries = Get-ReleaseLog -Project $broken -WarningVariable warnings 3> $null
        $entries.Record.Tag | Should -Contain '2026.11.13'
        $warnings | Should -Not -BeNullOrEmpty
    }
}

Describe 'Completion' {
    It 'offers the tags of the release log of the current folder for <Call>' -ForEach @{ Call = 'Get-ReleaseLog -Tag ' }, @{ Call = 'Write-ReleaseLog -PreviousTag ' } {
        $logged = New-TestProject "$TestDrive/$([guid]::NewGuid())"
        $null = Write-ReleaseLog -Project $logged -Tag 2026.11.13 -Result Succeeded -LogLocation ./logs
        Push-Location $logged
        try { (TabExpansion2 $Call $Call.Length).CompletionMatches.CompletionText | Should -Be '2026.11.13' }
        finally { Pop-Location }
    }

    It 'offers nothing, and no error, where there is no project' {
        $null = New-Item -ItemType Directory "$TestDrive/none" -Force
        $line = "Get-ReleaseLog -Project '$TestDrive/none' -Tag 2026"
        $Error.Clear()
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Not -Contain '2026.11.13'
        $Error | Should -BeNullOrEmpty
    }

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
