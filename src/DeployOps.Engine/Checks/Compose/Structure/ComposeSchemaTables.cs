using System.Collections.Frozen;

namespace DeployOps.Engine.Checks.Compose.Structure;

/// <summary>
/// The keys of the compose specification and the shapes of their values, as of its revision of July 2026. Each table lists keys as
/// <c>name:shapes</c> with <c>s</c> for a single value, <c>l</c> for a list, <c>m</c> for a mapping of any keys.
/// </summary>
internal static class ComposeSchemaTables
{
    private const string Service =
        "annotations:lm attach:s cap_add:l cap_drop:l cgroup:s cgroup_parent:s command:sl configs:l container_name:s cpu_count:s cpu_percent:s "
        + "cpu_period:s cpu_quota:s cpu_rt_period:s cpu_rt_runtime:s cpu_shares:s cpus:s cpuset:s device_cgroup_rules:l devices:l dns:sl dns_opt:l "
        + "dns_search:sl domainname:s entrypoint:sl environment:lm expose:l external_links:l extra_hosts:lm gpus:sl group_add:l hostname:s image:s "
        + "init:s ipc:s isolation:s label_file:sl labels:lm links:l mac_address:s mem_limit:s mem_reservation:s mem_swappiness:s memswap_limit:s "
        + "models:lm network_mode:s networks:lm oom_kill_disable:s oom_score_adj:s pid:s pids_limit:s platform:s post_start:l pre_start:l pre_stop:l "
        + "privileged:s profiles:l provider:m pull_policy:s pull_refresh_after:s read_only:s restart:s runtime:s scale:s secrets:l security_opt:l "
        + "shm_size:s stdin_open:s stop_grace_period:s stop_signal:s storage_opt:m sysctls:lm tmpfs:sl tty:s ulimits:m use_api_socket:s user:s "
        + "userns_mode:s uts:s volumes_from:l working_dir:s";

    private const string Build =
        "additional_contexts:lm args:lm cache_from:l cache_to:l context:s dockerfile:s dockerfile_inline:s entitlements:l extra_hosts:lm isolation:s "
        + "labels:lm network:s no_cache:s platforms:l privileged:s provenance:s pull:s sbom:s secrets:l shm_size:s ssh:lm tags:l target:s ulimits:m";

    private const string Rollout = "delay:s failure_action:s max_failure_ratio:s monitor:s order:s parallelism:s";

    public static ComposeSchema Create()
    {
        var healthcheck = Object(Shape("m"), "disable:s interval:s retries:s start_interval:s start_period:s test:sl timeout:s");
        var logging = Object(Shape("m"), "driver:s options:m");
        var dependency = Object(Shape("m"), "condition:s required:s restart:s");
        var envFile = Object(Shape("sm"), "format:s path:s required:s");
        var port = Object(Shape("sm"), "app_protocol:s host_ip:s mode:s name:s protocol:s published:s target:s");
        var mount = Object(
            Shape("sm"), "consistency:s read_only:s source:s target:s type:s",
            ("bind", Object(Shape("m"), "create_host_path:s propagation:s recursive:s selinux:s")),
            ("volume", Object(Shape("m"), "labels:lm nocopy:s subpath:s")),
            ("tmpfs", Object(Shape("m"), "mode:s size:s")),
            ("image", Object(Shape("m"), "subpath:s")));
        var limits = Object(Shape("m"), "cpus:s memory:s pids:s");
        var reservations = Object(Shape("m"), "cpus:s devices:l generic_resources:l memory:s");
        var deploy = Object(
            Shape("m"), "endpoint_mode:s labels:lm mode:s replicas:s",
            ("placement", Object(Shape("m"), "constraints:l max_replicas_per_node:s preferences:l")),
            ("resources", Object(Shape("m"), "", ("limits", limits), ("reservations", reservations))),
            ("restart_policy", Object(Shape("m"), "condition:s delay:s max_attempts:s window:s")),
            ("rollback_config", Object(Shape("m"), Rollout)),
            ("update_config", Object(Shape("m"), Rollout)));
        var watch = Object(Shape("m"), "action:s exec:m ignore:sl include:sl initial_sync:s path:s target:s");
        var service = Object(
            Shape("m"), Service,
            ("blkio_config", Object(Shape("m"), "device_read_bps:l device_read_iops:l device_write_bps:l device_write_iops:l weight:s weight_device:l")),
            ("build", Object(Shape("sm"), Build)),
            ("credential_spec", Object(Shape("m"), "config:s file:s registry:s")),
            ("depends_on", ListOrMapping(dependency)),
            ("deploy", deploy),
            ("develop", Object(Shape("m"), "", ("watch", List(watch)))),
            ("env_file", new ComposeSchema { Shapes = Shape("sl"), Below = envFile }),
            ("extends", Object(Shape("sm"), "file:s service:s")),
            ("healthcheck", healthcheck),
            ("logging", logging),
            ("ports", List(port)),
            ("volumes", List(mount)));
        var network = Object(
            Shape("m"), "attachable:s driver:s driver_opts:m enable_ipv4:s enable_ipv6:s external:sm internal:s labels:lm name:s",
            ("ipam", Object(Shape("m"), "driver:s options:m", ("config", List(Object(Shape("m"), "aux_addresses:m gateway:s ip_range:s subnet:s"))))));
        return Object(
            Shape("m"), "name:s version:s",
            ("include", List(Object(Shape("sm"), "env_file:sl path:sl project_directory:s"))),
            ("services", Names(service)),
            ("networks", Names(network)),
            ("volumes", Names(Object(Shape("m"), "driver:s driver_opts:m external:sm labels:lm name:s"))),
            ("secrets", Names(Object(Shape("m"), "driver:s driver_opts:m environment:s external:sm file:s labels:lm name:s template_driver:s"))),
            ("configs", Names(Object(Shape("m"), "content:s environment:s external:sm file:s labels:lm name:s template_driver:s"))),
            ("models", Names(Object(Shape("m"), "context_size:s model:s name:s runtime_flags:l"))));
    }

    private static ComposeSchema Object(ComposeShapes shapes, string simple, params (string Key, ComposeSchema Schema)[] nested)
    {
        var keys = new Dictionary<string, ComposeSchema>(StringComparer.Ordinal);
        foreach (var entry in simple.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, shape) = (entry.Split(':')[0], entry.Split(':')[1]);
            keys[key] = new ComposeSchema { Shapes = Shape(shape) };
        }

        foreach (var (key, schema) in nested)
        {
            keys[key] = schema;
        }

        return new ComposeSchema { Shapes = shapes, Keys = keys.ToFrozenDictionary(StringComparer.Ordinal) };
    }

    private static ComposeSchema Names(ComposeSchema each) => new() { Shapes = ComposeShapes.Mapping, Below = each };

    private static ComposeSchema List(ComposeSchema each) => new() { Shapes = ComposeShapes.List, Below = each };

    private static ComposeSchema ListOrMapping(ComposeSchema each) => new() { Shapes = ComposeShapes.List | ComposeShapes.Mapping, Below = each };

    private static ComposeShapes Shape(string letters) => letters.Aggregate(
        default(ComposeShapes),
        (shapes, letter) => shapes | letter switch { 's' => ComposeShapes.Single, 'l' => ComposeShapes.List, _ => ComposeShapes.Mapping });
}
