using DeployOps.Engine;

namespace DeployOps.Cli.Rendering;

/// <summary>A named failure as two lines: what happened, and what to do next.</summary>
internal static class FailureText
{
    public static void Write(TextWriter target, DeployOpsException failure)
    {
        target.WriteLine($"deployops: {failure.Message} [{failure.ErrorId}]");
        target.WriteLine($"  next: {failure.RecommendedAction}");
    }
}
