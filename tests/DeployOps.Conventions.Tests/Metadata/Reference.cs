namespace DeployOps.Conventions.Tests.Metadata;

/// <summary>That one type uses another, as compiled. Nested types count as the type they are nested in.</summary>
/// <param name="From">The full name of the type that uses.</param>
/// <param name="To">The full name of the type that is used.</param>
/// <param name="Member">The member that is used; empty when only the type is named.</param>
internal sealed record Reference(string From, string To, string Member);
