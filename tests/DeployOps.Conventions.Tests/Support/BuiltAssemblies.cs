namespace DeployOps.Conventions.Tests.Support;

/// <summary>Where the assemblies under test lie, in the configuration these tests were built in.</summary>
internal static class BuiltAssemblies
{
    public static string Engine => Of("src/DeployOps.Engine", "DeployOps.Engine.dll");

    public static string Module => Of("src/DeployOps", "DeployOps.dll");

    public static string Loader => Of("src/DeployOps.Loader", "DeployOps.Loader.dll");

    public static string Console => Of("src/DeployOps.Cli", "deployops.dll");

    /// <summary>These tests themselves, which hold the bad examples.</summary>
    public static string Tests => typeof(BuiltAssemblies).Assembly.Location;

    // bin/<configuration>/<framework>/ is the same for every project of the solution.
    private static string Of(string project, string assembly)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(SourceTree.Root, project, "bin", framework.Parent!.Name, framework.Name, assembly);
    }
}
