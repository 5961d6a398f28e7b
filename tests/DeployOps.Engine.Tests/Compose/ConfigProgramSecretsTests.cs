using DeployOps.Engine.Compose.Configuration;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Compose;

/// <summary>What well-known programs are handed on their command lines, and read in their configuration, is not shown.</summary>
public sealed class ConfigProgramSecretsTests
{
    [Theory]
    [InlineData("['mysqladmin', 'ping', '-pn0t-Sh0wn']")]
    [InlineData("['CMD', 'cypher-shell', '-u', 'neo4j', '-p', 'n0t-Sh0wn']")]
    [InlineData("['CMD-SHELL', 'mysqladmin -pn0t-Sh0wn ping']")]
    [InlineData("['curl', '-u', 'admin:n0t-Sh0wn', 'http://x']")]
    [InlineData("['CMD', 'curl', '-uadmin:n0t-Sh0wn', 'http://x']")]
    [InlineData("['sh', '-c', 'sleep 1; mongosh -u a -p \"n0t-Sh0wn x\" && true']")]
    [InlineData("['/opt/mssql-tools/bin/sqlcmd', '-U', 'sa', '-P', 'n0t;(Sh0wn n0t-Sh0wn', '-Q', 'select 1']")]
    [InlineData("['server', '--signingKey', 'n0t-Sh0wn']")]
    [InlineData("mongod --username root -p n0t-Sh0wn")]
    [InlineData("timeout 5 mongosh --quiet -u root -p n0t-Sh0wn")]
    [InlineData("sqlcmd -S db -U sa -P 'n0t-Sh0wn' -Q x")]
    [InlineData("ldapsearch -x -D cn=admin -w n0t-Sh0wn -b dc=x")]
    [InlineData("openssl enc -aes-256-cbc -k n0t-Sh0wn -in a")]
    [InlineData("openssl rsa -passin pass:n0t-Sh0wn -in a")]
    [InlineData("mc alias set store http://minio:9000 access n0t-Sh0wn")]
    [InlineData("sh -c 'mc --quiet alias set store http://minio:9000 access n0t-Sh0wn --api s3v4; mc ls'")]
    [InlineData("redis-cli -h cache -a n0t-Sh0wn ping")]
    [InlineData("redis-cli auth default n0t-Sh0wn")]
    [InlineData("sshpass -pn0t-Sh0wn ssh h")]
    [InlineData("mosquitto_pub -u a -P n0t-Sh0wn -t x")]
    [InlineData("docker login -u a -p n0t-Sh0wn registry")]
    [InlineData("rabbitmqctl add_user shop n0t-Sh0wn")]
    [InlineData("neo4j-admin dbms set-initial-password n0t-Sh0wn")]
    [InlineData("htpasswd -nbB admin n0t-Sh0wn")]
    [InlineData("sqlplus scott/n0t-Sh0wn@//db:1521/x")]
    [InlineData("pip install --index-url https://n0t-Sh0wn@pypi.local/simple x")]
    public Task What_a_program_is_handed_is_masked(string command) => Hides($"services: {{ a: {{ image: x, command: {Quoted(command)} }} }}");

    [Theory]
    [InlineData("port 6379\\nrequirepass n0t-Sh0wn\\nsave 60 1")]
    [InlineData("masterauth \\\"n0t-Sh0wn\\\"")]
    [InlineData("user default on >n0t-Sh0wn ~* +@all")]
    [InlineData("user a off\\nuser b on nopass >n0t-Sh0wn >n0t-Sh0wn-2 ~*")]
    [InlineData("machine git.local login me password n0t-Sh0wn")]
    [InlineData("machine git.local\\n  login me\\n  password n0t-Sh0wn\\n")]
    [InlineData("# hosts\\ndb:5432:shop:app:n0t-Sh0wn\\n*:*:*:postgres:n0t-Sh0wn-2")]
    [InlineData("[global]\\nindex-url = https://n0t-Sh0wn@pypi.local/simple")]
    [InlineData("dsn: app:n0t-Sh0wn@tcp(db:3306)/shop")]
    [InlineData("url = jdbc:oracle:thin:scott/n0t-Sh0wn@//db:1521/x")]
    [InlineData("DSN=x;PWD={a;n0t-Sh0wn}};b};Port=1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=n0t-Sh0wn==;EndpointSuffix=x")]
    [InlineData("brokers: amqp://u:n0t-Sh0wn@h1//;amqp://u:n0t-Sh0wn-2@h2//")]
    public Task What_a_configuration_holds_is_masked(string content) => Hides($"configs: {{ c: {{ content: \"{content}\" }} }}");

    [Theory]
    [InlineData("docker run --name mysql -p 3306:3306 -p 8080:80/tcp mysql:8")]
    [InlineData("docker run --name mongo -p 27017 mongo")]
    [InlineData("mkdir -p /var/lib/mysql -p dir mongo")]
    [InlineData("ssh -p 22 mongo")]
    [InlineData("ssh mongo -p 22")]
    [InlineData("['nginx', '-p', '/etc/nginx', '-u', 'www:www']")]
    [InlineData("psql -h db -p 5432 -U shop -w")]
    [InlineData("chown -R /var/lib/mysql -pn0t")]
    [InlineData("curl -A 'Agent: x' -u 1000:1000 http://x")]
    [InlineData("mc ls store")]
    [InlineData("docker run -p 80:80 login")]
    [InlineData("python -k test_a -w 4 -P production -a x")]
    [InlineData("it's a note and doesn't name mysql -p anything")]
    [InlineData("http://db:5432/x https://git@host/x")]
    public async Task What_only_looks_like_it_stays_readable(string command)
    {
        var config = await Get($"services: {{ a: {{ image: x, command: {Quoted(command)}, ports: ['8080:80'] }} }}");

        Assert.Equal(0, config.MaskedValues);
    }

    [Theory]
    [InlineData("user accounts are > 5\\nuser x > file")]
    [InlineData("10.0.0.1:80:a b:c:d\\nroot:x:0:0:root:/root:/bin/sh")]
    [InlineData("server { listen 80; proxy_pass http://backend:8080; }")]
    public async Task Configuration_without_a_secret_stays_readable(string content)
    {
        var config = await Get($"configs: {{ c: {{ content: \"{content}\" }} }}");

        Assert.Equal(0, config.MaskedValues);
    }

    [Fact]
    public async Task Only_the_secret_word_of_a_list_is_masked()
    {
        var config = await Get("services: { a: { image: x, command: ['curl', '-u', 'admin:n0t-Sh0wn', 'http://x:80/'] } }");

        Assert.Contains("admin:***", config.Text, StringComparison.Ordinal);
        Assert.Contains("http://x:80/", config.Text, StringComparison.Ordinal);
        Assert.Equal(1, config.MaskedValues);
    }

    [Theory]
    [InlineData("mysql ")]
    [InlineData("\"a ")]
    [InlineData("'mysql -p ")]
    [InlineData("a:b@")]
    [InlineData("://a:b@")]
    [InlineData("user x >y ")]
    public void A_long_text_is_searched_soon(string piece)
    {
        var clock = new ProcessorTime();
        _ = Engine.Redaction.WrittenSecrets.Mask(string.Concat(Enumerable.Repeat(piece, 60_000 / piece.Length)), _ => false);
        Assert.InRange(clock.Used, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static string Quoted(string command) =>
        command.StartsWith('[') ? command : "'" + command.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static async Task Hides(string text)
    {
        var config = await Get(text);

        Assert.DoesNotContain("Sh0wn", config.Text, StringComparison.Ordinal);
        Assert.NotEqual(0, config.MaskedValues);
    }

    private static async Task<MaskedComposeConfig> Get(string text)
    {
        using var compose = new ComposeText();
        compose.Write("compose.yml", text);
        var project = new DeployProject { Root = compose.Folder, Name = "shop", Compose = new ComposeSettings { Files = ["compose.yml"] } };
        return await new GetComposeConfig(project, new GetComposeConfigOptions { WithoutDocker = true }).RunAsync(CancellationToken.None);
    }
}
