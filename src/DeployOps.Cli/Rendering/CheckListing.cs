using DeployOps.Engine.Checks;

namespace DeployOps.Cli.Rendering;

/// <summary>The checks there are, one a line, tab-separated so that other tools can read it.</summary>
internal static class CheckListing
{
    public static void Write(TextWriter target)
    {
        foreach (var check in CheckCatalog.All.Select(check => check.Descriptor))
        {
            target.WriteLine($"{check.Id}\t{check.Severity}\t{check.Title}\t{check.Row}\t{check.Source}");
        }
    }
}
