using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Tests.Compose.Plans;

/// <summary>Plans as Compose 2.26.1 wrote them, shortened, with every odd shape that was seen.</summary>
internal static class RecordedPlan
{
    public const string Json = """
        {
          "configs": { "c": { "name": "shop_c", "content": "a $$b" } },
          "name": "shop",
          "networks": {
            "default": { "name": "shop_default", "ipam": { "config": [ { "subnet": "10.99.0.0/24" } ] } },
            "inside": { "name": "shop_inside", "ipam": {}, "internal": true },
            "edge": { "name": "shop_edge_of_all", "ipam": {}, "external": true }
          },
          "secrets": { "s": { "name": "shop_s", "file": "/srv/shop/s" } },
          "services": {
            "backend": {
              "build": { "context": "/srv/shop", "dockerfile": "Dockerfile", "args": { "A": null }, "tags": [ "shop-app:latest" ], "cache_to": [ "type=local,dest=/c" ] },
              "command": null,
              "depends_on": {
                "db": { "condition": "service_healthy", "required": true },
                "setup": { "condition": "service_completed_successfully", "required": true }
              },
              "entrypoint": null,
              "environment": { "PASSWORD": "p$$w${x}\"\\ué\ud83d\ude00", "NULL": null, "TAG": "1" },
              "image": "shop-app:1",
              "labels": { "traefik.enable": "true" },
              "networks": { "default": { "ipv4_address": "10.99.0.7", "aliases": [ "api" ] }, "edge": null },
              "ports": [ { "mode": "ingress", "target": 9000, "published": "8000-8009", "protocol": "tcp" } ],
              "deploy": { "replicas": 2, "resources": { "limits": { "cpus": 0.50, "memory": "1073741824" } }, "placement": {} },
              "volumes": [
                { "type": "bind", "source": "/srv/shop/uploads", "target": "/uploads", "bind": { "create_host_path": true } },
                { "type": "bind", "source": "/srv/shop/nginx.conf", "target": "/n", "read_only": true, "bind": { "create_host_path": true } }
              ]
            },
            "db": {
              "command": [ "sh", "-c", "trap 'exit 0' TERM; sleep infinity \u0026 wait" ],
              "container_name": "shop-db",
              "entrypoint": null,
              "image": "postgres:17",
              "networks": { "default": null, "inside": null },
              "volumes": [ { "type": "volume", "source": "data", "target": "/data", "volume": {} }, { "type": "volume", "target": "/anon", "volume": {} }, { "type": "tmpfs", "target": "/t" } ]
            },
            "metrics": { "command": null, "entrypoint": null, "image": "metrics:1", "network_mode": "host", "profiles": [ "watch" ] },
            "proxy": {
              "build": { "context": "/srv/shop/proxy", "dockerfile": "Dockerfile" },
              "command": null,
              "depends_on": { "backend": { "condition": "service_healthy", "required": true } },
              "entrypoint": null,
              "links": [ "backend:api" ],
              "networks": { "default": null },
              "ports": [
                { "mode": "ingress", "host_ip": "0.0.0.0", "target": 80, "published": "80", "protocol": "tcp" },
                { "mode": "ingress", "target": 53, "published": "53", "protocol": "udp" },
                { "mode": "ingress", "target": 443, "protocol": "tcp" }
              ],
              "scale": 1
            },
            "setup": { "command": null, "entrypoint": null, "image": "shop-app:1", "networks": { "default": null } },
            "sidecar": { "command": null, "entrypoint": null, "image": "side:1", "network_mode": "service:backend", "volumes_from": [ "db:ro", "container:old" ], "depends_on": { "backend": { "condition": "service_started", "required": true } } }
          },
          "volumes": { "data": { "name": "shop_data" }, "media": { "name": "media", "external": true }, "nfs": { "name": "shop_nfs", "driver": "local", "driver_opts": { "device": ":/x", "type": "nfs" } } }
        }
        """;

    public static ComposePlan Read() => ComposePlan.Parse(new CapturedText(Json));
}
