using System.Globalization;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Reading;

/// <summary>
/// Reads published ports in their short and long form; a range becomes one port after the other.
/// Source: compose specification, 05-services "ports"; observed with Docker Compose 2.26.1.
/// </summary>
internal static class ComposePortReader
{
    private const int LargestPort = 65535;

    public static IReadOnlyList<ComposePort> Read(ComposeNode? node)
    {
        // Written out, two entries can be the same port: the later one counts.
        var ports = new Dictionary<(string, string, int, string), ComposePort>();
        foreach (var item in (node as ComposeSequence)?.Items ?? [])
        {
            var read = item switch
            {
                ComposeScalar { IsNull: false } text => Short(text),
                ComposeMapping mapping => Long(mapping),
                _ => [],
            };
            foreach (var port in read)
            {
                ports[(port.HostAddress.Length == 0 ? "0.0.0.0" : port.HostAddress, port.Published, port.Target, port.Protocol)] = port;
            }
        }

        return [.. ports.Values];
    }

    /// <summary>Reads <c>low-high</c> or a single port.</summary>
    public static (int Low, int High)? Range(string text)
    {
        var parts = text.Split('-');
        if (parts.Length > 2 || !Number(parts[0], out var low))
        {
            return null;
        }

        var high = low;
        return parts.Length == 2 && (!Number(parts[1], out high) || high < low) ? null : (low, high);
    }

    private static IEnumerable<ComposePort> Long(ComposeMapping mapping)
    {
        if (Number(mapping.Scalar("target")?.Text ?? "", out var target))
        {
            yield return new ComposePort(
                mapping.Scalar("host_ip")?.Text ?? "", mapping.Scalar("published")?.Text ?? "", target, mapping.Scalar("protocol")?.Text ?? "tcp", mapping.Source);
        }
    }

    private static IEnumerable<ComposePort> Short(ComposeScalar item)
    {
        var slash = item.Text.IndexOf('/', StringComparison.Ordinal);
        var protocol = slash < 0 ? "tcp" : item.Text[(slash + 1)..].ToLowerInvariant();
        var (address, published, target) = Split(slash < 0 ? item.Text : item.Text[..slash]);
        if (Range(target) is not { } targets)
        {
            yield break;
        }

        var count = targets.High - targets.Low + 1;
        var host = published.Length == 0 ? null : Range(published);
        for (var index = 0; index < count; index++)
        {
            // One port in the container may be given a range to choose from on the host.
            var onHost = host is not { } range ? "" : count == 1 || range.High - range.Low + 1 != count ? published : (range.Low + index).ToString(CultureInfo.InvariantCulture);
            yield return new ComposePort(address, onHost, targets.Low + index, protocol, item.Source);
        }
    }

    private static (string Address, string Published, string Target) Split(string text)
    {
        var last = text.LastIndexOf(':');
        if (last < 0)
        {
            return ("", "", text);
        }

        var target = text[(last + 1)..];
        var rest = text[..last];
        var colon = rest.LastIndexOf(':');
        return colon < 0 ? ("", rest, target) : (rest[..colon].Trim('[', ']'), rest[(colon + 1)..], target);
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= LargestPort;
}
