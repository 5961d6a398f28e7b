using Xunit;

namespace DeployOps.Integration.Tests.Samples;

/// <summary>
/// The tests that run <c>samples/shop</c>, one after the other: its images have the same content in each, and a builder's new image is
/// gone when another test removes its last name at that moment.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ShopGroup
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "shop";
}
