using System.Text.Json;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Processes;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Rehearsal;

public sealed class PlanIsolationTests
{
    private const string Plan =
        """
        {
          "name": "shop",
          "services": {
            "app": { "image": "app:1", "depends_on": { "db": { "condition": "service_healthy" } } },
            "db": {
              "image": "db:1", "build": { "context": "." }, "container_name": "the-db", "restart": "always", "network_mode": "host", "pid": "host", "privileged": false,
              "ports": [{ "target": 5432, "published": "5432" }], "volumes_from": ["container:live"], "external_links": ["other"], "labels": { "proxy": "yes" },
              "logging": { "driver": "gelf" }, "scale": 3, "depends_on": { "app": { "condition": "service_started" } }, "mem_limit": "67108864",
              "deploy": { "replicas": 2, "resources": { "limits": { "memory": "64M" }, "reservations": { "devices": [{ "capabilities": ["gpu"] }] } } },
              "environment": { "POSTGRES_PASSWORD": "a$$b" },
              "volumes": [
                { "type": "volume", "source": "data", "target": "/data", "volume": { "subpath": "live" } },
                { "type": "bind", "source": "/srv/live", "target": "/var/lib/postgresql/data" },
                { "type": "bind", "source": "/srv/init", "target": "/docker-entrypoint-initdb.d" },
                { "type": "bind", "source": "/srv/db.conf", "target": "/db.conf", "bind": { "create_host_path": true } },
                { "type": "bind", "source": "/var/run/docker.sock", "target": "/var/run/docker.sock", "read_only": true }
              ]
            }
          },
          "networks": { "default": { "name": "shop_default" } },
          "volumes": { "data": { "name": "shop-live", "external": true } }
        }
        """;

    [Fact]
    public void A_copy_of_a_service_shares_nothing_with_the_live_one_and_reaches_nobody()
    {
        var copy = ComposePlan.Parse(new CapturedText(Plan)).Alone("db", "shop-proof-1", "sha256:1", path => path is "/srv/live" or "/srv/init" ? true : path == "/srv/db.conf" ? false : null);

        using var document = JsonDocument.Parse(copy.Text().Reveal());
        var db = document.RootElement.GetProperty("services").GetProperty("db");
        Assert.Equal(
            ["deploy", "environment", "healthcheck", "image", "mem_limit", "networks", "privileged", "pull_policy", "restart", "volumes"],
            db.EnumerateObject().Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.Equal("""{"resources":{"limits":{"memory":"64M"},"reservations":{}}}""", JsonSerializer.Serialize(db.GetProperty("deploy")));
        Assert.Equal(
            [
                """{"type":"volume","source":"data","target":"/data","volume":{}}""",
                """{"type":"volume","target":"/var/lib/postgresql/data"}""",
                """{"type":"bind","source":"/srv/init","target":"/docker-entrypoint-initdb.d","read_only":true}""",
                """{"type":"bind","source":"/srv/db.conf","target":"/db.conf","bind":{},"read_only":true}""",
                """{"type":"volume","target":"/var/run/docker.sock"}""",
            ],
            db.GetProperty("volumes").EnumerateArray().Select(mount => JsonSerializer.Serialize(mount)));
        Assert.Equal(["db"], copy.Services.Select(service => service.Name));
        Assert.Equal([new PlanResource("data", "shop-proof-1_data", IsExternal: false)], copy.Volumes);
        Assert.Equal("""{"alone":{"name":"shop-proof-1_alone","internal":true}}""", JsonSerializer.Serialize(document.RootElement.GetProperty("networks")));
        Assert.Equal("a$b", copy.EnvironmentOf("db")["POSTGRES_PASSWORD"]);
    }

    [Fact]
    public void Texts_of_a_container_of_an_image_are_no_variables()
    {
        var plan = PlanIsolation.OfImage("proof", "store", "redis:8", new Dictionary<string, string> { ["PASSWORD"] = "x$y" }, ["sh", "-c", "echo $PASSWORD"], new Dictionary<string, string>());

        Assert.Contains("echo $$PASSWORD", plan.Text().Reveal(), StringComparison.Ordinal);
        Assert.Equal("x$y", plan.EnvironmentOf("store")["PASSWORD"]);
    }
}
