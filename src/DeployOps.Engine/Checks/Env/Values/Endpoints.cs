namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>Takes the hosts out of a value, whether it is a URL, a list of them, <c>host:port</c> or a bare host.</summary>
internal static class Endpoints
{
    /// <summary>In what ways the value points at this machine; empty when it does not.</summary>
    /// <param name="value">A URL, a host, or a list of either.</param>
    public static IReadOnlyList<LocalHostKind> LocalKinds(string value) =>
        [.. KindsOf(value).Where(kind => kind != LocalHostKind.Elsewhere).Distinct()];

    /// <summary>The way in words.</summary>
    public static string Describe(LocalHostKind kind) => kind switch
    {
        LocalHostKind.Unspecified => "points at this machine (the unspecified address)",
        LocalHostKind.ContainerHost => "points at the machine the container runs on",
        LocalHostKind.LocalSocket => "points at this machine (a local socket)",
        _ => "points at this machine (loopback)",
    };

    private static IEnumerable<LocalHostKind> KindsOf(string value)
    {
        if (ConnectionUrl.Read(value) is { } whole)
        {
            // A comma may part the hosts of one URL, or several URLs: as one URL it is read first, then piece by piece.
            foreach (var kind in KindsOf(whole))
            {
                yield return kind;
            }
        }

        foreach (var item in ValueList.Split(value))
        {
            var url = ConnectionUrl.Read(item);
            foreach (var kind in url is null ? [LoopbackHost.KindOf(WithoutPort(item))] : KindsOf(url))
            {
                yield return kind;
            }
        }
    }

    private static List<LocalHostKind> KindsOf(ConnectionUrl url)
    {
        if (url.IsLocalFile)
        {
            return url.Scheme.Contains("unix", StringComparison.Ordinal) || url.Scheme.Contains("socket", StringComparison.Ordinal) ? [LocalHostKind.LocalSocket] : [];
        }

        var hosts = url.Hosts.Select(host => LoopbackHost.KindOf(host.Name)).ToList();
        foreach (var option in new[] { "host", "hostaddr" })
        {
            // libpq lets an option override the authority.
            hosts.AddRange(url.Options.GetValueOrDefault(option) is { Length: > 0 } more ? more.Split(',').Select(LoopbackHost.KindOf) : []);
        }

        return hosts;
    }

    private static string WithoutPort(string text)
    {
        // Without a scheme only the authority's end and the port have to go: db:5432/shop, [::1]:6379, 127.0.0.1:7687.
        var authority = text;
        var at = authority.LastIndexOf('@');
        authority = at >= 0 ? authority[(at + 1)..] : authority;
        if (authority.StartsWith('['))
        {
            var close = authority.IndexOf(']', StringComparison.Ordinal);
            return close < 0 ? authority : authority[..(close + 1)];
        }

        var slash = authority.IndexOf('/', StringComparison.Ordinal);
        authority = slash > 0 ? authority[..slash] : authority;
        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon == authority.LastIndexOf(':') ? authority[..colon] : authority;
    }
}
