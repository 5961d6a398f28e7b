namespace DeployOps.Engine.Compose.Routes;

/// <summary>By which way a service is reached from this machine.</summary>
public enum RouteKind
{
    /// <summary>As it is named: it is no service of the stack.</summary>
    Direct,

    /// <summary>By a port that it publishes on this machine.</summary>
    Published,

    /// <summary>By the address of its container.</summary>
    Container,

    /// <summary>Through <c>docker exec</c>, by a port that is open on this machine's loopback as long as the route.</summary>
    Tunnel,
}
