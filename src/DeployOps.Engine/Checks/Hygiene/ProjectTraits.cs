using DeployOps.Engine.Repository;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>What a tree of files is made with, for rules that only hold where there is such a thing.</summary>
/// <param name="HasPython">There are Python files.</param>
/// <param name="HasNode">There is a <c>package.json</c>.</param>
/// <param name="HasDotnet">There is a .NET project.</param>
public sealed record ProjectTraits(bool HasPython, bool HasNode, bool HasDotnet)
{
    /// <summary>Looks at the names of files.</summary>
    public static ProjectTraits Of(TrackedFiles files)
    {
        var (python, node, dotnet) = (false, false, false);
        for (var index = 0; index < files.Count; index++)
        {
            var name = files.NameBytes(index);
            python |= name.EndsWith(".py"u8);
            node |= name.EndsWith("package.json"u8);
            dotnet |= name.EndsWith(".csproj"u8);
        }

        return new ProjectTraits(python, node, dotnet);
    }
}
