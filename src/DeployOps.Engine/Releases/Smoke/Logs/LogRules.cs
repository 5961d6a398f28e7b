using System.Buffers;

namespace DeployOps.Engine.Releases.Smoke.Logs;

/// <summary>
/// Which lines of a log are fatal (row RB10). An ERROR is not: one thing failed, and the program goes on. Each rule has its source. A line
/// whose own level is a warning at most is held to none of them.
/// </summary>
internal static class LogRules
{
    /// <summary>The rule of lines whose level is FATAL or above.</summary>
    public const string Fatal = "fatal";

    private const string Panic = "panic";
    private const string Unhandled = "unhandled exception";
    private const string Memory = "out of memory";
    private const string Segmentation = "segmentation fault";
    private const string Start = "cannot start";

    /// <summary>Lines that have a fatal level and are harmless; every other rule stands before them.</summary>
    public static IReadOnlyList<LogRule> Harmless { get; } =
    [
        new("start or stop", @"the database system is (?:starting up|shutting down|not yet accepting connections|not accepting connections|in recovery mode)",
            "PostgreSQL, postmaster.c: who connects while it starts or stops is sent away; it says so itself once it is ready"),
        new("asked to end", @"terminating (?:connection|\S+ process|background worker "".*"") due to (?:administrator command|idle-session timeout|idle-in-transaction timeout|transaction timeout|conflict with recovery)",
            "PostgreSQL, postgres.c ProcessInterrupts: sessions and workers that are ended on purpose, as in every stop and restart"),
        new("client went away", @"connection to client lost|could not (?:send|receive) data (?:to|from) client",
            "PostgreSQL, postgres.c and pqcomm.c: the other end closed its session"),
        new("client was refused", @"(?:password|Peer|Ident|LDAP|PAM|certificate|GSSAPI|RADIUS|SCRAM) authentication failed for user|no pg_hba\.conf entry for|pg_hba\.conf rejects connection|(?:role|database) ""[^""]*"" does not exist|role ""[^""]*"" is not permitted to log in|permission denied for database",
            "PostgreSQL, auth.c and postinit.c: one client's mistyped name or password, or a healthcheck without a user; an application that cannot log in fails its own requests"),
        new("not a client", @"unsupported frontend protocol|invalid length of startup packet|no PostgreSQL user name specified in startup packet|canceling authentication due to timeout|incomplete startup packet|expected (?:password|SASL) response",
            "PostgreSQL, postmaster.c ProcessStartupPacket: port scanners, and HTTP sent to its port"),
        new("left connections", @"open socket #\d+ left in connection",
            "nginx, ngx_process_cycle.c: a worker that is asked to end drops what its clients keep open"),
        new("log file of the image", @"could not open error log file: open\(\) ""[^""]*"" failed",
            "nginx, ngx_log.c: without its right to the built-in log file it goes on with the configured one"),
        new("one connection", @"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d \[crit\] \d+#\d+: \*\d+ ",
            "nginx, error log with the number of a connection: one client's handshake or one file; the requests of the smoke test tell the rest"),
    ];

    /// <summary>Lines that are fatal whatever their level says, unless it says that they are harmless.</summary>
    public static IReadOnlyList<LogRule> All { get; } =
    [
        new(Panic, @"^panic: |^\s*goroutine \d+ \[running\]:$|^panic\(", "Go runtime, panic.go printpanics; one that net/http recovered reads 'http: panic serving'"),
        new(Panic, @"^thread '[^']*'(?: \(\d+\))? panicked at ", "Rust, std/src/panicking.rs"),
        new(Panic, @"\bkernel panic\b|\bKernel panic\b", "Linux, panic.c"),
        new(Memory, @"(?i:\bout of memory\b)|\bOutOfMemory(?:Error|Exception)\b|\bMemoryError\b|Cannot allocate memory|\bENOMEM\b|\bstd::bad_alloc\b|\boom[-_]kill",
            "Linux oom_kill.c; errno 12; PostgreSQL aset.c; Java, .NET, Python and C++ runtimes; Node.js (V8) 'JavaScript heap out of memory'"),
        new(Segmentation, @"(?i:\bsegmentation (?:fault|violation)\b)|\bSIGSEGV\b|\bsegfault at\b|\(core dumped\)|exited on signal (?:4|6|7|8|11)\b|was terminated by signal (?:4|6|7|8|9|11)\b",
            "POSIX SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGFPE as shells, Go, the JVM, nginx (ngx_process.c) and PostgreSQL (postmaster.c LogChildExit) report them"),
        new(Segmentation, @"\bdouble free or corruption\b|\bcorrupted (?:size vs\. prev_size|double-linked list)\b|\bstack smashing detected\b|\bfree\(\): invalid pointer\b", "glibc, malloc.c and fortify_fail.c"),
        new(Unhandled, @"^Unhandled [Ee]xception[.:]|^Process terminated\.|^Stack overflow\.|^Fatal error\. ", ".NET runtime, unhandled exceptions and fail-fast"),
        new(Unhandled, @"^Exception in thread ""main"" ", "Java, Thread.dispatchUncaughtException of the main thread"),
        new(Unhandled, @"\bUncaught \w*(?:Error|Exception)\b|^Node\.js v\d+\.\d+\.\d+$|\[UnhandledPromiseRejection: |\bERR_UNHANDLED_REJECTION\b|\btriggerUncaughtException\b",
            "Node.js, errors.cc: the last lines of a process that ends by an exception; PHP 'Uncaught Error'"),
        new(Unhandled, @"\bterminate called (?:after throwing an instance of|without an active exception)", "C++, libstdc++ vterminate.cc"),
        new(Fatal, @"(?:^|[^-\w])[Ff]atal (?:Python )?error(?::| has been detected| loading|, can't)|^[Ff]atal: |\bFATAL ERROR\b",
            "Go runtime, CPython pylifecycle.c, PHP, the JVM's error report, Redis server.c and rdb.c, Node.js (V8)"),
        new(Fatal, @"\bREDIS BUG REPORT START\b|Bad file format reading the append only file", "Redis, debug.c and aof.c"),
        new(Start, @"\bAPPLICATION FAILED TO START\b|\bApplication startup failed\. Exiting|\bWorker failed to boot\b|\bFailed to start Neo4j\b",
            "Spring Boot LoggingFailureAnalysisReporter; uvicorn lifespan/on.py; gunicorn arbiter.py; Neo4j's bootstrapper"),
    ];

    // One word of each rule. A line without any of them, which is nearly every line, is held to no expression.
    private static readonly SearchValues<string> Anchors = SearchValues.Create(
        [
            "panic", "goroutine", "memory", "ENOMEM", "bad_alloc", "oom", "segmentation", "SIGSEGV", "segfault", "core dumped", "signal",
            "corrupt", "smashing", "invalid pointer", "unhandled", "process terminated", "overflow", "fatal", "exception in thread", "uncaught", "Node.js v",
            "terminate called", "BUG REPORT", "append only file", "failed to", "startup failed",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of the rule that a line breaks; <see langword="null"/> when it breaks none.</summary>
    /// <param name="level">The line's own level.</param>
    /// <param name="text">What it tells.</param>
    public static string? Broken(LogLevel level, string text)
    {
        if (level == LogLevel.Low || (level != LogLevel.Fatal && !text.AsSpan().ContainsAny(Anchors)))
        {
            return null;
        }

        return All.FirstOrDefault(rule => rule.Holds(text))?.Name ?? (level == LogLevel.Fatal && !Harmless.Any(rule => rule.Holds(text)) ? Fatal : null);
    }
}
