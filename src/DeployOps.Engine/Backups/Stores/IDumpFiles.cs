namespace DeployOps.Engine.Backups.Stores;

/// <summary>Where a store writes the files of its dump. What is written is hashed, encrypted when the set is, and counted for the progress on its way.</summary>
internal interface IDumpFiles
{
    /// <summary>
    /// Begins a file. Disposing of the stream ends it; a file whose writer failed goes with the partial set, so nobody has to clean up. Several files
    /// are written one after the other; the first is the dump. A name that was there before begins anew: what was written under it is gone.
    /// </summary>
    /// <param name="name">Its name without a folder, such as <c>postgres.dump</c>.</param>
    Stream Create(string name);

    /// <summary>A folder of the partial set for a tool that wants to write files itself, such as <c>pg_dump --format=directory</c>; it is removed when the store is done.</summary>
    string ScratchFolder();
}
