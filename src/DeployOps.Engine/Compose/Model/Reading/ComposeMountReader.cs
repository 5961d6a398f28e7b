using DeployOps.Engine.Compose.Model.Loading;
using DeployOps.Engine.Compose.Model.Merging;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Reading;

/// <summary>Reads mounts in their short and long form. Source: compose specification, 05-services "volumes".</summary>
internal static class ComposeMountReader
{
    public static IReadOnlyList<ComposeMount> Read(ComposeNode? node)
    {
        var mounts = new List<ComposeMount>();
        foreach (var item in (node as ComposeSequence)?.Items ?? [])
        {
            if (item is ComposeScalar { IsNull: false } text && ShortMount.Parse(text.Text) is { } parsed)
            {
                mounts.Add(Short(text, parsed));
            }
            else if (item is ComposeMapping mapping)
            {
                mounts.Add(Long(mapping));
            }
        }

        return mounts;
    }

    private static ComposeMount Short(ComposeScalar text, ShortMount parsed) => new(
        parsed.IsBind ? ComposeMountKind.Bind : ComposeMountKind.Volume,
        parsed.Source,
        parsed.IsBind ? ComposePaths.Full(parsed.Source, text.Source.File) : null,
        Clean(parsed.Target),
        parsed.Options.Contains("ro"),
        text.Source)
    {
        CreatesHostPath = parsed.IsBind,
    };

    private static ComposeMount Long(ComposeMapping mapping)
    {
        var source = mapping.Scalar("source");
        var kind = mapping.Scalar("type")?.Text switch
        {
            "bind" => ComposeMountKind.Bind,
            "volume" => ComposeMountKind.Volume,
            "tmpfs" => ComposeMountKind.Memory,
            _ => ComposeMountKind.Other,
        };
        return new ComposeMount(
            kind,
            source?.Text ?? "",
            kind == ComposeMountKind.Bind && source is not null ? ComposePaths.Full(source) : null,
            mapping.Scalar("target")?.Text ?? "",
            mapping.Scalar("read_only")?.Text == "true",
            mapping.Source)
        {
            CreatesHostPath = mapping.Mapping("bind")?.Scalar("create_host_path")?.Text == "true",
        };
    }

    private static string Clean(string target) => target.Length > 1 ? target.TrimEnd('/') : target;
}
