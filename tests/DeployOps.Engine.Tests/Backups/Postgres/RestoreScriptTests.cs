using System.Text;
using DeployOps.Engine.Backups.Stores.Postgres;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Postgres;

public sealed class RestoreScriptTests
{
    private static readonly string Rows = string.Concat(Enumerable.Range(1, 5000).Select(number => $"{number}\tCOMMIT;\n"));

    private static readonly string Statements =
        $"BEGIN;\n\nSET lock_timeout = 0;\nSET transaction_timeout = 0;\n\n--\n-- Name: t; Type: TABLE; Schema: public; Owner: -\n--\n\nCREATE TABLE t;\nSET transaction_timeout = 1;\n\n--\n-- Data for Name: t; Type: TABLE DATA; Schema: public; Owner: -\n--\n\nCOPY public.t (a) FROM stdin;\n{Rows}\\.\n\nCOMMIT;\n\n--\n-- end\n--\n";

    [Fact]
    public async Task The_end_is_kept_back_until_it_is_let_go()
    {
        var script = new RestoreScript(new HashSet<string> { "lock_timeout", "transaction_timeout" });
        var psql = new MemoryStream();
        await script.BeginAsync("BEGIN;\n", psql, default);
        await script.CopyAsync(new MemoryStream(Encoding.UTF8.GetBytes(Statements)), psql, default);
        Assert.True(script.HoldsCommit);
        Assert.DoesNotContain("\nCOMMIT;\n", Encoding.UTF8.GetString(psql.ToArray()), StringComparison.Ordinal);
        await script.EndAsync("", psql, default);
        Assert.Equal("BEGIN;\n" + Statements, Encoding.UTF8.GetString(psql.ToArray()));
        Assert.Equal("TABLE t", script.ObjectAt(12));
        Assert.Equal("TABLE DATA t", script.ObjectAt(1000));
        Assert.Equal("", script.ObjectAt(2));
    }

    [Fact]
    public async Task A_setting_that_the_server_does_not_know_is_left_out_of_the_head_alone()
    {
        var script = new RestoreScript(new HashSet<string> { "lock_timeout" });
        var psql = new MemoryStream();
        await script.CopyAsync(new MemoryStream(Encoding.UTF8.GetBytes(Statements)), psql, default);
        await script.EndAsync("", psql, default);
        Assert.Equal(Statements.Replace("SET transaction_timeout = 0;\n", "", StringComparison.Ordinal), Encoding.UTF8.GetString(psql.ToArray()));
    }

    [Fact]
    public async Task Statements_that_end_early_hold_no_commit()
    {
        var script = new RestoreScript(new HashSet<string>());
        await script.CopyAsync(new MemoryStream(Encoding.UTF8.GetBytes(Statements[..^200])), new MemoryStream(), default);
        Assert.False(script.HoldsCommit);
    }

    [Fact]
    public void The_line_and_the_code_of_an_error_are_read()
    {
        Assert.Equal((12, "42P07"), RestoreScript.ErrorIn("WARNING\npsql:<stdin>:12: ERROR:  42P07\n"));
        Assert.Null(RestoreScript.ErrorIn("psql: error: connection to server failed"));
    }
}
