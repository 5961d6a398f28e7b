using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Operations.Kept;
using DeployOps.Engine.Tests.Releases.Health;
using DeployOps.Engine.Tests.Repository;

namespace DeployOps.Engine.Tests.Releases.Operations.Kept;

/// <summary>A project in a git repository of its own, whose releases mount files of it.</summary>
internal sealed class KeptProject : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public DeployProject Project => new() { Root = Folder.Root, Name = "shop" };

    public void Dispose() => Folder.Dispose();

    public static Task<StackLook> Running(params string[] mounted) => Task.FromResult(StackLook.Of(
        [ScriptedContainers.Container("front") with { Mounts = [.. mounted.Select(path => new ContainerMount("bind", path, "/in", false))] }]));

    public KeptFiles Of(long number) => new(Project, new OperationFolder(Project, number));

    public async Task ReleaseAsync(long number, ComposePlan plan, bool commit = true)
    {
        if (!Directory.Exists(Folder[".git"]))
        {
            GitCommand.Initialise(Folder.Root);
        }

        if (!File.Exists(Folder[".gitignore"]))
        {
            Folder.Write(".gitignore", ".deployops/\n");
        }

        if (commit)
        {
            GitCommand.Commit(Folder.Root);
        }

        await Of(number).KeepAsync(plan, new ProcessRunner(), default);
    }

    public string Mount(string name, bool isReadOnly) => MountOf(Folder[name], isReadOnly);

    public static string MountOf(string path, bool isReadOnly) => $$"""{ "type": "bind", "source": "{{path.Replace("\\", "\\\\", StringComparison.Ordinal)}}", "target": "/in{{path.GetHashCode(StringComparison.Ordinal)}}"{{(isReadOnly ? ", \"read_only\": true" : "")}} }""";

    public static ComposePlan Plan(params string[] mounts) => PlanWith(string.Join(", ", mounts), "");

    public static ComposePlan PlanWith(string mounts, string rest) =>
        ComposePlan.Parse(new CapturedText($$"""{ "name": "shop", "services": { "front": { "image": "front:1", "volumes": [{{mounts}}] } }{{rest}} }"""));
}
