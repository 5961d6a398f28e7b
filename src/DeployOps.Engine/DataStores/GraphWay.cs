using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.DataStores;

/// <summary>A graph's address by another way.</summary>
internal static class GraphWay
{
    /// <summary>The same graph with the same login at an endpoint.</summary>
    public static GraphAddress At(GraphAddress address, StoreEndpoint endpoint) =>
        new(address.Scheme, endpoint.Host, endpoint.Port, address.Transport, address.Database, address.Credentials);
}
