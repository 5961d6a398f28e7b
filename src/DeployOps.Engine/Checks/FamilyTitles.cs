namespace DeployOps.Engine.Checks;

/// <summary>How a report names the families.</summary>
public static class FamilyTitles
{
    /// <summary>The family's heading.</summary>
    public static string Of(CheckFamily family) => family switch
    {
        CheckFamily.Env => "Environment files",
        CheckFamily.Compose => "Compose file",
        CheckFamily.Hygiene => "Repository and image hygiene",
        CheckFamily.Release => "Release",
        CheckFamily.Host => "This machine",
        _ => family.ToString(),
    };
}
