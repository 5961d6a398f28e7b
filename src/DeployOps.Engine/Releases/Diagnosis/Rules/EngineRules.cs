namespace DeployOps.Engine.Releases.Diagnosis.Rules;

/// <summary>What docker and compose say when they cannot make or start a container.</summary>
internal static class EngineRules
{
    private const string Moby = "Docker Engine (moby/moby, runc)";
    private const string Registry = "Docker Engine, distribution specification: errors of a registry";

    public static IReadOnlyList<ErrorRule> All { get; } =
    [
        new(DiagnosisCause.PortTaken, 96, @"Bind for \S*?:(?<port>\d+) failed: port is already allocated", "port {port} of the host is published by another container.", Moby),
        new(DiagnosisCause.PortTaken, 96, @"listen (?:tcp|udp)[46]? \S*?:(?<port>\d+): bind: (?:address already in use|Only one usage)", "port {port} of the host belongs to another program.", Moby),
        new(DiagnosisCause.PortTaken, 95, @"Ports are not available: exposing port \w+ \S*?:(?<port>\d+)", "port {port} of the host belongs to another program, or Windows keeps it back.", "Docker Desktop"),
        new(DiagnosisCause.PortTaken, 90, @"port is already allocated", "a port of the host is published by another container.", Moby),

        new(DiagnosisCause.CommandNotFound, 96, @"exec: \\?""(?<program>[^""\\]+)\\?"": executable file not found", "the image has no program {program}.", "runc"),
        new(DiagnosisCause.CommandNotFound, 95, @"exec: \\?""(?<program>[^""\\]+)\\?"": stat [^:]+: no such file or directory", "the image has no program {program}.", "runc"),
        new(DiagnosisCause.CommandNotFound, 94, @"exec: \\?""(?<program>[^""\\]+)\\?"": (?:permission denied|is a directory)", "{program} of the image may not be executed: it lacks the right, or is no program.", "runc"),
        new(DiagnosisCause.CommandNotFound, 94, @"exec format error", "the program is made for another processor, or a script has no #! line.", "Linux, execve(2): ENOEXEC"),
        new(DiagnosisCause.CommandNotFound, 92, @"exec (?<program>\S+): no such file or directory", "{program} cannot be started: it is not in the image, or its first line names an interpreter that is not (Windows line ends do that).", "runc; Linux, execve(2): ENOENT"),

        new(DiagnosisCause.FileOrPermission, 94, @"bind source path does not exist: (?<path>[^\s'""]+)", "{path}, which is to be mounted, is not on the host.", Moby),
        new(DiagnosisCause.FileOrPermission, 94, @"Are you trying to mount a directory onto a file", "a folder is mounted where the image has a file, or the other way round; docker makes a folder of a file that is missing on the host.", "runc"),
        new(DiagnosisCause.FileOrPermission, 90, @"error (?:while )?(?:mounting|creating mount source path) ""?(?<path>[^\s""']+)", "{path} could not be mounted.", Moby),
        new(DiagnosisCause.FileOrPermission, 88, @"chdir to cwd \(\\?""(?<path>[^""\\]+)", "the working folder {path} may not be entered.", "runc"),
        new(DiagnosisCause.FileOrPermission, 88, @"unable to find user (?<user>[^\s:]+): no matching entries in passwd", "the image has no user {user}.", "runc"),

        new(DiagnosisCause.ImageMissing, 95, @"No such image: (?<image>[^\s""']+)", "the image {image} is not on this machine; it was never built or pulled under this tag.", Moby),
        new(DiagnosisCause.ImageMissing, 95, @"manifest for (?<image>\S+) not found|manifest unknown", "the registry has no {image} with this tag.", Registry),
        new(DiagnosisCause.ImageMissing, 94, @"pull access denied for (?<image>[^\s,]+)", "the registry has no {image}, or wants a login for it.", Registry),
        new(DiagnosisCause.ImageMissing, 93, @"no matching manifest for (?<image>\S+)", "the image is not made for this machine's processor ({image}).", Registry),
        new(DiagnosisCause.ImageMissing, 92, @"failed to resolve source metadata for (?<image>[^\s:]+(?::[\w.-]+)?)", "the image to build on, {image}, is not to be had.", "BuildKit"),
        new(DiagnosisCause.ImageMissing, 92, @"toomanyrequests: ", "the registry gives no more images to this address for a while.", Registry),
        new(DiagnosisCause.ImageMissing, 90, @"Error response from daemon: Get ""https?://(?<peer>[^/""]+)/v2/", "the registry {peer} cannot be reached.", Registry),

        new(DiagnosisCause.ResourceUnavailable, 94, @"Pool overlaps with other one on this address space|could not find an available, non-overlapping", "docker has no free range of addresses for the stack's network.", "Docker Engine, libnetwork"),
        new(DiagnosisCause.ResourceUnavailable, 94, @"The container name ""/?(?<program>[^""]+)"" is already in use", "another container has the name {program}.", Moby),
        new(DiagnosisCause.ResourceUnavailable, 93, @"(?:network|volume|secret|config) (?<program>\S+) declared as external, but could not be found", "{program} is declared external and is not there.", "Docker Compose"),
        new(DiagnosisCause.ResourceUnavailable, 90, @"could not select device driver|no such device|error gathering device information", "a device that the service asks for is not there.", Moby),
        new(DiagnosisCause.ResourceUnavailable, 90, @"iptables(?: failed)?: .*No chain/target/match by that name|Unable to enable (?:SKIP DNAT|DNAT) rule", "the firewall lost docker's rules; the engine has to be restarted.", "Docker Engine, libnetwork"),
        new(DiagnosisCause.ResourceUnavailable, 86, @"network (?<program>\S+) not found", "the network {program}, which the container was made for, is gone; the container has to be made anew.", Moby),
    ];
}
