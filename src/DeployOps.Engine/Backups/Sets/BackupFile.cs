namespace DeployOps.Engine.Backups.Sets;

/// <summary>A file of a set.</summary>
/// <param name="Name">Its name in the set's folder, such as <c>postgres.dump</c>; with <c>.enc</c> behind it when it is encrypted.</param>
/// <param name="Bytes">Its size on the disk.</param>
/// <param name="Sha256">The SHA-256 of the file on the disk, 64 lower-case hexadecimal digits: what <c>sha256sum</c> says.</param>
/// <param name="ContentBytes">The size of what is in it once it is decrypted.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256, long ContentBytes);
