using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using DeployOps.Engine.Compose.Routes;
using Xunit;

namespace DeployOps.Engine.Tests.Compose.Routes;

public sealed class TunnelFlowTests
{
    [Fact]
    public async Task Bytes_pass_both_ways_whole_and_the_far_sides_end_is_passed_on()
    {
        var bytes = RandomNumberGenerator.GetBytes(3_000_000);
        var (client, near) = await PairAsync();
        var (questions, answers) = (new Pipe(), new Pipe());
        var flow = TunnelFlow.JoinAsync(near, questions.Writer.AsStream(), answers.Reader.AsStream(), passesHalfClose: false, CancellationToken.None);

        // The far side sends everything back, then ends.
        var far = Task.Run(async () =>
        {
            var left = bytes.Length;
            var buffer = new byte[100_000];
            var (input, output) = (questions.Reader.AsStream(), answers.Writer.AsStream());
            while (left > 0)
            {
                var count = await input.ReadAsync(buffer);
                await output.WriteAsync(buffer.AsMemory(0, count));
                left -= count;
            }

            await answers.Writer.CompleteAsync();
        });
        var sending = client.SendAsync(bytes);
        var back = new MemoryStream();
        await new NetworkStream(client).CopyToAsync(back);
        await sending;
        await far;
        await flow.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(bytes, back.ToArray());
        client.Dispose();
        near.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_the_near_sides_last_word_the_answer_still_comes_whole(bool passesHalfClose)
    {
        var (client, near) = await PairAsync();
        var (questions, answers) = (new Pipe(), new Pipe());
        var flow = TunnelFlow.JoinAsync(near, questions.Writer.AsStream(), answers.Reader.AsStream(), passesHalfClose, CancellationToken.None);
        var stream = new NetworkStream(client);
        await client.SendAsync("ask"u8.ToArray());
        client.Shutdown(SocketShutdown.Send);
        var input = questions.Reader.AsStream();
        var asked = new byte[3];
        await input.ReadExactlyAsync(asked);
        var next = input.ReadAsync(new byte[1]).AsTask();
        await Task.WhenAny(next, Task.Delay(200));
        Assert.Equal(passesHalfClose, next.IsCompleted);
        await answers.Writer.WriteAsync("the answer"u8.ToArray());
        await answers.Writer.CompleteAsync();
        Assert.Equal("the answer", await new StreamReader(stream).ReadToEndAsync());
        await flow.WaitAsync(TimeSpan.FromMinutes(1));
        client.Dispose();
        near.Dispose();
    }

    [Fact]
    public async Task A_near_side_that_is_cut_off_ends_it()
    {
        var (client, near) = await PairAsync();
        var (questions, answers) = (new Pipe(), new Pipe());
        var flow = TunnelFlow.JoinAsync(near, questions.Writer.AsStream(), answers.Reader.AsStream(), passesHalfClose: false, CancellationToken.None);
        client.LingerState = new LingerOption(true, 0);
        client.Dispose();
        await flow.WaitAsync(TimeSpan.FromMinutes(1));
        near.Dispose();
    }

    [Fact]
    public async Task Cancelling_ends_it()
    {
        var (client, near) = await PairAsync();
        using var cancel = new CancellationTokenSource();
        var (questions, answers) = (new Pipe(), new Pipe());
        var flow = TunnelFlow.JoinAsync(near, questions.Writer.AsStream(), answers.Reader.AsStream(), passesHalfClose: false, cancel.Token);
        await cancel.CancelAsync();
        await flow.WaitAsync(TimeSpan.FromMinutes(1));
        client.Dispose();
        near.Dispose();
    }

    private static async Task<(Socket Client, Socket Near)> PairAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndpoint);
        return (client, await listener.AcceptSocketAsync());
    }
}
