using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Repository.Images;

/// <summary>A file of an image that was asked about by its name.</summary>
/// <param name="Path">The path without a slash in front.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Layer">The layer, counted from 1, the lowest first.</param>
/// <param name="IsDeleted">Whether a later layer deletes it: whoever has the image still has the file.</param>
public sealed record ImageFile(string Path, string Kind, int Layer, bool IsDeleted);

/// <summary>A match of a rule in a file of an image.</summary>
/// <param name="Hit">The match; its file is the path without a slash in front.</param>
/// <param name="Layer">The layer, counted from 1, the lowest first.</param>
/// <param name="IsDeleted">Whether a later layer deletes the file.</param>
public sealed record ImageHit(SourceHit Hit, int Layer, bool IsDeleted);

/// <summary>A variable that an image's configuration or history holds with a value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsArgument">Whether it is a build argument kept in the history; otherwise it is set in every container.</param>
/// <param name="IsPlaceholder">Whether the value says itself that it is none.</param>
/// <param name="Kind">The kind of secret that the value is by its form; <see langword="null"/> for none.</param>
public sealed record ImageVariable(string Name, bool IsArgument, bool IsPlaceholder, string? Kind);

/// <summary>What looking through an image came to.</summary>
public sealed record ImageReport
{
    /// <summary>How many layers were read.</summary>
    public int Layers { get; init; }

    /// <summary>How many files they hold.</summary>
    public int Files { get; init; }

    /// <summary>The files that were asked about by their name.</summary>
    public IReadOnlyList<ImageFile> Named { get; init; } = [];

    /// <summary>The matches in files.</summary>
    public IReadOnlyList<ImageHit> Hits { get; init; } = [];

    /// <summary>The variables with values.</summary>
    public IReadOnlyList<ImageVariable> Variables { get; init; } = [];

    /// <summary>Layers that could not be read, with the reason.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>Whether there was more than is kept.</summary>
    public bool IsCut { get; init; }
}
