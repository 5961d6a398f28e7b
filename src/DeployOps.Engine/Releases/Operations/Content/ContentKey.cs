using System.Security.Cryptography;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Operations.Content;

/// <summary>
/// The key of the hashes that containers carry as a label, in <c>.deployops/content.key</c>. Labels can be read by whoever may ask docker:
/// without a key a short secret could be found by trying.
/// </summary>
internal static class ContentKey
{
    private const int Size = 32;

    /// <summary>The key; it is made when there is none. With another key every container that has such a label is replaced once.</summary>
    public static byte[] Of(DeployProject project)
    {
        var path = project.FullPath($"{StateFolder.Name}/content.key");
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: Size } known)
        {
            return known;
        }

        StateFolder.Make(project.FullPath(StateFolder.Name));
        File.Delete(path);
        var key = RandomNumberGenerator.GetBytes(Size);
        new PrivateFile().Create(path, key);
        return key;
    }
}
