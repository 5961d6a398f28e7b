using System.Net;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>Which service needs which, and which service a host name or an address means.</summary>
internal sealed class StackMap
{
    private readonly Dictionary<string, HashSet<string>> _needs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public StackMap(ComposeModel? model, IReadOnlyList<StackContainer> containers)
    {
        foreach (var service in model?.Services ?? [])
        {
            _names[service.Name] = service.Name;
            foreach (var name in new[] { service.ContainerName?.Text, service.Node.Scalar("hostname")?.Text })
            {
                _names.TryAdd(name ?? "", service.Name);
            }

            foreach (var dependency in service.Dependencies)
            {
                Add(service.Name, dependency.Service);
            }
        }

        foreach (var container in containers)
        {
            _names.TryAdd(container.Service, container.Service);
            foreach (var name in container.Networks.SelectMany(network => network.Aliases.Append(network.Address)).Append(container.Name))
            {
                _names.TryAdd(name, container.Service);
            }
        }

        _names.Remove("");
    }

    /// <summary>The service that a host name, a container's name or an address stands for; <see langword="null"/> for none of this stack.</summary>
    public string? ServiceOf(string host) => _names.GetValueOrDefault(host.Trim('[', ']', '.'));

    /// <summary>Whether a host means the container itself.</summary>
    public static bool IsItself(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Remembers that one service needs another.</summary>
    public void Add(string service, string needed)
    {
        if (service != needed)
        {
            (_needs.TryGetValue(service, out var set) ? set : _needs[service] = new(StringComparer.Ordinal)).Add(needed);
        }
    }

    /// <summary>What a service needs itself, not what that needs in turn.</summary>
    public IReadOnlyCollection<string> NeedsOf(string service) => _needs.TryGetValue(service, out var set) ? set : [];

    /// <summary>Whether a service needs another one, be it by way of a third.</summary>
    public bool Needs(string service, string other)
    {
        var (seen, next) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([service]));
        while (next.TryPop(out var current))
        {
            foreach (var needed in NeedsOf(current).Where(seen.Add))
            {
                if (needed == other)
                {
                    return true;
                }

                next.Push(needed);
            }
        }

        return false;
    }

    /// <summary>How many services need one.</summary>
    public int DependentsOf(string service) => _needs.Keys.Count(other => other != service && Needs(other, service));
}
