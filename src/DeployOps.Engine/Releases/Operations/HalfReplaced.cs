using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// Containers that compose was replacing when it was killed. It makes the new one as <c>IDENTIFIER_NAME</c>, removes the old one and renames
/// the new; a later <c>up</c> fails at the name that is taken. Observed with Docker Compose 2.26.1.
/// </summary>
internal static partial class HalfReplaced
{
    /// <summary>Whether there is one.</summary>
    public static bool IsAmong(IEnumerable<StackContainer> containers) => containers.Any(container => Name().IsMatch(container.Name));

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
            if (Name().Match(container.Name) is not { Success: true } match)
            {
                continue;
            }

            if (taken.Add(match.Groups["name"].Value))
            {
                await session.Docker.Containers.RenameAsync(container.Id, match.Groups["name"].Value, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await session.Docker.Containers.RemoveAsync([container.Id], cancellationToken).ConfigureAwait(false);
            }
        }

        return containers;
    }

    [GeneratedRegex("^[0-9a-f]{12}_(?<name>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
