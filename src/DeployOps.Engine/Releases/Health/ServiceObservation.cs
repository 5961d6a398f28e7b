namespace DeployOps.Engine.Releases.Health;

/// <summary>What was seen of a service.</summary>
/// <param name="Service">The compose service.</param>
/// <param name="Verdict">What can be said of it.</param>
/// <param name="Detail">Why, in words, without secrets: <c>exited with 1, restarted 3 times</c>.</param>
/// <param name="IsWithoutHealthcheck">Whether it is judged by staying up alone, because it has no healthcheck.</param>
public sealed record ServiceObservation(string Service, ServiceVerdict Verdict, string Detail, bool IsWithoutHealthcheck)
{
    /// <summary>Whether it is as it should be.</summary>
    public bool IsGood => Verdict is ServiceVerdict.Healthy or ServiceVerdict.Running or ServiceVerdict.Completed or ServiceVerdict.Degraded;

    /// <summary>Whether it has failed, so that waiting longer is of no use.</summary>
    public bool IsLost => Verdict is ServiceVerdict.Unhealthy or ServiceVerdict.Restarting or ServiceVerdict.Exited;
}
