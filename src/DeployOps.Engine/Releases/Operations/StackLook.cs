using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>What runs at the moment, as far as a release is concerned. Law 5: truth is read again.</summary>
internal sealed class StackLook
{
    private StackLook(IReadOnlyList<StackContainer> containers) => Containers = containers;

    /// <summary>The containers of the services; one-off ones are left out.</summary>
    public IReadOnlyList<StackContainer> Containers { get; }

    /// <summary>Whether anything is there.</summary>
    public bool IsEmpty => Containers.Count == 0;

    /// <summary>The images that the services' containers were made from, each with its identifier.</summary>
    public IReadOnlyList<ReleaseImage> Images =>
    [
        .. Containers.GroupBy(container => container.Service, StringComparer.Ordinal)
            .Select(service => service.OrderByDescending(container => container.Created).First())
            .Select(container => new ReleaseImage(container.Service, container.ImageReference, container.ImageId)),
    ];

    /// <summary>
    /// The same, under the names that a release has for those that are its own: a container that the release did not change keeps an
    /// earlier name.
    /// </summary>
    public IReadOnlyList<ReleaseImage> ImagesNamedBy(IReadOnlyList<ReleaseImage>? release) =>
        release is null ? Images : [.. Images.Select(image => release.FirstOrDefault(named => named.Service == image.Service && named.Id == image.Id) ?? image)];

    /// <summary>Whether every container is well: running and healthy, or done with exit code 0.</summary>
    public bool IsWell => !IsEmpty && Containers.All(IsContainerWell);

    /// <summary>Whether every container runs, or is done: nothing is left that a killed command was still to start.</summary>
    public bool IsStarted => !IsEmpty && Containers.All(container => container.State == ContainerState.Running || container is { State: ContainerState.Exited, ExitCode: 0 });

    public static async Task<StackLook> TakeAsync(ReleaseSession session, CancellationToken cancellationToken) =>
        Of(await session.Engine.Containers.OfProjectAsync(session.StackName, cancellationToken).ConfigureAwait(false));

    /// <summary>What was seen just now.</summary>
    public static StackLook Of(IEnumerable<StackContainer> containers) => new([.. containers.Where(container => !container.IsOneOff)]);

    /// <summary>Whether the images that run are the wanted ones, in every container of every service.</summary>
    /// <param name="wanted">The images of the release.</param>
    /// <param name="resting">Its services that are to have no container at all.</param>
    public bool Runs(IReadOnlyList<ReleaseImage> wanted, IReadOnlySet<string> resting) => wanted.Count > 0 && wanted.Where(image => !resting.Contains(image.Service)).All(image =>
        Containers.Where(container => container.Service == image.Service).ToList() is { Count: > 0 } containers
        && containers.TrueForAll(container => container.ImageId == image.Id));

    /// <summary>The services of a release, with what runs of each.</summary>
    public IReadOnlyList<ServiceRelease> Compare(IReadOnlyList<ReleaseImage> wanted) =>
    [
        .. wanted.Select(image =>
        {
            var containers = Containers.Where(container => container.Service == image.Service).ToList();
            var shown = containers.Find(container => container.ImageId != image.Id) ?? containers.Find(container => !IsContainerWell(container)) ?? containers.FirstOrDefault();
            return new ServiceRelease(image.Service, image.Reference, image.Id, shown?.ImageId, shown is null ? "missing" : Words(shown)) { IsWell = shown is not null && IsContainerWell(shown) };
        }),
    ];

    /// <summary>The tag that most of the images carry; <see langword="null"/> when none can be told.</summary>
    public static string? CommonTag(IEnumerable<ReleaseImage> images) => images
        .Select(image => Compose.Model.Services.ImageReference.Parse(image.Reference).Tag)
        .Where(tag => !string.IsNullOrEmpty(tag) && tag != "latest")
        .GroupBy(tag => tag, StringComparer.Ordinal).OrderByDescending(same => same.Count()).FirstOrDefault()?.Key;

    private static bool IsContainerWell(StackContainer container) => container.State switch
    {
        ContainerState.Running => container.Health is ContainerHealth.Healthy or ContainerHealth.None,
        ContainerState.Exited => container.ExitCode == 0,
        _ => false,
    };

    private static string Words(StackContainer container)
    {
        var state = container.State.ToString().ToLowerInvariant();
        return container.State == ContainerState.Exited ? FormattableString.Invariant($"{state} with {container.ExitCode}")
            : container.Health == ContainerHealth.None ? state
            : $"{state}, {container.Health.ToString().ToLowerInvariant()}";
    }
}
