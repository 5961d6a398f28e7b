using DeployOps.Engine.EnvFiles.Creation;

namespace DeployOps.Cli.Rendering;

/// <summary>What became of an environment file, for people. Keys only.</summary>
internal static class EnvFileCreationText
{
    public static void Write(TextWriter target, EnvFileCreationResult result)
    {
        target.WriteLine($"{result.TargetPath}: {(result.IsWritten ? "written, readable by its owner alone" : "nothing written")}");
        foreach (var group in result.Keys.GroupBy(key => key.Origin).OrderBy(group => group.Key))
        {
            target.WriteLine($"  {Describe(group.Key),-28} {string.Join(", ", group.Select(key => key.Key))}");
        }
    }

    private static string Describe(EnvValueOrigin origin) => origin switch
    {
        EnvValueOrigin.Generated => "generated secret",
        EnvValueOrigin.Fixed => "the value for production",
        EnvValueOrigin.Template => "from deployops.yml",
        EnvValueOrigin.Sample => "from the sample",
        EnvValueOrigin.LeftEmpty => "to be filled in by you",
        _ => "kept as it was",
    };
}
