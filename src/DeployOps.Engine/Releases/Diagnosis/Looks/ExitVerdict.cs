using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>
/// What the exit code alone says. Source: POSIX shell, 2.8.2 (126, 127, 128 and the signal's number); Docker, "docker run" exit status.
/// </summary>
internal static partial class ExitVerdict
{
    /// <summary>Judges it.</summary>
    public static Suspicion Of(StackContainer container, bool isStore, bool isMigration)
    {
        var (service, code) = (container.Service, container.ExitCode);
        return code switch
        {
            126 => new(service, DiagnosisCause.CommandNotFound, 78, "Exit code 126: the program to run may not be executed.") { IsGeneral = true },
            127 => new(service, DiagnosisCause.CommandNotFound, 82, "Exit code 127: the program to run, or one that its script calls, is not in the image.") { IsGeneral = true },
            139 or -11 => new(service, DiagnosisCause.SegmentationFault, 92, "Exit code 139: it touched memory that is not its own (signal 11); a library or a native module does not fit the image."),
            137 when !ContainerFaults.WasStopped(container) => new(service, DiagnosisCause.KilledBySignal, 70, "Exit code 137 without the mark of its memory limit: it was killed (signal 9) by docker, by a person, or by the host for lack of memory."),
            132 or 134 or 135 or 136 => new(service, DiagnosisCause.KilledBySignal, 80, $"Exit code {code}: it ended itself by signal {code - 128} (4 a wrong instruction for this processor, 6 abort, 7 and 8 bus and arithmetic errors)."),
            0 or 137 or 143 when ContainerFaults.WasStopped(container) => isStore
                ? new(service, DiagnosisCause.DatabaseDown, 74, $"It holds data and was stopped (exit code {code}); its restart policy would have started it again otherwise.")
                : new(service, DiagnosisCause.Stopped, 60, $"It was stopped (exit code {code}); its restart policy would have started it again otherwise."),
            0 => new(service, DiagnosisCause.Stopped, 50, "It ended with exit code 0, although it should keep running.") { IsGeneral = true },
            _ => Ended(service, isStore, isMigration, $"It ended with exit code {code}."),
        };
    }

    /// <summary>Judges one that ends again and again, and runs at the moment.</summary>
    public static Suspicion OfLoop(string service, bool isStore, bool isMigration) => Ended(service, isStore, isMigration, "It ends soon after each start.");

    private static Suspicion Ended(string service, bool isStore, bool isMigration, string how) =>
        new(service, isMigration ? DiagnosisCause.MigrationFailed : isStore ? DiagnosisCause.DatabaseDown : DiagnosisCause.CrashAtStart, isMigration ? 72 : 55, how) { IsGeneral = true };

    /// <summary>Whether a service runs a migration, by its name or its command.</summary>
    public static bool IsMigration(DiagnosisContext context, string service) =>
        MigrationWord().IsMatch(service)
        || (context.Model?.Service(service)?.CommandLine.Any(part => MigrationWord().IsMatch(part.Text)) ?? false);

    [GeneratedRegex("migrat|alembic|flyway|liquibase|ef database update|prisma (?:db|migrate)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MigrationWord();
}
