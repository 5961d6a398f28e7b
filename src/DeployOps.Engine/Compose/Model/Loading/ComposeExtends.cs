using DeployOps.Engine.Compose.Model.Merging;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Loading;

/// <summary>Puts the services together that extend others. Source: compose specification, 05-services "extends".</summary>
internal sealed class ComposeExtends(ComposeLoader loader, ComposeFile file)
{
    private readonly Dictionary<string, ComposeNode> _done = new(StringComparer.Ordinal);

    /// <summary>The document with every service complete.</summary>
    public ComposeMapping Apply(ComposeMapping document)
    {
        if (document.Mapping("services") is not { } services || !services.Entries.Any(entry => Extends(entry.Value)))
        {
            return document;
        }

        var complete = services.Entries.Select(entry => entry with { Value = Complete(entry.Key, services, isNamedFile: true, []) }).ToList();
        var replaced = new ComposeMapping(services.Source, complete, services.Tag);
        return new ComposeMapping(
            document.Source,
            [.. document.Entries.Select(entry => entry.Key == "services" ? entry with { Value = replaced } : entry)],
            document.Tag);
    }

    private static bool Extends(ComposeNode service) => service is ComposeMapping mapping && mapping.Entry("extends") is not null;

    private ComposeNode Complete(string name, ComposeMapping services, bool isNamedFile, IReadOnlyList<(string File, string Service)> chain)
    {
        if (isNamedFile && _done.TryGetValue(name, out var known))
        {
            return known;
        }

        var service = services[name]!;
        if (service is not ComposeMapping mapping || mapping.Entry("extends") is not { } extends || extends.Value is ComposeScalar { IsNull: true })
        {
            return service;
        }

        var here = (extends.KeySource.File.Path, name);
        if (chain.Contains(here) || chain.Count > ComposeLimits.DeepestNesting)
        {
            throw ComposeFormatException.At(ComposeFormatReason.ExtendsCycle, extends.KeySource);
        }

        var (baseName, path) = Reference(extends);
        var (baseServices, isStillNamed) = path is null ? (services, isNamedFile) : (loader.LoadExtended(FileOf(path)), false);
        if (baseServices.Entry(baseName) is null)
        {
            throw ComposeFormatException.At(ComposeFormatReason.ExtendedServiceMissing, extends.KeySource);
        }

        var extended = Complete(baseName, baseServices, isStillNamed, [.. chain, here]);
        var own = new ComposeMapping(mapping.Source, [.. mapping.Entries.Where(entry => entry.Key != "extends")], mapping.Tag);
        var complete = extended is ComposeMapping from ? Positioned(ComposeMerge.Services(ComposeMerge.WithoutResets(from), own), mapping) : own;
        if (isNamedFile)
        {
            _done[name] = complete;
        }

        return complete;
    }

    /// <summary>A service stands where it is written, not where the one it extends is.</summary>
    private static ComposeMapping Positioned(ComposeMapping merged, ComposeMapping own) => new(own.Source, merged.Entries, own.Tag);

    private ComposeFile FileOf(ComposeScalar path)
    {
        if (ComposePaths.IsRemote(path.Text))
        {
            throw ComposeFormatException.At(ComposeFormatReason.RemoteFile, path.Source);
        }

        var full = ComposePaths.Full(path);
        return File.Exists(full)
            ? new ComposeFile(full, Path.GetDirectoryName(full)!) { Role = ComposeFileRole.Extended, Lookup = file.Lookup }
            : throw ComposeFormatException.At(ComposeFormatReason.FileMissing, path.Source);
    }

    private static (string Service, ComposeScalar? File) Reference(ComposeEntry extends) => extends.Value switch
    {
        ComposeScalar name => (name.Text, null),
        ComposeMapping mapping when mapping.Scalar("service") is { } service => (service.Text, mapping.Scalar("file")),
        _ => throw ComposeFormatException.At(ComposeFormatReason.BadReference, extends.KeySource),
    };
}
