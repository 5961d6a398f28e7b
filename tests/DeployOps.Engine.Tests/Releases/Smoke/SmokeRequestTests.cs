using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DeployOps.Engine.Releases.Smoke;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Smoke;

public sealed class SmokeRequestTests
{
    [Fact]
    public async Task Without_any_setting_the_start_page_and_the_description_of_the_interface_are_asked()
    {
        using var folder = new SmokeFolder();
        await using var server = new AnsweringServer();

        var report = await folder.AskAsync(server.Address);

        Assert.True(report.Passed);
        Assert.Equal(0, report.ExitCode);
        Assert.Equal(["/", "/api/openapi.json"], report.Answers.Select(answer => answer.Path));
        Assert.Equal(server.Address.ToString().TrimEnd('/'), report.BaseUrl);
        Assert.Contains("All 2 requests", report.Summary, StringComparison.Ordinal);
        Assert.All(server.Requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ path: / }", 200, "", "", "")]
    [InlineData("{ path: / }", 500, "", "", "status 500 instead of 200")]
    [InlineData("{ path: / }", 301, "", "Location: /secret-place\r\n", "status 301 instead of 200 (redirects are not followed)")]
    [InlineData("{ path: /, status: 301 }", 301, "", "Location: /\r\n", "")]
    [InlineData("{ path: /, status: 401 }", 401, "", "", "")]
    [InlineData("{ path: /, contains: all is well }", 200, "so all is well", "", "")]
    [InlineData("{ path: /, contains: all is well }", 200, "All Is Well", "", "the body does not hold 'all is well'")]
    [InlineData("{ path: /, headers: { X-Frame-Options: deny } }", 200, "", "x-frame-options: DENY\r\n", "")]
    [InlineData("{ path: /, headers: { Content-Type: json } }", 200, "", "Content-Type: application/json\r\n", "")]
    [InlineData("{ path: /, headers: { X-Frame-Options: DENY } }", 200, "", "", "the header X-Frame-Options is missing")]
    [InlineData("{ path: /, headers: { X-A: good } }", 200, "", "X-A: bad\r\n", "the header X-A does not hold 'good'")]
    [InlineData("{ path: /, json: { '$.a.b[0][''c'']': well } }", 200, """{"a":{"b":[{"c":"well"}]}}""", "", "")]
    [InlineData("{ path: /, json: { $.n: '1.50', $.t: true, $.z: 'null', '$[\"l\"][-1]': 2 } }", 200, """{"n":1.5,"t":true,"z":null,"l":[1,2]}""", "", "")]
    [InlineData("{ path: /, json: { $.a: well } }", 200, """{"a":"Kq7-secret"}""", "", "$.a differs from 'well'")]
    [InlineData("{ path: /, json: { $.a: well } }", 200, """{"a":["well"]}""", "", "$.a differs from 'well'")]
    [InlineData("{ path: /, json: { $.b: well } }", 200, """{"a":"well"}""", "", "$.b is not there")]
    [InlineData("{ path: /, json: { '$[3]': well } }", 200, "[]", "", "$[3] is not there")]
    [InlineData("{ path: /, json: { $.a: well } }", 200, """{"a":"\ud800"}""", "", "the body is not JSON")]
    [InlineData("{ path: /, json: { $.a: well } }", 200, "<html>Kq7-secret", "", "the body is not JSON")]
    public async Task Everything_that_is_written_has_to_hold(string request, int status, string body, string headers, string detail)
    {
        using var folder = new SmokeFolder($"  retries: 0\n  requests:\n    - {request}");
        await using var server = new AnsweringServer { Answer = (_, _) => AnsweringServer.Text(status, body, headers) };

        var answer = Assert.Single((await folder.AskAsync(server.Address)).Answers);

        Assert.Equal((detail, detail.Length == 0, status), (answer.Detail, answer.Passed, answer.Status));
    }

    [Fact]
    public async Task A_slow_answer_fails_although_it_is_right()
    {
        using var folder = new SmokeFolder("  retries: 0\n  requests: [{ path: /, latency: 50ms }]");
        await using var server = new AnsweringServer { Delay = (_, _) => TimeSpan.FromMilliseconds(200) };

        var answer = Assert.Single((await folder.AskAsync(server.Address)).Answers);

        Assert.False(answer.Passed);
        Assert.Matches(@"^it took \d+(\.\d+)? s, more than 0\.05 s$", answer.Detail);
        Assert.InRange(answer.Latency, TimeSpan.FromMilliseconds(190), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_try_that_gets_no_answer_ends_at_its_limit()
    {
        using var folder = new SmokeFolder("  retries: 1\n  timeout: 200ms\n  requests: [{ path: /, latency: 100ms }]");
        await using var server = new AnsweringServer { Delay = (_, _) => TimeSpan.FromMinutes(1) };

        var answer = Assert.Single((await folder.AskAsync(server.Address)).Answers);

        Assert.Equal(("no answer within 0.2 s (timeout)", 2), (answer.Detail, answer.Tries));
    }

    [Fact]
    public async Task A_request_is_tried_again_until_it_is_answered_as_it_should_be()
    {
        using var folder = new SmokeFolder("  requests: [{ path: / }]");
        await using var server = new AnsweringServer { Answer = (_, before) => AnsweringServer.Text(before < 2 ? 502 : 200, "") };

        var answer = Assert.Single((await folder.AskAsync(server.Address)).Answers);

        Assert.Equal((true, 3), (answer.Passed, answer.Tries));
    }

    [Fact]
    public async Task Tries_end()
    {
        using var folder = new SmokeFolder("  retries: 2\n  requests: [{ path: / }]");
        await using var server = new AnsweringServer { Answer = (_, _) => AnsweringServer.Text(502, "") };

        var report = await folder.AskAsync(server.Address);

        Assert.Equal((1, 3), (report.ExitCode, Assert.Single(report.Answers).Tries));
        Assert.Equal(3, server.Requests.Count);
        Assert.Contains("first /: status 502 instead of 200", report.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 1000)]
    [InlineData(4, 4000)]
    [InlineData(7, 30_000)]
    [InlineData(100, 30_000)]
    public void The_wait_doubles_up_to_half_a_minute(int retry, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), SmokeRequests.WaitBefore(retry, TimeSpan.FromMilliseconds(500)));

    [Fact]
    public async Task Requests_go_side_by_side_and_are_reported_in_the_order_of_the_list()
    {
        using var folder = new SmokeFolder("  requests: [{ path: /a }, { path: /b }, { path: /c }]");
        var others = new TaskCompletionSource();
        var asked = 0;
        await using var server = new AnsweringServer();
        server.Hold = path =>
        {
            // The first is answered when the others were asked, and they are answered when all were.
            if (Interlocked.Increment(ref asked) == 3)
            {
                others.SetResult();
            }

            return path == "/a" ? Task.WhenAll(others.Task, Task.Delay(200)) : others.Task;
        };
        var seen = new List<string>();

        var report = await folder.RunAsync(new SmokeOptions { BaseUrl = server.Address, WithoutLogs = true, OnAnswer = answer => seen.Add(answer.Path) });

        Assert.Equal(["/a", "/b", "/c"], seen);
        Assert.True(report.Passed, report.Summary);
    }

    [Fact]
    public async Task What_is_wrong_with_the_connection_is_told_apart()
    {
        using var folder = new SmokeFolder("  retries: 0\n  requests: [{ path: / }]");
        await using var closing = new AnsweringServer { Answer = (_, _) => null };
        await using var cutting = new AnsweringServer { Answer = (_, _) => "HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\nshort"u8.ToArray() };
        await using var babbling = new AnsweringServer { Answer = (_, _) => "SSH-2.0-server with Kq7-secret\r\n\r\n"u8.ToArray() };
        await using var plain = new AnsweringServer { Greeting = "HTTP/1.1 400 X\r\n\r\n"u8.ToArray() };
        using var unheard = new TcpListener(IPAddress.Loopback, 0);
        unheard.Start();
        var free = ((IPEndPoint)unheard.LocalEndpoint).Port;
        unheard.Stop();

        async Task<string> Detail(Uri address) => Assert.Single((await folder.AskAsync(address)).Answers).Detail;

        Assert.Equal("the connection was closed before the answer was complete", await Detail(closing.Address));
        Assert.Equal("the connection was closed before the answer was complete", await Detail(cutting.Address));
        Assert.Equal("what answers does not speak HTTP", await Detail(babbling.Address));
        Assert.Equal("the connection was refused: nothing listens there", await Detail(new Uri($"http://127.0.0.1:{free}")));
        Assert.Equal("the host's name cannot be resolved (DNS)", await Detail(new Uri("http://no-such-host.invalid")));
        Assert.Equal("TLS: the handshake failed; the port may not speak TLS", await Detail(new Uri($"https://127.0.0.1:{plain.Address.Port}")));
    }

    [Theory]
    [InlineData("127.0.0.1", 30, "TLS: the certificate comes from nobody whom this machine trusts")]
    [InlineData("127.0.0.1", -30, "TLS: the certificate has expired, or is not valid yet")]
    [InlineData("localhost", 30, "TLS: the certificate is for another name")]
    public async Task A_certificate_that_is_not_trusted_is_named_as_such(string host, int days, string detail)
    {
        using var certificate = AnsweringServer.Certificate("shop.example", DateTimeOffset.UtcNow.AddDays(days));
        using var folder = new SmokeFolder("  retries: 0\n  requests: [{ path: / }]");
        await using var server = new AnsweringServer(certificate);

        var answer = Assert.Single((await folder.AskAsync(new Uri($"https://{host}:{server.Address.Port}"))).Answers);

        Assert.Equal(detail, answer.Detail);
    }

    [Fact]
    public async Task A_body_without_an_end_is_read_up_to_a_limit()
    {
        using var folder = new SmokeFolder("  retries: 0\n  requests: [{ path: /plain }, { path: /bomb, contains: x }]");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(new byte[64 * 1024 * 1024]);
        }

        var bomb = Encoding.ASCII.GetBytes($"HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\nConnection: close\r\n\r\n").Concat(packed.ToArray()).ToArray();
        await using var server = new AnsweringServer { Answer = (path, _) => path == "/bomb" ? bomb : AnsweringServer.Text(200, new string('a', 6_000_000)) };

        var answers = (await folder.AskAsync(server.Address)).Answers;

        Assert.True(answers[0].Passed);
        Assert.Equal("the body is larger than 4 MiB and was not looked at", answers[1].Detail);
    }

    [Fact]
    public async Task A_token_is_sent_from_its_variable_and_shown_nowhere()
    {
        using var folder = new SmokeFolder("  retries: 0\n  requests: [{ path: /me, token-variable: SMOKE_PASS, contains: x }, { path: / }]");
        await using var server = new AnsweringServer { Answer = (_, _) => AnsweringServer.Text(200, "the body says t0ken-Value-7") };

        var report = await folder.AskAsync(server.Address, name => name == "SMOKE_PASS" ? "t0ken-Value-7" : null);

        Assert.Contains("Authorization: Bearer t0ken-Value-7\n", Assert.Single(server.Requests, request => request.StartsWith("GET /me", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", Assert.Single(server.Requests, request => request.StartsWith("GET / ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken-Value-7", $"{report} {string.Join(' ', report.Answers)} {report.Summary}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "the variable SMOKE_TOKEN, which should hold the token, is not set")]
    [InlineData(" ", "the variable SMOKE_TOKEN, which should hold the token, is not set")]
    [InlineData("two\nlines-of-it", "the value of the variable SMOKE_TOKEN cannot be a bearer token")]
    public async Task A_variable_without_a_token_fails_its_request_by_name(string? value, string detail)
    {
        using var folder = new SmokeFolder("  requests: [{ path: /me, token-variable: SMOKE_TOKEN }]");
        await using var server = new AnsweringServer();

        var answer = Assert.Single((await folder.AskAsync(server.Address, _ => value)).Answers);

        Assert.Equal((detail, 0, false), (answer.Detail, answer.Tries, answer.Passed));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_path_below_the_address_is_kept_and_never_leads_to_another_host()
    {
        using var folder = new SmokeFolder("  requests: [{ path: //elsewhere.example/a?b=c }]");
        await using var server = new AnsweringServer();

        Assert.True((await folder.AskAsync(new Uri(server.Address, "/shop/"))).Passed);
        Assert.StartsWith("GET /shop//elsewhere.example/a?b=c ", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_at_once()
    {
        using var folder = new SmokeFolder("  requests: [{ path: / }]");
        await using var server = new AnsweringServer { Delay = (_, _) => TimeSpan.FromMinutes(1) };
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new SmokeTest(folder.Project).RunAsync(new SmokeOptions { BaseUrl = server.Address, WithoutLogs = true }, stop.Token));
    }
}
