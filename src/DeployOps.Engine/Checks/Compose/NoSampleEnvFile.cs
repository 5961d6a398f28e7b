using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds <c>.env.sample</c>, <c>.env.example</c> and the like in <c>env_file</c>, also in folders below.</summary>
/// <remarks>Source: seed 003, 2.1 and 3.1.</remarks>
public sealed class NoSampleEnvFile : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM030", "No sample file is used as an environment file", CheckFamily.Compose, Severity.P0, "RB3 RB5", "seed 003, 2.1 and 3.1");

    private static readonly string[] Marks = ["sample", "example", "template", "dist"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var file in service.EnvFiles)
        {
            var parts = Path.GetFileName(file.FullPath).Split('.', '-', '_');
            if (parts.Any(part => Marks.Contains(part, StringComparer.OrdinalIgnoreCase)))
            {
                yield return Fail(compose, service.Name, file.Source, "a sample file is given to the service as its environment", "Name the file with the real values, such as .env.prod.");
            }
        }
    }
}
