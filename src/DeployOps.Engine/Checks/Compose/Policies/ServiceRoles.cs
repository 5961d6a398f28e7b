using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Compose.Policies;

/// <summary>What a service is for.</summary>
public enum ServiceRole
{
    /// <summary>Nothing is known.</summary>
    Other,

    /// <summary>It holds data.</summary>
    Store,

    /// <summary>It answers requests from outside.</summary>
    Proxy,

    /// <summary>It does the work behind the proxy.</summary>
    Backend,

    /// <summary>It does its work and ends.</summary>
    OneShot,
}

/// <summary>Tells what services are for: what the project says, then how others wait for them, then their image, then the words of their name.</summary>
internal static class ServiceRoles
{
    private static readonly HashSet<string> StoreWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "db", "database", "postgres", "postgresql", "pg", "mysql", "mariadb", "mongo", "mongodb", "redis", "valkey", "cache", "neo4j", "graph", "graphdb",
        "elastic", "elasticsearch", "opensearch", "rabbitmq", "kafka", "queue", "vectordb",
    };

    private static readonly HashSet<string> ProxyWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "nginx", "proxy", "traefik", "caddy", "haproxy", "envoy", "gateway", "ingress", "frontend", "web", "edge", "lb", "loadbalancer",
    };

    private static readonly HashSet<string> BackendWords = new(StringComparer.OrdinalIgnoreCase) { "backend", "api", "server", "app" };

    private static readonly HashSet<string> ProxyImages = new(StringComparer.OrdinalIgnoreCase) { "nginx", "nginx-unprivileged", "traefik", "caddy", "haproxy", "envoy", "httpd" };

    public static IReadOnlyDictionary<string, ServiceRole> Of(ComposeModel model, ComposeSettings settings)
    {
        var awaited = model.Services.SelectMany(service => service.Dependencies)
            .Where(dependency => dependency.Condition == "service_completed_successfully")
            .Select(dependency => dependency.Service)
            .ToHashSet(StringComparer.Ordinal);
        return model.Services.ToDictionary(service => service.Name, service => Of(service, settings, awaited), StringComparer.Ordinal);
    }

    private static ServiceRole Of(ComposeService service, ComposeSettings settings, HashSet<string> awaited)
    {
        if (settings.OneShot.Contains(service.Name) || awaited.Contains(service.Name))
        {
            return ServiceRole.OneShot;
        }

        if (settings.DatabaseServices.Contains(service.Name) || WellKnownImages.Of(service) is not null)
        {
            return ServiceRole.Store;
        }

        var image = service.Image is { Text.Length: > 0 } named ? ImageReference.Parse(named.Text).ShortName : "";
        return ProxyImages.Contains(image) ? ServiceRole.Proxy : OfWords(service.Name);
    }

    private static ServiceRole OfWords(string name)
    {
        // The last word says what a thing is: "db-backup" is no database, "api-gateway" is a gateway.
        var words = name.TrimEnd("0123456789-_.".ToCharArray()).Split('-', '_', '.');
        return words[^1] switch
        {
            var word when StoreWords.Contains(word) => ServiceRole.Store,
            var word when ProxyWords.Contains(word) => ServiceRole.Proxy,
            var word when BackendWords.Contains(word) => ServiceRole.Backend,
            _ => ServiceRole.Other,
        };
    }
}
