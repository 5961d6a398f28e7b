using System.Management.Automation;
using DeployOps.Engine.Files.Permissions;
using DeployOps.Engine.Project;

namespace DeployOps.EnvFiles;

/// <summary><c>Protect-EnvFile</c>: environment files readable by their owner alone.</summary>
[Cmdlet(VerbsSecurity.Protect, "EnvFile", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(ProtectedFile))]
public sealed class ProtectEnvFileCommand : EnvFilePathCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var files = Path.Length + LiteralPath.Length > 0 ? NamedFiles() : ProjectReader.FindOrBare(ProjectFolder).EnvFilePaths([]);
        foreach (var file in files)
        {
            var options = new ProtectEnvFileOptions { Paths = [file], WhatIf = !ShouldProcess(file, "Restrict access to the owner") };
            RunOne(queue => Task.Run(() => queue.Output(ProtectEnvFile.Run(options).Single()), StopToken), file);
        }
    }
}
