using System.Globalization;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// Names of our own for the images of a release, <c>deployops/STACK:NUMBER-IMAGE</c>, so that they stay on the machine and can be gone
/// back to although building the same tag again moves the tag away from them.
/// </summary>
internal sealed class ImagePins(ReleaseSession session)
{
    private const int ShortId = 12;

    private string Repository { get; } = $"deployops/{session.StackName.ToLowerInvariant()}";

    /// <summary>Pins the images of a release. Those that are pinned already cost nothing.</summary>
    public async Task PinAsync(long number, IEnumerable<ReleaseImage> images, CancellationToken cancellationToken)
    {
        var there = (await session.Engine.Images.NamesAsync(Repository, cancellationToken).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        var wanted = images.Select(image => image.Id).OfType<string>().Distinct(StringComparer.Ordinal).Select(id => (Id: id, Name: NameOf(number, id)));
        await Task.WhenAll(wanted.Where(pin => !there.Contains(pin.Name)).Select(pin => session.Engine.Images.TagAsync(pin.Id, pin.Name, cancellationToken))).ConfigureAwait(false);
    }

    /// <summary>Takes the pins of all releases away but those that are kept.</summary>
    public async Task KeepAsync(IReadOnlySet<long> numbers, CancellationToken cancellationToken)
    {
        var pins = await session.Engine.Images.NamesAsync(Repository, cancellationToken).ConfigureAwait(false);
        await session.Engine.Images.RemoveAsync([.. pins.Where(pin => NumberOf(pin) is { } number && !numbers.Contains(number))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The name that an image of a release has as long as the release is kept.</summary>
    public string NameOf(long number, string id)
    {
        var hash = id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return string.Create(CultureInfo.InvariantCulture, $"{Repository}:{number}-{hash[..Math.Min(ShortId, hash.Length)]}");
    }

    private long? NumberOf(string pin) =>
        pin.StartsWith($"{Repository}:", StringComparison.Ordinal) && long.TryParse(pin[(Repository.Length + 1)..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
