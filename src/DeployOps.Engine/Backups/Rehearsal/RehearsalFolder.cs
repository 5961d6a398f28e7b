namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>A folder for what holds data for a moment, written down as a throwaway engine is, so that a killed run's is removed by the next.</summary>
internal sealed class RehearsalFolder : IDisposable
{
    private readonly ProofNotes _notes;
    private readonly string _name;

    private RehearsalFolder(ProofNotes notes, string name) => (_notes, _name) = (notes, name);

    /// <summary>Its full path.</summary>
    public string Path => ProgramFolder.PathOf(_name);

    /// <summary>Makes it, in the folder for temporary files.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not make it.</exception>
    public static RehearsalFolder Make(Project.DeployProject project, string stack, TimeProvider time)
    {
        var notes = new ProofNotes(project, time);
        var folder = new RehearsalFolder(notes, ProofNotes.NewName(stack));
        notes.Write(notes.New(folder._name, folder.Path));
        ProgramFolder.Make(folder.Path);
        return folder;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            _notes.Remove(_name);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The note stays, and the next verification removes it.
        }
    }
}
