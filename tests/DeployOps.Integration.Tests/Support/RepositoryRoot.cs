using System.Runtime.CompilerServices;

namespace DeployOps.Integration.Tests.Support;

/// <summary>The root of this repository, where the tests run from a clone.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, here })
        {
            for (var folder = System.IO.Path.GetDirectoryName(start); folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
            {
                if (File.Exists(System.IO.Path.Combine(folder, "DeployOps.slnx")))
                {
                    return folder;
                }
            }
        }

        throw new InvalidOperationException("the tests do not run from a clone of the repository");
    }
}
