namespace DeployOps.Engine.Backups.Stores;

/// <summary>The files of one store in a set, to be read. They are decrypted and compared with their hashes on the way.</summary>
internal interface IStoredFiles
{
    /// <summary>The names that <see cref="IDumpFiles.Create"/> was given, in that order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Opens a file. Reading to its end is what proves it: the last read throws when the file is not the one that the manifest knows.
    /// </summary>
    /// <exception cref="DeployOpsException">There is no such file, or it cannot be decrypted.</exception>
    Stream OpenRead(string name);
}
