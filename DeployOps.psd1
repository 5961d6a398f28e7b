@{
    RootModule           = 'module/bin/DeployOps.dll'
    NestedModules        = @('module/bin/DeployOps.Loader.dll')
    ModuleVersion        = '0.1.0'
    CompatiblePSEditions = @('Core')
    GUID                 = '5d8d5c3e-2a0e-4f4b-9a55-6f0f6a1f7c11'
    Author               = 'The DeployOps authors'
    CompanyName          = 'DeployOps'
    Copyright            = 'Copyright (c) 2026 The DeployOps authors. MIT licence.'
    Description          = 'Gates, ships, watches, rolls back and backs up Docker Compose stacks, writes their log, and never prints a secret.'
    PowerShellVersion    = '7.6'
    FormatsToProcess     = @(
        'module/DeployOps.Backup.Format.ps1xml'
        'module/DeployOps.BackupSet.Format.ps1xml'
        'module/DeployOps.Format.ps1xml'
        'module/DeployOps.Health.Format.ps1xml'
        'module/DeployOps.Release.Format.ps1xml'
    )
    TypesToProcess       = @()
    CmdletsToExport      = @(
        'Copy-Backup'
        'Get-Backup'
        'Get-BackupTask'
        'Get-ComposeConfig'
        'Get-Deployment'
        'Get-DeploymentDiagnosis'
        'Get-ReleaseLog'
        'Get-ServiceHealth'
        'Hide-Secret'
        'Invoke-Backup'
        'Invoke-Deployment'
        'Invoke-Preflight'
        'Invoke-Rehearsal'
        'Invoke-Rollback'
        'Invoke-SmokeTest'
        'New-EnvFile'
        'Protect-EnvFile'
        'Register-BackupTask'
        'Remove-Backup'
        'Repair-Deployment'
        'Restore-Backup'
        'Test-Backup'
        'Test-BackupHealth'
        'Test-DataStore'
        'Test-EnvFile'
        'Unregister-BackupTask'
        'Write-ReleaseLog'
    )

    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags       = @('Docker', 'Compose', 'Deployment', 'Backup', 'Secrets')
            LicenseUri = ''
            ProjectUri = ''
        }
    }
}
