namespace DeployOps.Engine.Backups.Sets;

/// <summary>How many there are of something in a store.</summary>
/// <param name="Kind">Of what: <c>table</c>, <c>large object</c>, <c>key</c>, <c>label</c>, <c>relationship</c>, <c>node</c>.</param>
/// <param name="Name">Its name: <c>public.orders</c>, <c>0 hash</c> (database and type), <c>Person</c>; empty for a total.</param>
/// <param name="Count">How many.</param>
public sealed record ContentCount(string Kind, string Name, long Count);
