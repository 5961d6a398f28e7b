using DeployOps.Engine.Releases.Diagnosis;

namespace DeployOps.Engine.Tests.Releases.Diagnosis;

internal static partial class RecordedErrors
{
    private static (string Cause, string Part, string Text)[] OfDocker =>
    [
        (DiagnosisCause.PortTaken, "8080", "driver failed programming external connectivity on endpoint shop-nginx-1 (abc): Bind for 0.0.0.0:8080 failed: port is already allocated"),
        (DiagnosisCause.PortTaken, "80", "driver failed programming external connectivity on endpoint shop-nginx-1 (abc): Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use"),
        (DiagnosisCause.PortTaken, "443", "Ports are not available: exposing port TCP 0.0.0.0:443 -> 0.0.0.0:0: listen tcp 0.0.0.0:443: bind: Only one usage of each socket address (protocol/network address/port) is normally permitted."),
        (DiagnosisCause.PortTaken, "", "Error response from daemon: port is already allocated"),
        (DiagnosisCause.CommandNotFound, "gunicorn", "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"gunicorn\": executable file not found in $PATH: unknown"),
        (DiagnosisCause.CommandNotFound, "/entrypoint.sh", "OCI runtime create failed: runc create failed: unable to start container process: exec: \"/entrypoint.sh\": stat /entrypoint.sh: no such file or directory: unknown"),
        (DiagnosisCause.CommandNotFound, "/entrypoint.sh", "OCI runtime create failed: runc create failed: unable to start container process: exec: \"/entrypoint.sh\": permission denied: unknown"),
        (DiagnosisCause.CommandNotFound, "", "exec /usr/local/bin/app: exec format error"),
        (DiagnosisCause.CommandNotFound, "/docker-entrypoint.sh", "exec /docker-entrypoint.sh: no such file or directory"),
        (DiagnosisCause.FileOrPermission, "/srv/shop/nginx.conf", "invalid mount config for type \"bind\": bind source path does not exist: /srv/shop/nginx.conf"),
        (DiagnosisCause.FileOrPermission, "", "error mounting \"/srv/shop/nginx.conf\" to rootfs at \"/etc/nginx/nginx.conf\": not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?"),
        (DiagnosisCause.FileOrPermission, "/srv/data", "error while creating mount source path '/srv/data': mkdir /srv/data: file exists".Replace("'", "\"", StringComparison.Ordinal)),
        (DiagnosisCause.FileOrPermission, "/app", "OCI runtime create failed: runc create failed: unable to start container process: chdir to cwd (\"/app\") set in config.json failed: permission denied: unknown"),
        (DiagnosisCause.FileOrPermission, "shop", "unable to find user shop: no matching entries in passwd file"),
        (DiagnosisCause.ImageMissing, "shop-backend:2026.11.20", "Error response from daemon: No such image: shop-backend:2026.11.20"),
        (DiagnosisCause.ImageMissing, "shop/backend:9", "manifest for shop/backend:9 not found: manifest unknown: manifest unknown"),
        (DiagnosisCause.ImageMissing, "shop/backend", "pull access denied for shop/backend, repository does not exist or may require 'docker login'"),
        (DiagnosisCause.ImageMissing, "linux/arm64", "no matching manifest for linux/arm64 in the manifest list entries"),
        (DiagnosisCause.ImageMissing, "nosuch.invalid/base:1", "failed to solve: nosuch.invalid/base:1: failed to resolve source metadata for nosuch.invalid/base:1: failed to do request"),
        (DiagnosisCause.ImageMissing, "", "toomanyrequests: You have reached your unauthenticated pull rate limit"),
        (DiagnosisCause.ImageMissing, "registry.example", "Error response from daemon: Get \"https://registry.example/v2/\": context deadline exceeded"),
        (DiagnosisCause.ResourceUnavailable, "", "failed to create network shop_default: Error response from daemon: Pool overlaps with other one on this address space"),
        (DiagnosisCause.ResourceUnavailable, "", "could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network"),
        (DiagnosisCause.ResourceUnavailable, "shop-db", "Error response from daemon: Conflict. The container name \"/shop-db\" is already in use by container \"abc\". You have to remove (or rename) that container"),
        (DiagnosisCause.ResourceUnavailable, "edge", "network edge declared as external, but could not be found"),
        (DiagnosisCause.ResourceUnavailable, "", "could not select device driver \"nvidia\" with capabilities: [[gpu]]"),
        (DiagnosisCause.ResourceUnavailable, "", "driver failed programming external connectivity: (iptables failed: iptables --wait -t nat -A DOCKER: iptables: No chain/target/match by that name."),
        (DiagnosisCause.ResourceUnavailable, "7c2e", "Error response from daemon: network 7c2e not found"),
    ];
}
