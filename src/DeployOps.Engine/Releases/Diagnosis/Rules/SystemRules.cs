namespace DeployOps.Engine.Releases.Diagnosis.Rules;

/// <summary>What the operating system and the runtimes say.</summary>
internal static class SystemRules
{
    public static IReadOnlyList<ErrorRule> All { get; } =
    [
        new(DiagnosisCause.DiskFull, 95, @"no space left on device|\bENOSPC\b|There is not enough space on the disk|\bNo space left\b", "the disk, or the volume it writes to, is full.", "Linux: ENOSPC; Windows, error 112"),
        new(DiagnosisCause.DiskFull, 90, @"disk quota exceeded|EDQUOT", "the quota of the disk is used up.", "Linux: EDQUOT"),
        new(DiagnosisCause.DiskFull, 80, @"MISCONF .{0,80}(?:snapshots|persist)", "Redis cannot write its data to disk.", "Redis: stop-writes-on-bgsave-error"),

        new(DiagnosisCause.OutOfMemory, 92, @"java\.lang\.OutOfMemoryError|JavaScript heap out of memory|System\.OutOfMemoryException|runtime: out of memory|Out of memory: Killed process", "it ran out of memory.", "JVM; V8; .NET; Go; Linux kernel"),
        new(DiagnosisCause.OutOfMemory, 90, @"^Out of memory!|\bMemoryError\b|\n *Out of memory!", "it ran out of memory.", "Perl; Python"),
        new(DiagnosisCause.OutOfMemory, 87, @"cannot allocate memory|\bENOMEM\b|ERROR:  out of memory|OOM command not allowed|std::bad_alloc|could not map anonymous shared memory", "it ran out of memory.", "Linux: ENOMEM; PostgreSQL; Redis; C++"),

        new(DiagnosisCause.PortTaken, 88, @"(?:EADDRINUSE|address already in use)[^\n]{0,40}?:(?<port>\d{2,5})\b", "port {port} inside the container belongs to another program already.", "Node.js: net"),
        new(DiagnosisCause.PortTaken, 88, @":(?<port>\d{2,5})(?:/\S*)?(?:: | failed \(98: |\): )[^\n]{0,60}address already in use|Port (?<port>\d+) (?:was|is) already in use", "port {port} belongs to another program already.", ".NET: Kestrel; nginx: bind(); Spring Boot"),
        new(DiagnosisCause.PortTaken, 86, @"EADDRINUSE|address already in use", "a port that it wants to listen on belongs to another program already.", "Linux, bind(2): EADDRINUSE"),

        new(DiagnosisCause.CommandNotFound, 88, @"(?:^|\n)(?:/\S+/)?(?:ba|da|a|z)?sh: (?:line )?\d+: (?:exec: )?(?<program>[^\s:]+): (?:not found|command not found)", "the image has no program {program}.", "dash, bash: exit code 127"),
        new(DiagnosisCause.CommandNotFound, 88, @"(?:^|\n)\S+: (?:line )?\d+: (?:exec: )?(?<program>[^\s:]+): (?:not found|command not found)", "the image has no program {program}.", "dash, bash running a script: exit code 127"),
        new(DiagnosisCause.CommandNotFound, 88, @"(?:^|\n)(?:/\S+/)?(?:ba|da|a|z)?sh: (?<program>[^\s:]+): (?:not found|command not found)", "the image has no program {program}.", "BusyBox ash: exit code 127"),
        new(DiagnosisCause.CommandNotFound, 86, @"env: '?(?<program>[^\s':]+\s?)'?: No such file or directory|bad interpreter: No such file", "the interpreter that a script names is not in the image; Windows line ends do that, too.", "env(1), bash"),

        new(DiagnosisCause.ModuleMissing, 92, @"ModuleNotFoundError: No module named '?(?<program>[\w.]+)", "the Python module {program} is not in the image.", "Python"),
        new(DiagnosisCause.ModuleMissing, 90, @"ImportError: (?:cannot import name|No module)", "a Python module is not in the image, or is another version.", "Python"),
        new(DiagnosisCause.ModuleMissing, 91, @"Cannot find (?:module|package) '(?<program>[^']+)'|ERR_MODULE_NOT_FOUND", "the module {program} is not in the image.", "Node.js"),
        new(DiagnosisCause.ModuleMissing, 91, @"Could not find or load main class (?<program>\S+)|ClassNotFoundException: (?<program>\S+)|NoClassDefFoundError: (?<program>\S+)|Unable to access jarfile (?<program>\S+)", "{program} is not in the image.", "Java"),
        new(DiagnosisCause.ModuleMissing, 91, @"error while loading shared libraries: (?<program>[^\s:]+)|Error loading shared library (?<program>[^\s:]+)", "the library {program} is not in the image.", "glibc and musl: the dynamic loader"),
        new(DiagnosisCause.ModuleMissing, 90, @"Could not load file or assembly '(?<program>[^',]+)|The application '(?<program>[^']+)' does not exist|You must install or update \.NET", "{program} is not in the image.", ".NET: host and loader"),
        new(DiagnosisCause.ModuleMissing, 90, @"Can't locate (?<program>\S+) in @INC", "the Perl module {program} is not in the image.", "Perl"),

        new(DiagnosisCause.FileOrPermission, 91, @"read-only file system|\bEROFS\b", "it wants to write to a file system that is read-only.", "Linux: EROFS"),
        new(DiagnosisCause.FileOrPermission, 88, @"can't open file '(?<path>[^']+)': \[Errno 2\]|FileNotFoundError: \[Errno 2\] No such file or directory: '(?<path>[^']+)'|ENOENT: no such file or directory, \w+ '(?<path>[^']+)'|Could not find file '(?<path>[^']+)'|FileNotFoundException: (?<path>[^\s(]+)", "{path} is not there.", "Python; Node.js; .NET; Java"),
        new(DiagnosisCause.FileOrPermission, 88, @"PermissionError: \[Errno 13\] Permission denied: '(?<path>[^']+)'|(?:EACCES|EPERM): [\w ]+, \w+ '(?<path>[^']+)'|Access to the path '(?<path>[^']+)' is denied|open (?<path>\S+): permission denied", "{path} may not be read or written by the user that the container runs as.", "Python; Node.js; .NET; Go"),
        new(DiagnosisCause.FileOrPermission, 84, @"AccessDeniedException|UnauthorizedAccessException|\bEACCES\b|could not open (?:file|directory) ""(?<path>[^""]+)""", "{path} may not be read or written by the user that the container runs as.", "Java; .NET; Node.js; PostgreSQL"),
        new(DiagnosisCause.FileOrPermission, 80, @"permission denied|operation not permitted", "something may not be done by the user that the container runs as.", "Linux: EACCES, EPERM"),
        new(DiagnosisCause.FileOrPermission, 78, @"no such file or directory|\bENOENT\b|Is a directory|Not a directory", "a file is not there.", "Linux: ENOENT"),

        new(DiagnosisCause.SegmentationFault, 88, @"segmentation fault|\bSIGSEGV\b|segfault at ", "the program touched memory that is not its own.", "Linux: SIGSEGV"),
    ];
}
