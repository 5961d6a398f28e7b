using System.Text;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Checks.Release.Log;

/// <summary>
/// The layout of a record in the release log. It stands with the checks, because the gate has to know that a template
/// is usable before a release rests on it; the release log itself fills it in.
/// </summary>
public sealed class ReleaseLogTemplate
{
    /// <summary>The largest template, in bytes (256 KiB).</summary>
    public const int LargestFile = 256 * 1024;

    private const string BuiltInName = "release.log.template (built in)";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly IReadOnlyList<ReleaseLogTemplateNode> _parts;
    private readonly HashSet<string> _used;

    private ReleaseLogTemplate(string file, string text)
    {
        File = file;
        var parser = new ReleaseLogTemplateParser(file, text.TrimStart('\uFEFF').ReplaceLineEndings("\n"));
        _parts = parser.Parse();
        _used = parser.Used;
    }

    /// <summary>The template's file as it is named to people.</summary>
    public string File { get; }

    /// <summary>The template that is used when a project has none.</summary>
    public static ReleaseLogTemplate BuiltIn()
    {
        using var stream = typeof(ReleaseLogTemplate).Assembly.GetManifestResourceStream("release.log.template")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(BuiltInName, reader.ReadToEnd());
    }

    /// <summary>The template of a project: its own, or the built-in one when it names none.</summary>
    /// <exception cref="ReleaseLogTemplateMissingException">It names one that is not there.</exception>
    /// <exception cref="ReleaseLogTemplateException">It cannot be used.</exception>
    public static ReleaseLogTemplate Of(DeployProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return project.ReleaseLog.Template is { } path ? Read(project.FullPath(path), project.RelativePath(path)) : BuiltIn();
    }

    /// <summary>Reads a template from its text.</summary>
    /// <param name="file">Its name in messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ReleaseLogTemplateException">It cannot be used.</exception>
    public static ReleaseLogTemplate Parse(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ReleaseLogTemplate(file, text);
    }

    /// <summary>Whether a placeholder is used anywhere in it.</summary>
    public bool Uses(string placeholder) => _used.Contains(placeholder);

    /// <summary>Fills the template in.</summary>
    /// <param name="values">The values by placeholder; one that is missing or empty is shown as <c>-</c>.</param>
    /// <param name="sections">The result sections that hold, of <see cref="ReleaseLogPlaceholders.Sections"/>.</param>
    /// <returns>The text, with <c>\n</c> between lines.</returns>
    public string Fill(IReadOnlyDictionary<string, string> values, IReadOnlySet<string> sections)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(sections);
        var output = new ReleaseLogText();
        Fill(_parts, output, values, sections);
        return output.ToString();
    }

    private static ReleaseLogTemplate Read(string fullPath, string shown)
    {
        byte[] content;
        RegularFile.Demand(fullPath);
        try
        {
            using var stream = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > LargestFile)
            {
                throw new ReleaseLogTemplateException(shown, 1, $"it has {stream.Length} bytes, and {LargestFile} is the most");
            }

            content = new byte[stream.Length];
            stream.ReadExactly(content);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(fullPath))
        {
            throw new ReleaseLogTemplateMissingException(shown);
        }

        try
        {
            return Parse(shown, StrictUtf8.GetString(content));
        }
        catch (DecoderFallbackException failure)
        {
            var line = 1 + content.AsSpan(0, Math.Clamp(failure.Index, 0, content.Length)).Count((byte)'\n');
            throw new ReleaseLogTemplateException(shown, line, "the text is not UTF-8 here, perhaps it is CP949 (ANSI); save it as UTF-8");
        }
    }

    private static void Fill(IReadOnlyList<ReleaseLogTemplateNode> parts, ReleaseLogText output, IReadOnlyDictionary<string, string> values, IReadOnlySet<string> sections)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case ReleaseLogTemplateText text:
                    output.Plain(text.Text);
                    break;
                case ReleaseLogTemplateValue value:
                    output.Value(values.GetValueOrDefault(value.Name) is { Length: > 0 } filled ? filled : "-");
                    break;
                case ReleaseLogTemplateSection section
                    when section.Inverted != (sections.Contains(section.Name) || values.GetValueOrDefault(section.Name) is { Length: > 0 }):
                    Fill(section.Parts, output, values, sections);
                    break;
            }
        }
    }
}
