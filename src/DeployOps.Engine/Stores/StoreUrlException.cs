namespace DeployOps.Engine.Stores;

/// <summary>A text is no URL of a store. It is turned into the failure of the store whose URL was read.</summary>
internal sealed class StoreUrlException(string reason) : FormatException(reason);
