using System.Text.Json;
using System.Text.Json.Serialization;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>
/// Which color is live, as the last switch wrote it down under <c>.deployops/</c>. Truth is what runs; this tells apart two colors that
/// both run.
/// </summary>
/// <param name="Live">The color that the proxy points at; <see langword="null"/> when none was live yet.</param>
/// <param name="LiveTag">Its release tag.</param>
/// <param name="Next">The color that is being brought up or switched to; <see langword="null"/> when nothing is open.</param>
/// <param name="IsSwitching">Whether the switch to it may have been run.</param>
internal sealed record ColorRecord(ReleaseColor? Live, string LiveTag, ReleaseColor? Next = null, bool IsSwitching = false)
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>The record of a stack; <see langword="null"/> when there is none that can be read.</summary>
    public static ColorRecord? Read(DeployProject project, string stack)
    {
        try
        {
            return JsonSerializer.Deserialize<ColorRecord>(File.ReadAllText(PathOf(project, stack)), Layout);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it down in one step.</summary>
    public Task WriteAsync(DeployProject project, string stack, CancellationToken cancellationToken)
    {
        Folder(project);
        return AtomicFile.WriteTextAsync(PathOf(project, stack), JsonSerializer.Serialize(this, Layout), cancellationToken);
    }

    /// <summary>The folder that the plans of the colors are in, too.</summary>
    public static string Folder(DeployProject project)
    {
        StateFolder.Make(project.FullPath(StateFolder.Name));
        var folder = project.FullPath($"{StateFolder.Name}/colors");
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static string PathOf(DeployProject project, string stack) => project.FullPath($"{StateFolder.Name}/colors/{stack}.json");
}
