BeforeDiscovery {
    Import-Module "$PSScriptRoot/../../DeployOps.psd1"
    $there = (Get-Command -Module DeployOps).Name
    # What each call does wrong, and how its error names itself.
    $Failures = @(
        @{ Call = 'Invoke-Preflight -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Invoke-Preflight -Project $broken'; Id = 'ProjectConfigurationInvalid'; Category = 'InvalidData' }
        @{ Call = 'Invoke-Preflight -Project $project -Check NOPE'; Id = 'UnknownCheck'; Category = 'InvalidArgument' }
        @{ Call = 'Invoke-Preflight -Project $project'; Id = 'GateNotPassed'; Category = 'InvalidResult' }
        @{ Call = 'New-EnvFile -Project $project'; Id = 'EnvFileExists'; Category = 'ResourceExists' }
        @{ Call = 'New-EnvFile -Project $empty -LiteralPath $empty/.env.new'; Id = 'EnvFileMissing'; Category = 'ObjectNotFound' }
        @{ Call = '"text" | Hide-Secret -EnvFile $empty/.env'; Id = 'EnvFileMissing'; Category = 'ObjectNotFound' }
        @{ Call = 'Test-EnvFile -Project $project'; Id = 'GateNotPassed'; Category = 'InvalidResult' }
        @{ Call = 'Test-EnvFile -Path $empty/*.env'; Id = 'NothingMatches'; Category = 'ObjectNotFound' }
        @{ Call = 'Test-EnvFile -Project $project -PassThru -Quiet'; Id = 'ParametersExclude'; Category = 'InvalidArgument' }
        @{ Call = 'Protect-EnvFile -Path $empty/*.env'; Id = 'NothingMatches'; Category = 'ObjectNotFound' }
        @{ Call = 'Protect-EnvFile -LiteralPath $empty/.env'; Id = 'FileNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Protect-EnvFile -LiteralPath $empty'; Id = 'NotARegularFile'; Category = 'InvalidArgument' }
        @{ Call = 'Write-ReleaseLog -Project $project -Tag 2026.11.20 -Result Failed'; Id = 'ReleaseRecordIncomplete'; Category = 'InvalidArgument' }
        @{ Call = 'Write-ReleaseLog -Project $project -Tag 2026.11.20 -Result Succeeded -LogLocation ./logs -Image backend'; Id = 'ReleaseImageInvalid'; Category = 'InvalidArgument' }
        @{ Call = 'Get-ReleaseLog -Project $project'; Id = 'ReleaseLogMissing'; Category = 'ObjectNotFound' }
        @{ Call = 'Get-ReleaseLog -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Invoke-Deployment -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Invoke-Deployment -Project $project -Tag latest'; Id = 'ReleaseTagInvalid'; Category = 'InvalidArgument' }
        @{ Call = 'Invoke-Rollback -Project $empty -Confirm:$false'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Invoke-Rehearsal -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Repair-Deployment -Project $broken'; Id = 'ProjectConfigurationInvalid'; Category = 'InvalidData' }
        @{ Call = 'Get-ServiceHealth -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Invoke-SmokeTest -Project $broken'; Id = 'ProjectConfigurationInvalid'; Category = 'InvalidData' }
        @{ Call = 'Invoke-SmokeTest -Project $project -PassThru -Quiet'; Id = 'ParametersExclude'; Category = 'InvalidArgument' }
        @{ Call = 'Get-DeploymentDiagnosis -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Get-Deployment -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Get-ComposeConfig -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Get-ComposeConfig -Project $refused -WithoutDocker'; Id = 'ComposeFileInvalid'; Category = 'InvalidData' }
        @{ Call = 'Invoke-Backup -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Test-Backup -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Test-Backup -Project $project'; Id = '*'; Category = 'ObjectNotFound' }
        @{ Call = 'Restore-Backup -Project $empty -Confirm:$false'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Get-Backup -Project $broken'; Id = 'ProjectConfigurationInvalid'; Category = 'InvalidData' }
        @{ Call = 'Get-Backup none -Project $project'; Id = 'BackupNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Remove-Backup -Project $empty -Confirm:$false'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Remove-Backup none -Project $project -Confirm:$false'; Id = '*'; Category = 'ObjectNotFound' }
        @{ Call = 'Copy-Backup -Project $project'; Id = '*'; Category = 'InvalidArgument' }
        @{ Call = 'Test-BackupHealth -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Test-BackupHealth -Project $project'; Id = 'BackupUnhealthy'; Category = 'InvalidResult' }
        @{ Call = 'Register-BackupTask -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Get-BackupTask -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Unregister-BackupTask -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Test-DataStore -Project $empty'; Id = 'ProjectNotFound'; Category = 'ObjectNotFound' }
        @{ Call = 'Test-DataStore -Project $project -PassThru -Quiet'; Id = 'ParametersExclude'; Category = 'InvalidArgument' }
    ) | Where-Object { $call = $_.Call; $there.Where({ $call -like "*$_ *" }) }
}

BeforeAll {
    . "$PSScriptRoot/Support/TestProject.ps1"
    Import-Module $ModuleManifest
    $project = New-TestProject "$TestDrive/shop"
    $empty = (New-Item -ItemType Directory "$TestDrive/empty").FullName
    $broken = New-TestProject "$TestDrive/broken"
    $refused = New-TestProject "$TestDrive/refused"
    "services:`n  db: [" | Set-Content "$refused/docker-compose.prod.yml"
    "name: shop`nenv: [" | Set-Content "$broken/deployops.yml"
}

Describe 'The error of <Call>' -ForEach $Failures {
    BeforeAll {
        $script = [scriptblock]::Create($Call)
        try { $null = & $script -ErrorVariable failures 2> $null } catch { $terminating = $_ }
        $failures = @(& { $ErrorActionPreference = 'Continue'; try { & $script 2>&1 } catch { $_ } } | Where-Object { $_ -is [Management.Automation.ErrorRecord] })
    }

    It 'names itself: identifier, category, target and next step' {
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike "$Id,DeployOps.*Command"
        $failures[0].CategoryInfo.Category | Should -Be $Category
        $failures[0].TargetObject | Should -Not -BeNullOrEmpty
        $failures[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $failures[0].Exception.Message | Should -Not -BeNullOrEmpty
    }

    It 'ends a script with -ErrorAction Stop' {
        { & { $ErrorActionPreference = 'Stop'; & $script } } | Should -Throw -ErrorId "$Id,*"
    }

    It 'can be passed over in silence' {
        $before = $Error.Count
        $shown = & { $ErrorActionPreference = 'SilentlyContinue'; try { & $script 2>&1 } catch { } } | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
        $shown | Should -BeNullOrEmpty
    }
}

Describe 'One bad record' {
    It 'does not stop the others' -Skip:(-not (Get-Command New-EnvFile -ErrorAction Ignore)) {
        $folder = New-TestProject "$TestDrive/many"
        $paths = "$folder/.env.one", "$folder/.env.prod", "$folder/.env.two" | ForEach-Object { [pscustomobject]@{ PSPath = $_ } }
        $made = $paths | New-EnvFile -Project $folder -Sample "$folder/.env.sample" -ErrorAction SilentlyContinue -ErrorVariable failures
        $made.TargetPath | Should -HaveCount 2
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -BeLike '*.env.prod'
    }

    It 'that cannot be gated ends the pipeline: a gate that did not run is never passed over' {
        { $empty, $project | ForEach-Object { [pscustomobject]@{ Project = $_ } } | Invoke-Preflight -PassThru -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'ProjectNotFound,*'
    }
}
