namespace DeployOps.Engine.Compose.Stacks;

/// <summary>The verbs of <c>docker</c> about images.</summary>
public interface IImageCommands
{
    /// <summary>The identifiers behind references, for those that are on this machine.</summary>
    Task<IReadOnlyDictionary<string, string>> IdsAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken);

    /// <summary>Gives an image a further name, or moves the name to it.</summary>
    /// <param name="id">The image.</param>
    /// <param name="reference">The name, as <c>repository:tag</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task TagAsync(string id, string reference, CancellationToken cancellationToken);

    /// <summary>Takes names away; an image without a name and without a container goes with its last one. A name that is gone is no failure.</summary>
    Task RemoveAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken);

    /// <summary>The names on this machine, as <c>repository:tag</c>.</summary>
    /// <param name="repositoryPattern">Only those of this repository, where <c>*</c> stands for anything but <c>/</c>; all when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<string>> NamesAsync(string? repositoryPattern, CancellationToken cancellationToken);
}
