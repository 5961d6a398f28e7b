using DeployOps.Engine.Compose.Model.Merging;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Loading;

/// <summary>
/// Reads compose files into one merged mapping, in the order compose does it: variables, extends, include, merge, unique items.
/// Source: compose specification 12 to 14; observed with Docker Compose 2.26.1.
/// </summary>
internal sealed class ComposeLoader(ComposeReadRequest request)
{
    private readonly Dictionary<(string Path, string Folder), ComposeMapping> _extended = [];
    private readonly List<ComposeFile> _files = [];

    /// <summary>Variables and what could not be put in.</summary>
    public ComposeValues Values { get; } = new();

    /// <summary>Every file that was read, in order.</summary>
    public IReadOnlyList<ComposeFile> Files => _files;

    /// <summary>Reads and merges the named files.</summary>
    /// <exception cref="ComposeFormatException">They cannot be read as one project.</exception>
    public ComposeMapping Load()
    {
        var folder = Path.GetDirectoryName(request.Files[0])!;
        var lookup = ComposeProjectName.Known(request);
        var files = request.Files.Select(path => new ComposeFile(path, folder) { Lookup = lookup });
        return LoadTogether([.. files], including: []);
    }

    private ComposeMapping LoadTogether(IReadOnlyList<ComposeFile> files, IReadOnlyList<string> including)
    {
        ComposeMapping? model = null;
        foreach (var file in files)
        {
            foreach (var document in Documents(file))
            {
                var extended = new ComposeExtends(this, file).Apply(document);
                var complete = new ComposeIncludes(this, [.. including, files[0].Path]).Apply(extended);
                var merged = model is null ? complete : ComposeMerge.Files(model, complete);
                model = ComposeUnicity.Enforce(ComposeMerge.WithoutResets(merged));
            }
        }

        return model ?? throw new ComposeFormatException(ComposeFormatReason.NotAMapping, files[0].Path, 1);
    }

    /// <summary>Reads the files of one <c>include</c>.</summary>
    public ComposeMapping LoadIncluded(IReadOnlyList<ComposeFile> files, IReadOnlyList<string> including) => LoadTogether(files, including);

    /// <summary>The services of a file that a service extends; read once however many extend it.</summary>
    public ComposeMapping LoadExtended(ComposeFile file)
    {
        if (!_extended.TryGetValue((file.Path, file.WorkingDirectory), out var services))
        {
            ComposeMapping? model = null;
            foreach (var document in Documents(file))
            {
                model = model is null ? document : ComposeMerge.Files(model, document);
            }

            services = ComposeUnicity.Enforce(model ?? throw new ComposeFormatException(ComposeFormatReason.NotAMapping, file.Path, 1)).Mapping("services")
                ?? throw new ComposeFormatException(ComposeFormatReason.ExtendedServiceMissing, file.Path, 1);
            _extended[(file.Path, file.WorkingDirectory)] = services;
        }

        return services;
    }

    private IEnumerable<ComposeMapping> Documents(ComposeFile file)
    {
        if (_files.Count >= ComposeLimits.MostFiles)
        {
            throw new ComposeFormatException(ComposeFormatReason.TooManyFiles, file.Path, line: null);
        }

        _files.Add(file);
        foreach (var document in ComposeYamlReader.Read(ComposeFileText.Read(file.Path), file, Values.Expand))
        {
            yield return document as ComposeMapping ?? throw ComposeFormatException.At(ComposeFormatReason.NotAMapping, document.Source);
        }
    }
}
