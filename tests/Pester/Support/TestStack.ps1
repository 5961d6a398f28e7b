# A small stack on real containers, as the integration tests have it: a one-shot, a backend, a worker and a proxy.

function New-TestStack([string] $Folder) {
    $null = New-Item -ItemType Directory -Path $Folder -Force
    Copy-Item "$PSScriptRoot/../../DeployOps.Integration.Tests/Stacks/tiny/*" $Folder
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $port = $listener.LocalEndpoint.Port
    $listener.Stop()
    $stack = @{
        Root   = (Get-Item $Folder).FullName
        Name   = "pester-$(Get-Random -Minimum 100000 -Maximum 1000000)"
        Port   = $port
        Secret = "Kq7-$([guid]::NewGuid().ToString('N'))"
    }
    Set-TestStackBehaviour $stack ok
    $stack
}

# Makes the next image that is built behave so: see server.pl.
function Set-TestStackBehaviour($Stack, [string] $Behaviour) {
    "STACK_NAME=$($Stack.Name)", "HTTP_PORT=$($Stack.Port)", "BEHAVIOUR=$Behaviour", "APP_PASSWORD=$($Stack.Secret)", 'TAG=2026.11.01' | Set-Content "$($Stack.Root)/.env.prod"
    if (-not $IsWindows) { chmod 600 "$($Stack.Root)/.env.prod" }
}

function Remove-TestStack($Stack) {
    if (-not $Stack) { return }
    docker ps -aq --filter "name=^$($Stack.Name)" | ForEach-Object { docker rm -f -v $_ } | Out-Null
    docker network ls -q --filter "name=^$($Stack.Name)" | ForEach-Object { docker network rm $_ } | Out-Null
    docker image ls --format '{{.Repository}}:{{.Tag}}' | Where-Object { $_ -match "(^|/)$($Stack.Name)[-/:]" } | ForEach-Object { docker image rm -f $_ } | Out-Null
}
