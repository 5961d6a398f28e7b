using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Compose.Model.Loading;

/// <summary>
/// The project's name, which compose gives to its files as <c>COMPOSE_PROJECT_NAME</c>: the variable when it is set, the last
/// <c>name</c> of the named files, else the folder. Source: compose specification, 04-version-and-name.
/// </summary>
internal static class ComposeProjectName
{
    /// <summary>The variable.</summary>
    public const string Variable = "COMPOSE_PROJECT_NAME";

    /// <summary>A look-up that knows the name. The files are read for it only when some value asks.</summary>
    public static Func<string, string?> Known(ComposeReadRequest request)
    {
        var name = new Lazy<string>(() => Of(request));
        return variable => request.Lookup(variable) ?? (variable == Variable ? name.Value : null);
    }

    private static string Of(ComposeReadRequest request)
    {
        var folder = Path.GetDirectoryName(request.Files[0])!;
        string? written = null;
        foreach (var path in request.Files)
        {
            var documents = ComposeYamlReader.Read(ComposeFileText.Read(path), new ComposeFile(path, folder), (text, _) => text);
            written = documents.OfType<ComposeMapping>().Select(document => document.Scalar("name")?.Text).LastOrDefault(text => text is not null) ?? written;
        }

        var name = written is null ? null : Normal(EnvInterpolation.Expand(written, request.Lookup, EnvFile.LargestExpansion).Value);
        return string.IsNullOrEmpty(name) ? Normal(Path.GetFileName(folder)) : name;
    }

    /// <summary>A name with only the characters that compose lets a project have.</summary>
    public static string Normal(string name) =>
        string.Concat(name.ToLowerInvariant().Where(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')).TrimStart('_', '-');
}
