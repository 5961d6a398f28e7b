using System.Globalization;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Smoke;
using DeployOps.Engine.Releases.Strategies;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Releases.Strategies;

/// <summary>A backend behind a real nginx, which finds it by name (rolling) or by the upstream that a switch command writes (blue-green).</summary>
internal sealed class BalancedStack : IAsyncDisposable
{
    private const string NginxImage = "deployops-test-nginx";
    private readonly bool _isBlueGreen;

    // Made once for all tests, which run side by side.
    private static readonly Lazy<Task> s_nginx = new(MakeNginxAsync);

    private BalancedStack(bool isBlueGreen)
    {
        _isBlueGreen = isBlueGreen;
        Root = Directory.CreateTempSubdirectory("balanced-").FullName;
        Name = $"balanced-{Random.Shared.Next(100_000, 1_000_000)}";
        Port = FreePort.Next();
        File.Copy(RepositoryRoot.Combine("tests", "DeployOps.Integration.Tests", "Releases", "Strategies", "drain.pl"), Path.Combine(Root, "server.pl"));
        Write("Dockerfile", "FROM debian:trixie-slim\nARG TAG BEHAVIOUR=ok STACK_NAME\nLABEL stack=$STACK_NAME\nRUN echo $TAG > /tag && echo \"$BEHAVIOUR\" > /behaviour\nCOPY server.pl /server.pl\nCMD [\"perl\", \"/server.pl\"]\n");
        Write("docker-compose.yml", Compose);
        Write("deployops.yml", isBlueGreen ? BlueGreenSettings : RollingSettings);
        Write("proxy/nginx.conf", isBlueGreen ? NginxOfColors : NginxOfNames);
        Write("proxy/upstream.conf", "upstream app { server 127.0.0.1:1; }\n");
        Write("switch.sh", SwitchScript.Replace("\r", "", StringComparison.Ordinal));
        Write(".env", $"STACK_NAME={Name}\nHTTP_PORT={Port}\n");
    }

    public string Root { get; }

    public string Name { get; }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public DeployProject Project => ProjectReader.Find(Root);

    /// <summary>What was said while containers were replaced.</summary>
    public List<string> Progress { get; } = [];

    /// <summary>What the smoke test says of an address; that it passes unless a test replaces it.</summary>
    public Func<SmokeOptions, Task<bool>> Smoke { get; set; } = _ => Task.FromResult(true);

    public static async Task<BalancedStack> CreateAsync(bool isBlueGreen)
    {
        await s_nginx.Value;
        return new BalancedStack(isBlueGreen);
    }

    /// <summary>Builds a tag and says what is to become of the stack.</summary>
    public async Task<StrategyContext> BuiltAsync(string tag, string behaviour = "ok")
    {
        await Command.SucceedAsync(Root, "docker", "build", "--quiet", "--build-arg", $"TAG={tag}", "--build-arg", $"BEHAVIOUR={behaviour}", "--build-arg", $"STACK_NAME={Name}", "--tag", $"{Name}-app:{tag}", ".");
        return await OfAsync(tag);
    }

    public async Task<StrategyContext> OfAsync(string tag)
    {
        var project = Project;
        var engine = StackEngine.OfThisMachine;
        var files = ComposeTarget.Of(project, ComposeInputs.Of(project, _ => null, tag), tag, Name);
        var plan = ComposePlan.Parse(await engine.Stacks.ResolveAsync(files, new CommandScope(), CancellationToken.None));
        var path = Path.Combine(Root, $"plan-{tag}.json");
        plan.Write(path);
        var ids = await engine.Images.IdsAsync([.. plan.Images().Values], CancellationToken.None);
        return new StrategyContext
        {
            Project = project,
            Target = ComposeTarget.OfPlan(Name, Root, path),
            Plan = plan,
            Tag = tag,
            WantedImages = plan.Images().ToDictionary(image => image.Key, image => ids[image.Value]),
            Engine = engine,
            Processes = new ProcessRunner(),
            HealthTimeout = TimeSpan.FromSeconds(40),
            Stability = TimeSpan.FromSeconds(1),
            Redact = text => text,
            OnProgress = Said,
            Smoke = async (options, _) => await Smoke(options)
                ? new SmokeReport { BaseUrl = "", Answers = [], Summary = "passed" }
                : new SmokeReport { BaseUrl = "", Answers = [new SmokeAnswer("/", false, 500, TimeSpan.Zero, 1, "500")], Summary = "GET / answered 500." },
        };
    }

    /// <summary>The containers of a service in a project, by their identifiers.</summary>
    public async Task<IReadOnlyList<StackContainer>> ContainersAsync(string service = "backend", string color = "") =>
        [.. (await StackEngine.OfThisMachine.Containers.OfProjectAsync(Name + color, CancellationToken.None)).Where(container => container.Service == service)];

    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync(Root, "bash", "-c", """
            docker ps -aq --filter name=^NAME | xargs -r docker rm -f -v
            docker network ls -q --filter name=^NAME | xargs -r docker network rm
            docker volume ls -q --filter name=^NAME | xargs -r docker volume rm
            docker image ls --format "{{print .Repository \":\" .Tag}}" | grep -E "^NAME-" | xargs -r docker image rm -f
            """.Replace("NAME", Name, StringComparison.Ordinal));
        Directory.Delete(Root, recursive: true);
    }

    private static async Task MakeNginxAsync()
    {
        if ((await Command.RunAsync(null, "docker", "image", "inspect", NginxImage)).Succeeded)
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("nginx-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Dockerfile"), "FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y --no-install-recommends nginx-light && rm -rf /var/lib/apt/lists/*\n");
        await Command.SucceedAsync(folder.FullName, "docker", "build", "--quiet", "--tag", NginxImage, ".");
        folder.Delete(recursive: true);
    }

    private void Said(ReleaseProgress progress)
    {
        lock (Progress)
        {
            Progress.Add(progress.Message);
        }
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, name))!);
        File.WriteAllText(Path.Combine(Root, name), text);
    }

    private string Compose => """
        name: ${STACK_NAME:?}
        services:
          backend:
            image: ${STACK_NAME}-app:${TAG:?}
            init: true
            restart: unless-stopped
            environment: { ROLE: backend, RELEASE_TAG: "${TAG}", ESCAPED: "a$$b" }
            stop_grace_period: 5s
            healthcheck:
              test: ["CMD-SHELL", "bash -c 'exec 3<>/dev/tcp/127.0.0.1/8000 && printf \"GET /health HTTP/1.0\\r\\n\\r\\n\" >&3 && head -n1 <&3 | grep -q 200'"]
              interval: 1s
              timeout: 2s
              retries: 3
              start_period: 2s
              start_interval: 500ms
          proxy:
            image: deployops-test-nginx
            init: true
            restart: unless-stopped
            command: [nginx, -c, /conf/nginx.conf]
            ports: ["127.0.0.1:${HTTP_PORT:?}:80"]
            volumes: ["./proxy:/conf"]
            stop_grace_period: 1s

        """ + (_isBlueGreen ? "" : "    depends_on: { backend: { condition: service_healthy } }\n");

    private const string RollingSettings = """
        name: balanced
        compose: { files: [docker-compose.yml] }
        env: { pack: none, files: [{ path: .env }] }
        release:
          services: [{ service: backend, strategy: rolling, drain: 2s }]
        """;

    private const string BlueGreenSettings = """
        name: balanced
        compose: { files: [docker-compose.yml] }
        env: { pack: none, files: [{ path: .env }] }
        release:
          services: [{ service: backend, strategy: blue-green }]
          blue-green: { switch: [bash, switch.sh], switch-timeout: 20s, keep: 1s }
        """;

    // nginx asks Docker's name server anew each second, and tries the next container when one does not answer.
    private const string NginxOfNames = """
        daemon off; worker_processes 1; error_log stderr; pid /tmp/nginx.pid;
        events { worker_connections 4096; }
        http {
          access_log off; resolver 127.0.0.11 valid=1s ipv6=off;
          server {
            listen 80;
            location / {
              set $app backend;
              proxy_pass http://$app:8000;
              proxy_connect_timeout 1s;
              proxy_next_upstream error timeout http_502 http_503 http_504;
              proxy_next_upstream_tries 3;
            }
          }
        }
        """;

    private const string NginxOfColors = """
        daemon off; worker_processes 1; error_log stderr; pid /tmp/nginx.pid;
        events { worker_connections 4096; }
        http {
          access_log off; include /conf/upstream.conf;
          server { listen 80; location / { proxy_pass http://app; proxy_connect_timeout 2s; } }
        }
        """;

    private const string SwitchScript = """
        set -eu
        echo "$DEPLOYOPS_COLOR $DEPLOYOPS_PROJECT $DEPLOYOPS_TAG $DEPLOYOPS_CONTAINER_BACKEND" >> switches.log
        if [ -e refuse-switch ]; then rm refuse-switch; echo "upstream is broken" >&2; exit 7; fi
        printf 'upstream app { server %s:8000; }\n' "$DEPLOYOPS_CONTAINER_BACKEND" > proxy/upstream.part
        mv proxy/upstream.part proxy/upstream.conf
        docker exec "$DEPLOYOPS_STACK-proxy-1" nginx -c /conf/nginx.conf -s reload
        """;

    public async Task<string> SwitchesAsync() => File.Exists(Path.Combine(Root, "switches.log")) ? await File.ReadAllTextAsync(Path.Combine(Root, "switches.log")) : "";

    public void RefuseOneSwitch() => Write("refuse-switch", "");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} on {Port}");
}
