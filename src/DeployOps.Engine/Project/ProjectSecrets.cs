using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Project;

/// <summary>
/// The secrets of a project: the values of its environment files, and of the process environment, whose key's name says
/// that they are secret, and every URL that carries credentials.
/// </summary>
public static class ProjectSecrets
{
    /// <summary>A redactor that knows the project's secrets. Files that are missing or cannot be read are passed over: checks report those.</summary>
    /// <param name="project">The project.</param>
    /// <param name="processEnvironment">The process environment by name.</param>
    public static Redactor Redactor(DeployProject project, IEnumerable<KeyValuePair<string, string>> processEnvironment) =>
        Redactor(project.Env.Files.Select(file => project.FullPath(file.Path)), processEnvironment);

    /// <summary>A redactor for the files that the caller names, or for the project of a folder when none is named.</summary>
    /// <param name="folder">The project's folder; a folder without a project adds no files of its own.</param>
    /// <param name="envFiles">Environment files; each must be readable, because the caller counts on it.</param>
    /// <param name="processEnvironment">The process environment by name.</param>
    /// <exception cref="EnvFileMissingException">A named file is missing.</exception>
    public static Redactor RedactorFor(string folder, IReadOnlyList<string> envFiles, IEnumerable<KeyValuePair<string, string>> processEnvironment)
    {
        foreach (var file in envFiles)
        {
            _ = EnvFileReader.ReadBytes(file);
        }

        if (envFiles.Count > 0)
        {
            return Redactor(envFiles, processEnvironment);
        }

        var project = ProjectReader.FindOrBare(folder);
        foreach (var path in project.Env.Files.Select(file => project.FullPath(file.Path)).Where(Path.Exists))
        {
            // A file that is there and cannot be read holds secrets that would not be masked.
            _ = EnvFileReader.ReadBytes(path);
        }

        return Redactor(project, processEnvironment);
    }

    /// <summary>A redactor that knows the secrets of environment files.</summary>
    /// <param name="envFiles">The files' full paths.</param>
    /// <param name="processEnvironment">The process environment by name.</param>
    /// <param name="further">Secrets known from elsewhere.</param>
    /// <param name="secretKeys">Keys whose values are secret whatever they are called.</param>
    public static Redactor Redactor(
        IEnumerable<string> envFiles, IEnumerable<KeyValuePair<string, string>> processEnvironment, IEnumerable<Secret>? further = null, IReadOnlySet<string>? secretKeys = null)
    {
        var environment = processEnvironment.ToList();
        var lookup = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        var values = envFiles.SelectMany(path => ValuesOf(path, name => lookup.GetValueOrDefault(name))).Concat(environment.Where(pair => !IsCurrentFolder(pair.Key, pair.Value)));
        return Redaction.Redactor.Create(values
            .Where(pair => pair.Value.Length is > 0 and <= Redaction.Redactor.LongestSecret)
            .SelectMany(pair => secretKeys?.Contains(pair.Key) == true ? SecretsOf(pair.Key, pair.Value).Append(new Secret(pair.Key, pair.Value)) : SecretsOf(pair.Key, pair.Value))
            .Concat(further ?? []));
    }

    /// <summary>The value itself when its name says so, and what is written inside it, as in a connection string or in <c>NEO4J_AUTH=neo4j/…</c>.</summary>
    internal static IEnumerable<Secret> SecretsOf(string key, string value) => WrittenSecrets.Find(value, SecretKeyNames.MayBeSecret)
        .Select(span => value[span.Start..span.End])
        .SelectMany(text => text.Contains("}}", StringComparison.Ordinal) ? [text, text.Replace("}}", "}", StringComparison.Ordinal)] : new[] { text })
        .Concat(SecretKeyNames.MayBeSecret(key) ? UrlSecret.LoneUsersIn(value) : [])
        .Select(text => new Secret(key, text))
        .Concat(IsSecret(key, value) ? [new Secret(key, value)] : [])
        .Concat(value.StartsWith("neo4j/", StringComparison.Ordinal) && value.Length > "neo4j/".Length ? [new Secret(key, value["neo4j/".Length..])] : []);

    /// <summary>Whether a value must not be shown.</summary>
    public static bool IsSecret(string key, string value) =>
        SecretKeyNames.MayBeSecret(key)
        || (value.Contains("://", StringComparison.Ordinal) && value.Contains('@', StringComparison.Ordinal));

    // Shells keep the current folder in PWD, which elsewhere is short for a password: masked, no path would be left in any text.
    private static bool IsCurrentFolder(string key, string value) => key == "PWD" && Path.IsPathRooted(value) && Directory.Exists(value);

    private static IEnumerable<KeyValuePair<string, string>> ValuesOf(string path, Func<string, string?> lookup)
    {
        string text;
        try
        {
            text = EnvFileReader.ReadText(path);
        }
        catch (EnvFileEncodingException)
        {
            // Saved as CP949 or UTF-16 it holds the same secrets; checks say what is wrong with it.
            return EnvFileEncodingGuess.Readings(EnvFileReader.ReadBytes(path)).SelectMany(reading => reading.Split('\n')).Select(Guess).OfType<KeyValuePair<string, string>>();
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            return [];
        }

        try
        {
            return EnvFile.Parse(text, lookup).Entries
                .Where(entry => entry.Value is not null)
                .Select(entry => KeyValuePair.Create(entry.Key, entry.Value!));
        }
        catch (EnvFileFormatException)
        {
            // A file that compose refuses still holds secrets: everything to the right of a separator may be one.
            return text.Split('\n').Select(Guess).OfType<KeyValuePair<string, string>>();
        }
    }

    private static KeyValuePair<string, string>? Guess(string line)
    {
        var separator = line.AsSpan().IndexOfAny('=', ':');
        return separator < 0 ? null : KeyValuePair.Create(line[..separator].Trim(), line[(separator + 1)..].Trim().Trim('\'', '"'));
    }
}
