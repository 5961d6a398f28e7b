using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Journal;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>The notes and plans of throwaway engines, under <c>.deployops/proofs/</c>: they are there as long as anything of the engine is.</summary>
internal sealed class ProofNotes(DeployProject project, TimeProvider time)
{
    private const string Extension = ".proof.json";
    private const string PlanExtension = ".compose.json";
    private static readonly PrivateFile Private = new();

    /// <summary>What stands between the stack's name and the random rest of an engine's name.</summary>
    public const string Mark = "-proof-";

    /// <summary>A new name, by which anybody tells what it is.</summary>
    public static string NewName(string stack) => $"{stack}{Mark}{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>The notes that can be read.</summary>
    public IReadOnlyList<ProofNote> All() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, $"*{Extension}").Order(StringComparer.Ordinal).Select(Read).OfType<ProofNote>()]
        : [];

    /// <summary>A note of this process.</summary>
    /// <param name="name">The engine's name.</param>
    /// <param name="folder">The folder of a program of this machine.</param>
    public ProofNote New(string name, string? folder = null) =>
        new() { Name = name, Owner = LockHolder.OfThisProcess("rehearse a restore", time.GetUtcNow()), Folder = folder };

    /// <summary>Writes a note, in the place of the one that is there.</summary>
    public void Write(ProofNote note)
    {
        StateFolder.Make(project.FullPath(StateFolder.Name));
        Directory.CreateDirectory(Folder);
        var path = PathOf(note.Name, Extension);
        if (File.Exists(path))
        {
            Private.Replace(path, ProofJson.Write(note));
        }
        else
        {
            Private.Create(path, ProofJson.Write(note));
        }
    }

    /// <summary>Writes the plan of an engine; only its owner may read it.</summary>
    public string WritePlan(string name, ComposePlan plan)
    {
        var path = PathOf(name, PlanExtension);
        plan.Write(path);
        return path;
    }

    /// <summary>What compose is to know of an engine; <see langword="null"/> when it has no plan that can be used.</summary>
    public ComposeTarget? TargetOf(string name, Func<string, string?> lookup)
    {
        var path = PathOf(name, PlanExtension);
        try
        {
            var plan = ComposePlan.Parse(new Processes.CapturedText(File.ReadAllText(path)));
            return ComposeTarget.OfPlan(name, project.Root, path) with { Environment = plan.Variables.ToDictionary(variable => variable, variable => (string?)(lookup(variable) ?? ""), StringComparer.Ordinal) };
        }
        catch (Exception failure) when (failure is ComposePlanInvalidException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Forgets an engine of which nothing is left.</summary>
    public void Remove(string name)
    {
        File.Delete(PathOf(name, PlanExtension));
        File.Delete(PathOf(name, Extension));
    }

    private string Folder => project.FullPath($"{StateFolder.Name}/proofs");

    private static ProofNote? Read(string path)
    {
        try
        {
            // A name that is not the file's could lead to something else than a proof.
            return ProofJson.TryRead(File.ReadAllBytes(path)) is { } note && Path.GetFileName(path) == note.Name + Extension && note.Name.Contains(Mark, StringComparison.Ordinal) ? note : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string PathOf(string name, string extension) => Path.Combine(Folder, name + extension);
}
