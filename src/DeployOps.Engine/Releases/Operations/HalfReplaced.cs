using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// Containers that compose was replacing when it was killed. It makes the new one as <c>IDENTIFIER_NAME</c>, with the identifier of the old
/// one, removes the old one and renames the new; a later <c>up</c> fails at the name that is taken. Observed with Docker Compose 2.26.1. A container
/// that made way for another service of its name is called so by its own identifier, see <see cref="LeavingContainers"/>.
/// </summary>
internal static partial class HalfReplaced
{
    private const int IdentifierLength = 64;

    /// <summary>Whether there is one.</summary>
    public static bool IsAmong(IEnumerable<StackContainer> containers) => containers.Any(container => WantedName(container) is not null);

    /// <summary>The name that a half replaced container was to get; <see langword="null"/> for any other.</summary>
    public static string? WantedName(StackContainer container)
    {
        // A project may be called so itself: the first twelve digits, or the rest, have to be what compose noted.
        var match = Name().Match(container.Name);
        var wanted = match.Groups["name"].Value;
        return match.Success
            && (container.Id.StartsWith(match.Groups["replaced"].Value, StringComparison.Ordinal)
                || (container.Replaces.Length == IdentifierLength && container.Replaces.StartsWith(match.Groups["replaced"].Value, StringComparison.Ordinal))
                || wanted == container.Replaces
                || wanted == FormattableString.Invariant($"{container.Project}-{container.Service}-{container.Number}"))
            ? wanted
            : null;
    }

    /// <summary>
    /// Finishes or takes back what compose began: where the old container is there still, the new one goes; where it is gone, the new one
    /// gets its name, and with it what the old one kept in volumes without a name.
    /// </summary>
    /// <returns>The containers as they were seen before it.</returns>
    public static async Task<IReadOnlyList<StackContainer>> SettleAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var containers = await session.Docker.Containers.OfProjectAsync(session.StackName, cancellationToken).ConfigureAwait(false);
        var taken = containers.Select(container => container.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var container in containers)
        {
            if (WantedName(container) is not { } wanted)
            {
                continue;
            }

            if (taken.Add(wanted))
            {
                await session.Docker.Containers.RenameAsync(container.Id, wanted, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await session.Docker.Containers.RemoveAsync([container.Id], cancellationToken).ConfigureAwait(false);
            }
        }

        return containers;
    }

    [GeneratedRegex("^(?<replaced>[0-9a-f]{12})_(?<name>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
