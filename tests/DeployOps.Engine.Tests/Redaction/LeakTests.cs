using System.Buffers;
using System.Text;
using DeployOps.Engine.Redaction;
using DeployOps.Engine.Redaction.Forms;
using Xunit;

namespace DeployOps.Engine.Tests.Redaction;

public sealed class LeakTests
{
    [Fact]
    public void Ten_thousand_random_secrets_leak_in_no_form()
    {
        var secrets = new RandomSecrets(seed: 20261120);
        for (var round = 0; round < 10_000; round++)
        {
            var secret = secrets.Next();
            Assert.True(Leaks(secret, SecretFormSet.All) is var leaks && leaks.Count == 0, $"{Show(secret)}: {string.Join(", ", leaks)}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Leaving_one_form_out_leaks(string name)
    {
        // The same test as above with one form removed has to fail, or the form would be dead weight.
        var secrets = new RandomSecrets(seed: 7);
        var forms = SecretFormSet.All.Without(name);
        Assert.Contains(Enumerable.Range(0, 3_000), _ => Leaks(secrets.Next(), forms).Contains(name));
    }

    public static TheoryData<string> Names() => new(AllNames());

    private static IEnumerable<string> AllNames() =>
        [.. SecretFormSet.All.Forms.Select(form => form.Name), .. SecretFormSet.All.Shapes.Select(shape => shape.Name)];

    [Fact]
    public void Every_form_has_a_writer_to_test_it()
    {
        var secrets = new RandomSecrets(seed: 3);
        var written = Enumerable.Range(0, 500).SelectMany(_ => SecretWriters.All(secrets.Next())).Select(written => written.Writer).ToHashSet();
        Assert.Equal(AllNames().Order(), written.Order());
    }

    private static List<string> Leaks(string secret, SecretFormSet forms)
    {
        var redactor = Redactor.Create([new Secret("SECRET", secret)], new RedactorOptions(), forms);
        var leaks = new List<string>();
        foreach (var written in SecretWriters.All(secret))
        {
            var output = new ArrayBufferWriter<byte>();
            redactor.Redact(written.Text, output);
            if (written.LeaksFrom(output.WrittenSpan))
            {
                leaks.Add(written.Writer);
            }
        }

        return leaks;
    }

    private static string Show(string secret) => Convert.ToHexString(Encoding.UTF8.GetBytes(secret));
}
