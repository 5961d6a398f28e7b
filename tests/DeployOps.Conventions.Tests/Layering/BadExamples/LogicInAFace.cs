namespace DeployOps.BadFace;

/// <summary>A bad example: a face that reads a file itself, and another that goes past the operations of the engine.</summary>
internal static class LogicInAFace
{
    public static string Read(string path) => File.ReadAllText(path);
}
