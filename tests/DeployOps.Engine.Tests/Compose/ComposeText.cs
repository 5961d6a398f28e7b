using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Loading;

namespace DeployOps.Engine.Tests.Compose;

/// <summary>Compose files in a folder of their own.</summary>
internal sealed class ComposeText : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-compose-");

    public string Folder => _folder.FullName;

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static ComposeModel Read(params string[] paths) => ComposeModel.Read(new ComposeReadRequest { Files = paths, Lookup = name => name == "TAG" ? "1" : null });

    public ComposeModel ReadText(string text) => Read(Write("compose.yml", text));

    public void Dispose() => _folder.Delete(recursive: true);
}
