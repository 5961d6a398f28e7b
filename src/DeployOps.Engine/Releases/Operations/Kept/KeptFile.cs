namespace DeployOps.Engine.Releases.Operations.Kept;

/// <summary>A file or folder of the project that a release's containers are given, as the release had it.</summary>
/// <param name="Path">Where it lies, as the plan says it.</param>
/// <param name="Hash">SHA-256 over what is in it, as hexadecimal digits.</param>
/// <param name="IsWritable">Whether a container may write to it.</param>
/// <param name="IsCopied">Whether there is a copy to give back; else it is only known how the release had it.</param>
internal sealed record KeptFile(string Path, string Hash, bool IsWritable, bool IsCopied = true);
