BeforeDiscovery {
    Import-Module "$PSScriptRoot/../../DeployOps.psd1"
    $there = (Get-Command -Module DeployOps).Name
    $Calls = @(
        'Invoke-Preflight -Project $project -Tag 2026.11.20 -All'
        'Invoke-Preflight -Project $project -PassThru | ConvertTo-Json -Depth 8'
        'Invoke-Preflight -Project $broken'
        'Invoke-Preflight -Project $project -Tag $TestSecrets[1]'
        'Test-EnvFile -Project $project -All'
        'Test-EnvFile -Project $project -PassThru | ConvertTo-Json -Depth 8'
        'Test-EnvFile -LiteralPath $broken/.env.prod -All'
        'Protect-EnvFile -Project $project'
        'New-EnvFile -Project $project'
        'New-EnvFile -Project $project -Merge'
        'Get-ComposeConfig -Project $project'
        'Get-ComposeConfig -Project $project -WithoutDocker -PassThru'
        'Get-ComposeConfig -Project $project -Format Json -Tag 2026.11.20'
        'Get-ComposeConfig -Project $refused'
        'Get-ComposeConfig -Project $refused -WithoutDocker'
        'Write-ReleaseLog -Project $project -Tag 2026.11.20 -Result Failed -LogLocation ./logs -What $quoted -Step Up -FirstError $quoted -ActionTaken $quoted -NextAction none -Owner Kim -Note $quoted | Format-List * -Force'
        'Write-ReleaseLog -Project $project -Tag 2026.11.20 -Result Succeeded -LogLocation $quoted -WhatIf | ConvertTo-Json -Depth 6'
        '$null = Write-ReleaseLog -Project $project -Tag 2026.11.20 -Result Succeeded -LogLocation $quoted; Get-ReleaseLog -Project $project | ConvertTo-Json -Depth 6; Get-Content $project/release.log'
        'Invoke-Deployment -Project $project -Tag 2026.11.20 -WhatIf -Notes $quoted -Evidence $quoted | ConvertTo-Json -Depth 6'
        'Invoke-Deployment -Project $project -Tag 2026.11.20 -SkipPreflight -Reason $quoted -WhatIf'
        'Invoke-Deployment -Project $project -Tag $TestSecrets[1]'
        'Invoke-Deployment -Project $refused -Tag 2026.11.20 -SkipPreflight -Reason x -WhatIf'
        'Invoke-Rollback -Project $project -WhatIf'
        'Invoke-Rehearsal -Project $project -Tag 2026.11.20 -WhatIf'
        'Get-ServiceHealth -Project $project | ConvertTo-Json -Depth 6'
        'Invoke-SmokeTest -Project $project -PassThru | ConvertTo-Json -Depth 6'
        'Get-DeploymentDiagnosis -Project $project | ConvertTo-Json -Depth 6'
        'Get-Deployment -Project $project'
        'Invoke-Backup -Project $project -Reason $quoted'
        'Invoke-Backup -Project $project -WhatIf | ConvertTo-Json -Depth 6'
        'Invoke-Backup -Project $broken'
        'Test-Backup -Project $project -Set $TestSecrets[1]'
        'Restore-Backup -Project $project -WhatIf'
        'Get-Backup -Project $project'
        'Test-BackupHealth -Project $project | ConvertTo-Json -Depth 6'
        'Test-DataStore -Project $project -TimeoutSeconds 5 -PassThru | ConvertTo-Json -Depth 6'
        'Register-BackupTask -Project $project -Scheduler cron -WhatIf | ConvertTo-Json'
        'Get-Content $project/.env.prod | Hide-Secret -Project $project'
        'Get-Content -Raw $project/.env.prod | Hide-Secret -Project $project'
    ) | Where-Object { $call = $_; $there.Where({ $call -like "*$_ *" }) } | ForEach-Object { @{ Call = $_ } }
}

BeforeAll {
    . "$PSScriptRoot/Support/TestProject.ps1"
    Import-Module $ModuleManifest

    # The secrets as they are, and in forms in which they leak easily.
    $forms = foreach ($secret in $TestSecrets) {
        $bytes = [Text.Encoding]::UTF8.GetBytes($secret)
        $secret
        [Uri]::EscapeDataString($secret)
        [Convert]::ToBase64String($bytes).TrimEnd('=').Substring(0, 20)
        [Convert]::ToHexString($bytes)
        [Convert]::ToHexString($bytes).ToLowerInvariant()
    }

    function Find-Secret([string] $Text) { $forms | Where-Object { $Text.Contains($_) } }
}

Describe '<Call>' -ForEach $Calls {
    BeforeEach {
        $project = New-TestProject "$TestDrive/$([guid]::NewGuid())"
        $broken = New-TestProject "$TestDrive/$([guid]::NewGuid())"
        # The line that a message may quote is the one with the secret.
        Add-Content "$broken/.env.prod" "JWT_SECRET `"$($TestSecrets[1])"
        $refused = New-TestProject "$TestDrive/$([guid]::NewGuid())"
        "services:`n  db:`n    image: postgres:17`n    cpu: [`"`${POSTGRES_PASSWORD}`"`n    $($TestSecrets[1])" | Set-Content "$refused/docker-compose.prod.yml"
        $quoted = "could not connect to postgresql://shop:$($TestSecrets[2])@db:5432 with $($TestSecrets[0]) and $($TestSecrets[1])"
        "name: shop`nenv:`n  files: $($TestSecrets[0]): [" | Set-Content "$broken/deployops.yml"
    }

    It 'shows no secret in any stream, transcript or error' {
        $transcript = "$TestDrive/transcript.txt"
        $Error.Clear()
        $null = Start-Transcript $transcript -Force
        $streams = & {
            $VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'
            $ErrorActionPreference = 'Continue'
            try { & ([scriptblock]::Create($Call)) *>&1 } catch { $_ }
        }
        $shown = $streams | Out-String -Width 4000
        $shown | Out-Host
        $null = Stop-Transcript
        $errors = $Error | ForEach-Object {
            $_ | Format-List * -Force | Out-String -Width 4000
            for ($failure = $_.Exception ?? $_; $failure; $failure = $failure.InnerException) { $failure.ToString(); $failure.Data.Values }
            "$($_.TargetObject)"
        } | Out-String -Width 4000
        # Records of the other streams also hold the call as the user wrote it, which is the user's to know.
        $objects = $streams.Where({ $_ -isnot [Management.Automation.ErrorRecord] -and $_ -isnot [Management.Automation.InformationalRecord] })
        $everything = $objects | ForEach-Object { $_ | ConvertTo-Json -Depth 4 -WarningAction Ignore -ErrorAction Ignore } | Out-String -Width 8000

        # Progress has no redirection: it is seen from outside only.
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$ModuleManifest'").AddStatement()
        $variables = @{ project = $project; broken = $broken; refused = $refused; quoted = $quoted; TestSecrets = $TestSecrets }
        $variables.Keys | ForEach-Object { $shell.Runspace.SessionStateProxy.SetVariable($_, $variables[$_]) }
        $null = $shell.AddScript($Call)
        try { $null = $shell.Invoke() } catch { $_ | Out-Null }
        $progress = $shell.Streams.Progress | ForEach-Object { "$($_.Activity) $($_.StatusDescription) $($_.CurrentOperation)" } | Out-String -Width 4000
        $shell.Dispose()

        Find-Secret $progress | Should -BeNullOrEmpty
        Find-Secret $shown | Should -BeNullOrEmpty
        Find-Secret (Get-Content -Raw $transcript) | Should -BeNullOrEmpty
        Find-Secret $errors | Should -BeNullOrEmpty
        Find-Secret $everything | Should -BeNullOrEmpty
    }
}

Describe 'The search itself' {
    It 'finds a secret that was let through' {
        Find-Secret "before $($TestSecrets[0]) after" | Should -Not -BeNullOrEmpty
        Find-Secret "before $([Convert]::ToHexString([Text.Encoding]::UTF8.GetBytes($TestSecrets[1]))) after" | Should -Not -BeNullOrEmpty
    }
}
