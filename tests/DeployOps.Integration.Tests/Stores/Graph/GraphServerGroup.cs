using Xunit;

namespace DeployOps.Integration.Tests.Stores.Graph;

/// <summary>The tests that share one <see cref="GraphServer"/>, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class GraphServerGroup : ICollectionFixture<GraphServer>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "graph server";
}
