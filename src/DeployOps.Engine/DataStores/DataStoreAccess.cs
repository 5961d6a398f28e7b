using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Stores;

namespace DeployOps.Engine.DataStores;

/// <summary>A store and the way to it from this machine.</summary>
/// <param name="Store">The store; it has an address.</param>
/// <param name="Endpoint">Where to connect to: the address itself, a published port, a container or a tunnel.</param>
/// <param name="Container">The running container that is the store, when it is one of a stack on this machine's engine: its tools can be used.</param>
public sealed record DataStoreAccess(DataStore Store, StoreEndpoint Endpoint, StackContainer? Container)
{
    /// <summary>The store and the way to it.</summary>
    public override string ToString() => Container is null ? $"{Store}" : $"{Store} (container {Container.Name})";
}
