using DeployOps.Engine.Project;

namespace DeployOps.Integration.Tests.Support;

/// <summary>A copy of <c>samples/shop</c> in a folder of its own, with an environment file made from its sample. Gone when disposed.</summary>
internal sealed class ShopCopy : IDisposable
{
    private static readonly string[] LeftOut = ["bin", "obj", "publish", "publish.part", "vendor", "vendor.part", ".deployops"];

    public ShopCopy(bool withEnvFile = true)
    {
        Root = Directory.CreateTempSubdirectory("shop-").FullName;
        Copy(new DirectoryInfo(RepositoryRoot.Combine("samples", "shop")), Root);
        if (withEnvFile)
        {
            EnvFileCreations.CreateMissing(ProjectReader.Find(Root));
        }
    }

    public string Root { get; }

    public string File(string name) => Path.Combine(Root, name);

    /// <summary>Makes the copy a git repository of its own with everything that is not ignored committed.</summary>
    public async Task CommitAsync()
    {
        await Command.SucceedAsync(Root, "git", "init", "-q");
        await Command.SucceedAsync(Root, "git", "add", "-A");
        await Command.SucceedAsync(Root, "git", "-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "-qm", "The shop");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles().Where(file => file.Name != ".env.prod" && file.Name != "release.log"))
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => !LeftOut.Contains(folder.Name)))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
