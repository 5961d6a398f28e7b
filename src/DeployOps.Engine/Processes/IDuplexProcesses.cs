namespace DeployOps.Engine.Processes;

/// <summary>Starts programs that are talked with while they run. Part of the one door through which the engine starts a process.</summary>
public interface IDuplexProcesses
{
    /// <summary>
    /// Starts a program whose standard input and output stay open as streams. Its <see cref="ProcessRequest.StandardInput"/> and
    /// <see cref="ProcessRequest.OnOutputLine"/> are not used; after its <see cref="ProcessRequest.Timeout"/> it is stopped.
    /// </summary>
    /// <exception cref="ProgramNotFoundException">There is no such program.</exception>
    IDuplexProcess StartDuplex(ProcessRequest request);
}
