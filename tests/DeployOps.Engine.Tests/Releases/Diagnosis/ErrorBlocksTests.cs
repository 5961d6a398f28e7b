using DeployOps.Engine.Releases.Diagnosis.Logs;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Diagnosis;

public sealed class ErrorBlocksTests
{
    [Fact]
    public void A_python_trace_is_shown_by_its_head_and_the_first_exception_of_the_chain() => Shows(
        "Traceback (most recent call last): … KeyError: 'JWT_SECRET_KEY'",
        """
        INFO:     Started server process [1]
        Traceback (most recent call last):
          File "/app/main.py", line 12, in <module>
            key = os.environ["JWT_SECRET_KEY"]
        KeyError: 'JWT_SECRET_KEY'

        During handling of the above exception, another exception occurred:

        Traceback (most recent call last):
          File "/app/main.py", line 15, in <module>
            flush()
        OSError: [Errno 9] Bad file descriptor
        ERROR:    Application startup failed. Exiting.
        """);

    [Fact]
    public void A_pydantic_error_keeps_the_name_of_the_setting()
    {
        var errors = Read("""
            Traceback (most recent call last):
              File "/app/settings.py", line 3, in <module>
            pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings
            JWT_SECRET_KEY
              Field required [type=missing, input_value={}, input_type=dict]
            """);
        Assert.Equal("JWT_SECRET_KEY", errors.FirstMatch!.Part("variable"));
    }

    [Fact]
    public void A_java_trace_is_shown_by_its_innermost_cause() => Shows(
        "Exception in thread \"main\" org.hibernate.HibernateException: cannot start … Caused by: java.net.UnknownHostException: db",
        """
        Exception in thread "main" org.hibernate.HibernateException: cannot start
        	at org.hibernate.Start.run(Start.java:12)
        Caused by: org.postgresql.util.PSQLException: The connection attempt failed.
        	at org.postgresql.Driver.connect(Driver.java:4)
        	... 12 more
        Caused by: java.net.UnknownHostException: db
        	at java.base/sun.nio.ch.NioSocketImpl.connect(NioSocketImpl.java:567)
        """);

    [Fact]
    public void A_dotnet_trace_is_shown_by_its_inner_exception() => Shows(
        "Unhandled exception. System.AggregateException: One or more errors occurred. … ---> Npgsql.NpgsqlException: Failed to connect to db:5432",
        """
        Unhandled exception. System.AggregateException: One or more errors occurred.
         ---> Npgsql.NpgsqlException: Failed to connect to db:5432
           at Npgsql.Internal.NpgsqlConnector.Connect()
           --- End of inner exception stack trace ---
           at Shop.Program.Main()
        """);

    [Fact]
    public void A_node_trace_is_shown_by_its_error() => Shows(
        "Error: connect ECONNREFUSED 172.18.0.5:6379",
        """
        node:events:497
              throw er; // Unhandled 'error' event
              ^

        Error: connect ECONNREFUSED 172.18.0.5:6379
            at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1607:16)
        Emitted 'error' event on Client instance at:
        """);

    [Fact]
    public void A_go_panic_is_one_error()
    {
        var errors = Read("""
            2026/11/21 03:00:00 starting
            panic: dial tcp: lookup db on 127.0.0.11:53: no such host

            goroutine 1 [running]:
            main.main()
            	/src/main.go:12 +0x1d
            """);
        Assert.Equal("panic: dial tcp: lookup db on 127.0.0.11:53: no such host", errors.First!.Shown);
        Assert.Single(errors.All);
    }

    [Theory]
    [InlineData("""{"level":"error","time":1,"msg":"connect ECONNREFUSED 10.0.0.1:5432"}""", "connect ECONNREFUSED 10.0.0.1:5432")]
    [InlineData("""{"level":50,"msg":"cannot start","err":{"type":"Error","message":"ENOSPC: no space left on device"}}""", "cannot start: ENOSPC: no space left on device")]
    [InlineData("""{"@l":"Fatal","@mt":"Host terminated unexpectedly","@x":"System.OutOfMemoryException: x"}""", "Host terminated unexpectedly: System.OutOfMemoryException: x")]
    [InlineData("""{"severity":"CRITICAL","message":"the ledger is damaged"}""", "the ledger is damaged")]
    public void A_structured_line_is_read_by_its_fields(string line, string shown) => Shows(shown, line);

    [Theory]
    [InlineData("""{"level":"info","msg":"error budget is 99%"}""")]
    [InlineData("INFO retrying after error: connection refused")]
    [InlineData("2026-11-21 03:00:00.000 UTC [1] LOG:  could not find relation file, recreating")]
    [InlineData("GET /errors/500 200 3ms")]
    [InlineData("{ not json and no fault }")]
    public void A_line_that_says_it_is_harmless_is_no_error(string line) => Assert.Null(Read(line).First);

    [Fact]
    public void The_last_run_comes_before_the_runs_before_it_which_are_kept()
    {
        var errors = ContainerErrors.Read(
            "2026-11-21T03:00:00.0Z ERROR: No space left on device\n2026-11-21T03:05:00.5Z KeyError: 'JWT_SECRET_KEY'\n",
            new DateTimeOffset(2026, 11, 21, 3, 5, 0, TimeSpan.Zero));
        Assert.Equal("KeyError: 'JWT_SECRET_KEY'", errors.First!.Shown);
        Assert.Equal("ERROR: No space left on device", errors.Earlier!.Shown);
    }

    [Fact]
    public void A_run_that_only_repeats_a_consequence_gives_way_to_the_one_before()
    {
        var errors = ContainerErrors.Read(
            "2026-11-21T03:00:00.0Z ERROR: No space left on device\n2026-11-21T03:05:00.5Z ERROR: the ledger is locked\n",
            new DateTimeOffset(2026, 11, 21, 3, 5, 0, TimeSpan.Zero));
        Assert.Equal("ERROR: No space left on device", errors.First!.Shown);
    }

    [Fact]
    public void Garbage_is_read_without_a_fault()
    {
        var random = new Random(7);
        for (var round = 0; round < 30; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 3000).Select(_ => (char)random.Next(1, 0xFFFF)));
            Assert.NotNull(ContainerErrors.Read(text + "\n{\"level\":\n" + text[..50] + ": error: \n\n", DateTimeOffset.UnixEpoch));
        }
    }

    private static ContainerErrors Read(string log) => ContainerErrors.Read(log.ReplaceLineEndings("\n"), lastStart: null);

    private static void Shows(string expected, string log) => Assert.Equal(expected, Read(log).First?.Shown);
}
