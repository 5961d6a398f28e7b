using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Compose.Model.Loading;

/// <summary>Brings in the files a document includes. Source: compose specification, 14-include.</summary>
internal sealed class ComposeIncludes(ComposeLoader loader, IReadOnlyList<string> including)
{
    private static readonly string[] Sections = ["services", "volumes", "networks", "secrets", "configs"];

    /// <summary>The document with everything included, and without its <c>include</c>.</summary>
    public ComposeMapping Apply(ComposeMapping document)
    {
        if (document.Entry("include") is not { } include)
        {
            return document;
        }

        var items = include.Value switch
        {
            ComposeSequence sequence => sequence.Items,
            ComposeScalar { IsNull: true } => [],
            _ => throw ComposeFormatException.At(ComposeFormatReason.BadReference, include.KeySource),
        };
        var entries = document.Entries.Where(entry => entry.Key != "include").ToList();
        foreach (var item in items)
        {
            Import(loader.LoadIncluded(Files(item), including), entries);
        }

        return new ComposeMapping(document.Source, entries, document.Tag);
    }

    private List<ComposeFile> Files(ComposeNode item)
    {
        var paths = item switch
        {
            ComposeScalar { IsNull: false } path => [path],
            ComposeMapping mapping => Texts(mapping["path"]),
            _ => [],
        };
        if (paths.Count == 0)
        {
            throw ComposeFormatException.At(ComposeFormatReason.BadReference, item.Source);
        }

        if (paths.Find(path => ComposePaths.IsRemote(path.Text)) is { } remote)
        {
            throw ComposeFormatException.At(ComposeFormatReason.RemoteFile, remote.Source);
        }

        if (paths.Find(path => !File.Exists(ComposePaths.Full(path))) is { } missing)
        {
            throw ComposeFormatException.At(ComposeFormatReason.FileMissing, missing.Source);
        }

        var main = ComposePaths.Full(paths[0]);
        if (including.Contains(main) || including.Count > ComposeLimits.DeepestNesting)
        {
            throw ComposeFormatException.At(ComposeFormatReason.IncludeCycle, paths[0].Source);
        }

        var own = item as ComposeMapping;
        var folder = own?.Scalar("project_directory") is { } named ? ComposePaths.Full(named) : Path.GetDirectoryName(main)!;
        var lookup = Lookup(item.Source, own is null ? [] : Texts(own["env_file"]), folder);
        return [.. paths.Select(path => new ComposeFile(ComposePaths.Full(path), folder) { Role = ComposeFileRole.Included, Lookup = lookup })];
    }

    /// <summary>The variables of an included file: the project's, then those of its own environment file.</summary>
    private static Func<string, string?> Lookup(SourceLine place, List<ComposeScalar> envFiles, string folder)
    {
        var outer = place.File.Lookup;
        var conventional = Path.Combine(folder, ".env");
        var files = envFiles.Count > 0 ? envFiles.ConvertAll(ComposePaths.Full) : File.Exists(conventional) ? [conventional] : [];
        if (files.Count == 0)
        {
            return outer;
        }

        if (envFiles.Find(path => !File.Exists(ComposePaths.Full(path))) is { } missing)
        {
            throw ComposeFormatException.At(ComposeFormatReason.FileMissing, missing.Source);
        }

        return EnvFileSet.Load(files, outer).Lookup;
    }

    private void Import(ComposeMapping included, List<ComposeEntry> entries)
    {
        foreach (var section in Sections)
        {
            if (included.Mapping(section) is not { } from)
            {
                continue;
            }

            var index = entries.FindIndex(entry => entry.Key == section);
            var to = index >= 0 ? entries[index].Value as ComposeMapping : null;
            var merged = new List<ComposeEntry>(to?.Entries ?? []);
            foreach (var entry in from.Entries)
            {
                if (to?.Entry(entry.Key) is not { } present)
                {
                    merged.Add(entry);
                }
                else if (!ComposeEquality.Same(present.Value, entry.Value))
                {
                    loader.Values.Problems.Add(new ComposeProblem(ComposeProblemKind.IncludeConflict, entry.Key, present.KeySource));
                }
            }

            var complete = new ComposeEntry(section, from.Source, new ComposeMapping(to?.Source ?? from.Source, merged));
            if (index >= 0)
            {
                entries[index] = complete with { KeySource = entries[index].KeySource };
            }
            else
            {
                entries.Add(complete);
            }
        }
    }

    private static List<ComposeScalar> Texts(ComposeNode? node) => node switch
    {
        ComposeScalar { IsNull: false } one => [one],
        ComposeSequence many => [.. many.Items.OfType<ComposeScalar>()],
        _ => [],
    };
}
