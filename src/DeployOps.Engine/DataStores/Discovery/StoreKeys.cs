namespace DeployOps.Engine.DataStores.Discovery;

/// <summary>What is said of keys that name a store and cannot be used; never their values.</summary>
internal static class StoreKeys
{
    /// <summary>A store whose address cannot be read.</summary>
    /// <param name="kind">The store.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="reason">Why, as the address says it.</param>
    public static DataStore Unusable(DataStoreKind kind, string keys, string reason) => new() { Kind = kind, Keys = keys, Problem = $"{keys} cannot be used: {reason}" };

    /// <summary>A store whose <c>url-variable</c> has no value: the keys that are there otherwise were not meant.</summary>
    /// <param name="kind">The store.</param>
    /// <param name="variable">What deployops.yml names.</param>
    public static DataStore Missing(DataStoreKind kind, string variable) => new()
    {
        Kind = kind,
        Keys = variable,
        Problem = $"{variable} has no value, neither in the environment files nor in the process environment; backup.{kind.ToString().ToLowerInvariant()}.url-variable names it",
    };
}
