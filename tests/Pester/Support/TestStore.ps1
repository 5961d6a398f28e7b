# A project whose only store is a real redis-server of its own, named by a URL with its password: the cheapest real backup.

function New-TestStore([string] $Folder) {
    $null = New-Item -ItemType Directory -Path $Folder -Force
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $port = $listener.LocalEndpoint.Port
    $listener.Stop()
    $store = @{ Root = (Get-Item $Folder).FullName; Port = $port; Secret = "Kq7-$([guid]::NewGuid().ToString('N'))" }
    $store.Sets = "$($store.Root)/.deployops/backups/pester"
    $store.Data = (New-Item -ItemType Directory "$Folder-data" -Force).FullName
    "port $port", 'bind 127.0.0.1', "requirepass $($store.Secret)", "dir $($store.Data)", 'save ""', 'repl-diskless-sync-delay 0' | Set-Content "$($store.Data)/redis.conf"
    "REDIS_URL=redis://:$($store.Secret)@127.0.0.1:$port/0" | Set-Content "$($store.Root)/.env.prod"
    if (-not $IsWindows) { chmod 600 "$($store.Root)/.env.prod" }
    "name: pester`nenv:`n  pack: none`n  files: [.env.prod]" | Set-Content "$($store.Root)/deployops.yml"
    $store.Process = Start-Process redis-server -ArgumentList "$($store.Data)/redis.conf" -PassThru -RedirectStandardOutput "$($store.Data)/output.log" -RedirectStandardError "$($store.Data)/errors.log"
    foreach ($try in 1..100) {
        if ((Invoke-TestStore $store PING) -eq 'PONG') { break }
        Start-Sleep -Milliseconds 100
    }

    1..20 | ForEach-Object { $null = Invoke-TestStore $store SET "key:$_" "value $_" }
    $store
}

# A command to the store, past DeployOps. The password is not on the command line.
function Invoke-TestStore($Store) {
    $before, $env:REDISCLI_AUTH = $env:REDISCLI_AUTH, $Store.Secret
    try { redis-cli -p $Store.Port @args 2> $null } finally { $env:REDISCLI_AUTH = $before }
}

function Remove-TestStore($Store) {
    if (-not $Store) { return }
    $Store.Process.Kill()
    $null = $Store.Process.WaitForExit(10000)
    Remove-Item -LiteralPath $Store.Data -Recurse -Force -ErrorAction Ignore
}
