using System.Globalization;
using System.Text;

namespace DeployOps.Integration.Tests.Compose;

/// <summary>Makes small valid projects at random: two files or one, all forms mixed, extends and profiles. The seed names the case.</summary>
internal sealed class RandomComposeFiles(int seed)
{
    private static readonly string[] Names = ["alpha", "beta", "gamma"];
    private static readonly string[] Values = ["plain", "'quoted text'", "\"${TAG}\"", "'${UNSET_NAME:-fall}'", "\"a$$b\"", "12", "0.50", "true", "\"\"", "'${EMPTY:-x}-${TAG:+y}'", "0o17", "1_0"];

    private readonly Random _random = new(seed);

    public ComposeCase Next()
    {
        var files = Enumerable.Range(0, _random.Next(1, 4)).Select(File).ToArray();
        return ComposeCase.Merge($"seed {seed}", files) with { Profiles = Maybe(0.3) ? ["debug"] : [] };
    }

    private string File(int index)
    {
        var text = new StringBuilder("name: random\nx-common: &common\n  COMMON: \"1\"\n  SHARED: one\nservices:\n");
        foreach (var name in Names)
        {
            // Every file names every service, so that extends and depends_on always find theirs.
            text.Append(CultureInfo.InvariantCulture, $"  {name}:\n    image: {name}:{index}\n");
            if (name != Names[0] && Maybe(0.25))
            {
                text.Append(CultureInfo.InvariantCulture, $"    extends: {(Maybe(0.5) ? Names[0] : "{ service: " + Names[0] + " }")}\n");
            }

            Environment(text);
            Lists(text, name);
            Dependencies(text, name);
            Rest(text, index);
            if (index == 0 && name == Names[^1] && Maybe(0.3))
            {
                // The last one only: nothing waits for it, so it may be switched off.
                text.Append("    profiles: [debug]\n");
            }
        }

        return text.Append("networks: { one: , two: }\nvolumes: { data: , cache: }\n").ToString();
    }

    private void Environment(StringBuilder text)
    {
        if (Maybe(0.6))
        {
            var keys = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => $"K{_random.Next(4)}").Distinct();
            text.Append("    environment:\n");
            if (Maybe(0.5))
            {
                text.Append(Maybe(0.3) ? "      <<: *common\n" : "");
                foreach (var key in keys)
                {
                    text.Append(CultureInfo.InvariantCulture, $"      {key}: {Pick(Values)}\n");
                }
            }
            else
            {
                foreach (var key in keys)
                {
                    text.Append(CultureInfo.InvariantCulture, $"      - {(Maybe(0.2) ? "TAG" : $"{key}=v{_random.Next(9)}")}\n");
                }
            }
        }

        if (Maybe(0.3))
        {
            text.Append(Maybe(0.5) ? $"    labels: {{ l{_random.Next(2)}: {Pick(Values[..3])} }}\n" : $"    labels: [l{_random.Next(2)}=x]\n");
        }
    }

    private void Lists(StringBuilder text, string name)
    {
        if (Maybe(0.4))
        {
            text.Append(CultureInfo.InvariantCulture, $"    ports: [{Pick("'80'", "'8080:80'", "'127.0.0.1:81:81'", "'7000-7002:7000-7002'", "{ target: 90, published: '90' }", "'53:53/udp'")}, '{_random.Next(1000, 1009)}:1']\n");
        }

        if (Maybe(0.4))
        {
            text.Append(CultureInfo.InvariantCulture, $"    volumes: [{Pick("'data:/data'", "'./here:/data:ro'", "/anonymous", "{ type: volume, source: cache, target: /cache }", "{ type: bind, source: ./b, target: /data }")}, './{name}:/own']\n");
        }

        if (Maybe(0.3))
        {
            text.Append(CultureInfo.InvariantCulture, $"    cap_add: [{Pick("NET_ADMIN", "SYS_TIME")}]\n    dns: {Pick("1.1.1.1", "[1.1.1.1, 8.8.8.8]")}\n");
        }

        if (Maybe(0.4))
        {
            text.Append(CultureInfo.InvariantCulture, $"    networks: {Pick("[one]", "[one, two]", "{ two: { aliases: [t] } }", "{ one: }")}\n");
        }
    }

    private void Dependencies(StringBuilder text, string name)
    {
        // Only backward, so that no circle comes about.
        var earlier = Names.TakeWhile(other => other != name).ToList();
        if (earlier.Count > 0 && Maybe(0.4))
        {
            var other = earlier[_random.Next(earlier.Count)];
            text.Append(Maybe(0.5)
                ? $"    depends_on: [{other}]\n"
                : $"    depends_on: {{ {other}: {{ condition: {Pick("service_started", "service_healthy")}{Pick("", ", required: true")} }} }}\n");
        }
    }

    private void Rest(StringBuilder text, int index)
    {
        if (Maybe(0.3))
        {
            text.Append(CultureInfo.InvariantCulture, $"    healthcheck: {{ test: {Pick("[CMD, 'true']", "'exit 0'", "[NONE]")}, retries: {_random.Next(1, 9)} }}\n");
        }

        if (Maybe(0.3))
        {
            text.Append(CultureInfo.InvariantCulture, $"    logging: {{ driver: {Pick("json-file", "local")}, options: {{ max-size: {_random.Next(1, 9)}m }} }}\n");
        }

        if (Maybe(0.3))
        {
            text.Append(CultureInfo.InvariantCulture, $"    command: [a, '{index}']\n    restart: {Pick("always", "unless-stopped", "'no'")}\n");
        }

        if (Maybe(0.2))
        {
            text.Append(Maybe(0.5) ? "    build: ./ctx\n" : "    build: { context: ., args: { A: '1', TAG: } }\n");
        }

        if (index > 0 && Maybe(0.2))
        {
            text.Append("    hostname: !reset null\n    expose: !override ['7']\n");
        }
        else if (Maybe(0.3))
        {
            text.Append("    hostname: h\n    expose: ['1', '2']\n");
        }
    }

    private bool Maybe(double chance) => _random.NextDouble() < chance;

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
