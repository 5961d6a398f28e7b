using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>No value is still what a template left to be replaced (seed 000, 8-1; seed 001, section 1).</summary>
public sealed class PlaceholdersCheck : EnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV010", "No placeholder is left", CheckFamily.Env, Severity.P0, "PA10 CH2", "seed 000, 8-1; seed 001, section 1");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            foreach (var entry in file.SetEntries)
            {
                if (Part(entry) is { } part)
                {
                    yield return Fail(file, entry, $"{part} is still a placeholder", "Replace it with the real value; New-EnvFile generates secrets.");
                }
            }
        }
    }

    /// <summary>The part of the value that is a placeholder.</summary>
    private static string? Part(EnvEntry entry)
    {
        var value = entry.Value!;
        if (ConnectionUrl.Read(value) is { } url)
        {
            if (url.Password is { } password && Placeholder.Is(password, isSecret: true))
            {
                return "the password in the URL";
            }

            if (url.User is { } user && Placeholder.Is(user, isSecret: false))
            {
                return "the user in the URL";
            }
        }

        if (Placeholder.Is(value, SecretKeyNames.IsSecret(entry.Key)))
        {
            return "the value";
        }

        return ValueList.Split(value).Any(HasPlaceholderHost) ? "a host name in it" : null;
    }

    private static bool HasPlaceholderHost(string item) =>
        ConnectionUrl.Read(item) is { } url
            ? url.Hosts.Any(host => Placeholder.IsHost(host.Name))
            : item.Contains('@', StringComparison.Ordinal) && Placeholder.IsHost(item[(item.LastIndexOf('@') + 1)..]);
}
