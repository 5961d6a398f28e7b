using DeployOps.Engine.Compose;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Deployment;

/// <summary>The tag of a release, decided before anything is done (row RB6).</summary>
internal static class DeploymentTag
{
    /// <summary>The named tag, or the one that compose would take.</summary>
    /// <exception cref="ReleaseTagInvalidException">It breaks the project's tag rule.</exception>
    public static string Of(DeployProject project, Func<string, string?> environment, string? named)
    {
        var text = named ?? ComposeInputs.Of(project, environment, tag: null).Lookup(project.Tag.Variable);
        var answer = ReleaseTag.Parse(text, project.Tag.Format);
        return answer.Tag?.Text ?? throw new ReleaseTagInvalidException(answer.Reason);
    }
}
