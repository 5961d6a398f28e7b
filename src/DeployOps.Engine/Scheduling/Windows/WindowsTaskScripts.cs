namespace DeployOps.Engine.Scheduling.Windows;

/// <summary>
/// What Windows PowerShell is asked to do with the module ScheduledTasks. Its answers are objects, where those of schtasks.exe are words in the
/// language of the machine. Everything that varies comes by the environment: nothing of it is on a command line or read as a script.
/// </summary>
internal static class WindowsTaskScripts
{
    public const string Register = """
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        $arguments = @{ TaskPath = '\DeployOps\'; TaskName = $env:DEPLOYOPS_TASK_NAME; Xml = (Get-Content -LiteralPath $env:DEPLOYOPS_TASK_XML -Raw -Encoding UTF8); Force = $true }
        if ($env:DEPLOYOPS_TASK_PASSWORD) { $arguments.User = $env:DEPLOYOPS_TASK_USER; $arguments.Password = $env:DEPLOYOPS_TASK_PASSWORD }
        $null = Register-ScheduledTask @arguments
        """;

    public const string Find = """
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        [Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
        $task = Get-ScheduledTask -TaskPath '\DeployOps\' -TaskName $env:DEPLOYOPS_TASK_NAME -ErrorAction SilentlyContinue
        if ($task) {
            $run = $task | Get-ScheduledTaskInfo
            $time = { param($moment) if ($moment -and $moment.Year -gt 2000) { $moment.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture) } }
            [pscustomobject]@{
                Xml = [string] ($task | Export-ScheduledTask)
                Enabled = "$($task.State)" -ne 'Disabled'
                LastRun = & $time $run.LastRunTime
                LastResult = [long] $run.LastTaskResult
                NextRun = & $time $run.NextRunTime
            } | ConvertTo-Json -Compress
        }
        """;

    public const string Unregister = """
        $ErrorActionPreference = 'Stop'
        $task = Get-ScheduledTask -TaskPath '\DeployOps\' -TaskName $env:DEPLOYOPS_TASK_NAME -ErrorAction SilentlyContinue
        if ($task) { $task | Unregister-ScheduledTask -Confirm:$false }
        """;
}
