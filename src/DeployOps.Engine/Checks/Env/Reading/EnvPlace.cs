using DeployOps.Engine.Checks.Env.Values;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Checks.Env.Reading;

/// <summary>A place such as <c>apps/worker/.env:DATABASE_URL#database</c>, and what stands there.</summary>
internal sealed class EnvPlace
{
    private EnvPlace(string text) => Text = text;

    /// <summary>The place as the project writes it.</summary>
    public string Text { get; }

    /// <summary>The file; <see langword="null"/> when the project has no such environment file.</summary>
    public EnvFileView? File { get; private init; }

    /// <summary>Whether the file is one that the caller left out this time.</summary>
    public bool IsLeftOut { get; private init; }

    /// <summary>The entry; <see langword="null"/> when the key is not set.</summary>
    public EnvEntry? Entry { get; private init; }

    /// <summary>Why there is no value.</summary>
    public string Problem { get; private init; } = "";

    internal string? Value { get; private init; }

    /// <summary>Finds the value of a place.</summary>
    public static EnvPlace Find(string text, EnvFilesFact files, DeployProject project)
    {
        var hash = text.LastIndexOf('#');
        var part = hash < 0 ? null : text[(hash + 1)..];
        var path = hash < 0 ? text : text[..hash];
        var colon = path.LastIndexOf(':');
        if (colon <= 0 || colon == path.Length - 1)
        {
            return new EnvPlace(text) { Problem = "is not written as path:KEY" };
        }

        var full = project.FullPath(path[..colon]);
        var key = path[(colon + 1)..];
        var isLeftOut = project.Env.LeftOut.Any(left => string.Equals(project.FullPath(left.Path), full, StringComparison.Ordinal));
        var file = files.Files.Concat(files.LeftOut).FirstOrDefault(candidate => string.Equals(candidate.FullPath, full, StringComparison.Ordinal));
        if (file is null)
        {
            return new EnvPlace(text) { IsLeftOut = isLeftOut, Problem = isLeftOut ? "the file cannot be read" : "is not one of the project's environment files (env.files)" };
        }

        if (!file.IsSet(key))
        {
            return new EnvPlace(text) { File = file, IsLeftOut = isLeftOut, Entry = file.Winners.GetValueOrDefault(key), Problem = "the key is not set" };
        }

        var value = file.Value(key)!;
        if (part is not null)
        {
            if (!UrlPart.Names.Contains(part, StringComparer.Ordinal))
            {
                return new EnvPlace(text) { File = file, IsLeftOut = isLeftOut, Problem = $"the part after '#' is none of {string.Join(", ", UrlPart.Names)}" };
            }

            value = ConnectionUrl.Read(value) is { } url ? UrlPart.Of(url, part) : null;
        }

        return new EnvPlace(text) { File = file, IsLeftOut = isLeftOut, Entry = file.Winners[key], Value = value, Problem = "the value has no such part" };
    }

    /// <summary>The place, never what stands there.</summary>
    public override string ToString() => Text;
}
