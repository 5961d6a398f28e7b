using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Smoke;
using DeployOps.Engine.Releases.Smoke.Logs;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Smoke;

/// <summary>Lines as the programs themselves write them, and what an admin makes of each.</summary>
public sealed class LogReadingTests
{
    [Theory]
    [InlineData("fatal", "FATAL: the ledger is damaged")]
    [InlineData("fatal", "2026-11-20 10:00:00,123 - shop.ledger - CRITICAL - cannot go on")]
    [InlineData("fatal", "2026-11-20 10:00:00,123 shop.ledger CRITICAL cannot go on")]
    [InlineData("fatal", "CRITICAL:root:cannot go on")]
    [InlineData("fatal", "2026-11-20 10:00:00.123 FATAL 1 --- [main] c.e.Shop : cannot go on")]
    [InlineData("fatal", "[10:00:00 FTL] cannot go on")]
    [InlineData("fatal", "2026-11-20T10:00:00.000Z\tFATAL\tshop/main.go:12\tcannot go on")]
    [InlineData("fatal", "time=\"2026-11-20T10:00:00Z\" level=fatal msg=\"cannot go on\"")]
    [InlineData("fatal", "F1120 10:00:00.123456       1 main.go:12] cannot go on")]
    [InlineData("fatal", "crit: Shop.Ledger[0]")]
    [InlineData("fatal", "F, [2026-11-20T10:00:00.000000 #1] FATAL -- : cannot go on")]
    [InlineData("fatal", "Nov 20 10:00:00 host shop[12]: FATAL: cannot go on")]
    [InlineData("fatal", "\u001b[31mFATAL\u001b[0m: cannot go on")]
    [InlineData("fatal", """{"time":"2026-11-20T10:00:00Z","level":"fatal","msg":"cannot go on"}""")]
    [InlineData("fatal", """{"level":60,"time":1700000000000,"msg":"cannot go on"}""")]
    [InlineData("fatal", """{"severity":"EMERGENCY","message":"cannot go on"}""")]
    [InlineData("fatal", """{"@t":"2026-11-20T10:00:00Z","@mt":"cannot go on","@l":"Fatal"}""")]
    [InlineData("fatal", """{"log":{"level":"critical"},"message":"cannot go on"}""")]
    [InlineData("fatal", "nginx: [emerg] host not found in upstream \"backend\" in /etc/nginx/conf.d/default.conf:12")]
    [InlineData("fatal", "2026/11/20 10:00:00 [emerg] 1#1: bind() to 0.0.0.0:80 failed (98: Address already in use)")]
    [InlineData("fatal", "2026/11/20 10:00:00 [alert] 1#1: 1024 worker_connections are not enough")]
    [InlineData("fatal", "[ALERT]    (1) : config : [/usr/local/etc/haproxy/haproxy.cfg:4] : 'bind' : nothing")]
    [InlineData("fatal", "2026-11-20 10:00:00.123 UTC [1] FATAL:  data directory \"/var/lib/postgresql/data\" has invalid permissions")]
    [InlineData("fatal", "2026-11-20 10:00:00.123 UTC [45] FATAL:  sorry, too many clients already")]
    [InlineData("fatal", "2026-11-20 10:00:00.123 UTC [1] PANIC:  could not locate a valid checkpoint record")]
    [InlineData("fatal", "1:M 20 Nov 2026 10:00:00.000 # Fatal error loading the DB: Invalid argument. Exiting.")]
    [InlineData("fatal", "PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted")]
    [InlineData("fatal", "# A fatal error has been detected by the Java Runtime Environment:")]
    [InlineData("fatal", "fatal error: all goroutines are asleep - deadlock!")]
    [InlineData("panic", "panic: runtime error: index out of range [3] with length 3")]
    [InlineData("panic", "thread 'main' panicked at src/main.rs:2:5:")]
    [InlineData("panic", """{"level":"error","msg":"boom","stack":"goroutine 1 [running]:\nmain.main()"}""")]
    [InlineData("unhandled exception", "Unhandled exception. System.InvalidOperationException: cannot go on")]
    [InlineData("unhandled exception", "Exception in thread \"main\" java.lang.IllegalStateException: cannot go on")]
    [InlineData("unhandled exception", "Node.js v22.11.0")]
    [InlineData("unhandled exception", "terminate called after throwing an instance of 'std::runtime_error'")]
    [InlineData("out of memory", "java.lang.OutOfMemoryError: Java heap space")]
    [InlineData("out of memory", "2026-11-20 10:00:00.123 UTC [45] ERROR:  out of memory")]
    [InlineData("out of memory", "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory")]
    [InlineData("segmentation fault", "Segmentation fault (core dumped)")]
    [InlineData("segmentation fault", "2026/11/20 10:00:00 [alert] 1#1: worker process 30 exited on signal 11")]
    [InlineData("segmentation fault", "2026-11-20 10:00:00.123 UTC [1] LOG:  server process (PID 45) was terminated by signal 9: Killed")]
    [InlineData("segmentation fault", "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x49]")]
    [InlineData("cannot start", "[2026-11-20 10:00:00 +0000] [1] [ERROR] Reason: Worker failed to boot.")]
    [InlineData("cannot start", "ERROR:    Application startup failed. Exiting.")]
    public void A_line_that_tells_of_an_end_is_found(string rule, string line)
    {
        var finding = Assert.Single(Find(line));
        Assert.Equal((rule, "backend", "shop-backend-1", 1), (finding.Rule, finding.Service, finding.Container, finding.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ERROR: cannot open the ledger")]
    [InlineData("2026-11-20 10:00:00 ERROR shop.ledger FATAL is what the ledger said")]
    [InlineData("INFO:     a FATAL: handler was set")]
    [InlineData("INFO handlers for panic: and for out of memory are set")]
    [InlineData("WARNING overcommit_memory is set to 0! Background save may fail out of memory")]
    [InlineData("the log level is FATAL from here on")]
    [InlineData("sent CRITICAL mails: 0")]
    [InlineData("sent ALERT mails")]
    [InlineData("a non-fatal error: tried again")]
    [InlineData("java -XX:+HeapDumpOnOutOfMemoryError -XX:+ExitOnOutOfMemoryError -jar shop.jar")]
    [InlineData("2026/11/20 10:00:00 http: panic serving 172.18.0.1:4711: recovered")]
    [InlineData("      An unhandled exception has occurred while executing the request.")]
    [InlineData("""{"level":"info","msg":"panic: is what we look for"}""")]
    [InlineData("""{"level":30,"msg":"FATAL: in a text"}""")]
    [InlineData("""{"level":"error","msg":"cannot open the ledger"}""")]
    [InlineData("""{"level":"fa""")]
    [InlineData("""{"msg":"\ud800"}""")]
    [InlineData("172.18.0.1 - - [20/Nov/2026:10:00:00 +0000] \"GET /?q=FATAL HTTP/1.1\" 200 12 \"-\" \"FATAL: panic: out of memory\"")]
    [InlineData("INFO:     172.18.0.1:4711 - \"GET /?q=panic: HTTP/1.1\" 500 Internal Server Error")]
    [InlineData("2026-11-20 10:00:00.123 UTC [45] FATAL:  the database system is starting up")]
    [InlineData("2026-11-20 10:00:00.123 UTC [45] FATAL:  terminating connection due to administrator command")]
    [InlineData("2026-11-20 10:00:00.123 UTC [45] FATAL:  terminating background worker \"logical replication launcher\" due to administrator command")]
    [InlineData("2026-11-20 10:00:00.123 UTC [45] FATAL:  password authentication failed for user \"shop\"")]
    [InlineData("2026-11-20 10:00:00.123 UTC [45] FATAL:  role \"root\" does not exist")]
    [InlineData("2026-11-20 10:00:00.123 UTC [45] FATAL:  unsupported frontend protocol 16.0: server supports 3.0 to 3.0")]
    [InlineData("psycopg.OperationalError: connection failed: FATAL:  the database system is starting up")]
    [InlineData("2026/11/20 10:00:00 [alert] 30#30: *45 open socket #10 left in connection 5")]
    [InlineData("nginx: [alert] could not open error log file: open() \"/var/log/nginx/error.log\" failed (13: Permission denied)")]
    [InlineData("2026/11/20 10:00:00 [crit] 30#30: *45 SSL_do_handshake() failed while SSL handshaking, client: 10.0.0.1")]
    [InlineData("2026/11/20 10:00:00 [error] 30#30: *45 connect() failed (111: Connection refused) while connecting to upstream")]
    public void A_line_that_an_admin_would_pass_over_is_passed_over(string line) => Assert.Empty(Find(line));

    [Fact]
    public void Each_kind_is_told_once_with_its_first_line_and_its_number()
    {
        var findings = Find("FATAL: one\nok\nFATAL: two\npanic: three\nFATAL: four");

        Assert.Equal([("fatal", "FATAL: one", 3), ("panic", "panic: three", 1)], findings.Select(finding => (finding.Rule, finding.Line, finding.Count)));
    }

    [Fact]
    public void The_project_s_own_patterns_add_lines_and_take_lines_away()
    {
        var settings = new SmokeSettings { Fatal = ["deadlock detected"], Ignore = ["ledger .* known"] };

        var findings = Find("ERROR: deadlock detected\nFATAL: the ledger is damaged, known\nERROR: deadlock detected in the ledger as known", settings);

        var finding = Assert.Single(findings);
        Assert.Equal(("pattern deadlock detected", 1), (finding.Rule, finding.Count));
    }

    [Theory]
    [InlineData(true, "Traceback (most recent call last):\n  File \"/a.py\", line 1, in <module>\n    1/0\n    ~^~\nZeroDivisionError: division by zero\n")]
    [InlineData(true, "starting\nTraceback (most recent call last):\n  File \"/a.py\", line 1\nKeyError: 'a'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"/a.py\", line 3\nValueError: b\n")]
    [InlineData(false, "Traceback (most recent call last):\n  File \"/a.py\", line 1, in work\nZeroDivisionError: division by zero\nserving on port 80\n")]
    [InlineData(false, "ERROR:    Exception in ASGI application\nTraceback (most recent call last):\n  File \"/a.py\", line 1, in work\nZeroDivisionError: division by zero\n")]
    [InlineData(false, "ERROR:    Exception in ASGI application\nTraceback (most recent call last):\n  File \"/a.py\", line 1\nKeyError: 'a'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"/a.py\", line 3\nValueError: b\n")]
    [InlineData(true, "Traceback (most recent call last):")]
    public void A_traceback_counts_when_it_was_the_end(bool isFound, string log) =>
        Assert.Equal(isFound ? ["uncaught exception"] : [], Find(log).Select(finding => finding.Rule));

    [Fact]
    public void A_long_line_is_cut_and_what_would_move_the_cursor_is_taken_out()
    {
        var line = Assert.Single(Find($"FATAL: \u001b[2J\u0007{new string('x', 100_000)}")).Line;

        Assert.Equal(LogReading.LongestLine, line.Length);
        Assert.DoesNotContain(line, char.IsControl);
    }

    [Fact]
    public void Secrets_are_hidden_before_a_line_is_cut()
    {
        var log = $"FATAL: {new string('x', 285)}Kq7-secret-that-is-long";

        var line = Assert.Single(Find(log, redact: text => text.Replace("Kq7-secret-that-is-long", "(hidden)", StringComparison.Ordinal))).Line;

        Assert.DoesNotContain("Kq7", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_is_reached_by_the_words_that_are_looked_for_first()
    {
        // A rule whose lines hold none of the words would never be asked.
        Assert.All(
            ["corrupted size vs. prev_size", "free(): invalid pointer", "oom-kill", "ENOMEM", "std::bad_alloc", "MemoryError", "Process terminated.", "Stack overflow.", "=== REDIS BUG REPORT START: Cut & paste",
                "Bad file format reading the append only file", "Failed to start Neo4j", "APPLICATION FAILED TO START", "  triggerUncaughtException(", "PHP: Uncaught TypeError", "Kernel panic - not syncing", "x[12]: segfault at 0"],
            line => Assert.Single(Find(line)));
    }

    [Fact]
    public void Garbage_is_read_without_harm()
    {
        string[] pieces =
        [
            "FATAL", "[", "]", "{", "}", "\"", "\\ud800", "\ud800", "level", ":", "Traceback (most recent call last):\n", "\n", "\n  ", "\u001b[", "panic", "\0", "é", ",", "60", "log",
            "During handling of the above exception\n",
        ];
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            Assert.NotNull(Find(string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => pieces[random.Next(pieces.Length)]))));
        }
    }

    private static IReadOnlyList<LogFinding> Find(string log, SmokeSettings? settings = null, Func<string, string>? redact = null) =>
        new LogReading(settings ?? new SmokeSettings()).Find(StandInContainers.Container("backend"), log, redact ?? (text => text));
}
