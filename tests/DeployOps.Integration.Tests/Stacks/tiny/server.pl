# A web server of a few lines for tests: ROLE=backend answers by itself, ROLE=proxy passes /api/ on to backend:8000.
# Faults: crash, crash-later, unhealthy, error500, error500-v1, fatal-log, slow-start, none with "ok".
use strict; use warnings; use IO::Socket::INET;
$| = 1;
open(my $file, '<', '/behaviour') or die; chomp(my $fault = <$file>); close $file;
my $role = $ENV{ROLE} // 'backend';
$fault = 'ok' if $role ne 'backend';
my $tag = $ENV{RELEASE_TAG} // '';
if ($fault eq 'crash') { print STDERR "starting $tag\nERROR: cannot open the ledger\n"; exit 3 }
if ($fault eq 'fatal-log') { print STDERR "FATAL: the ledger is damaged\n" }
sleep 5 if $fault eq 'slow-start';
my $started = time;
my $ending = 0;
$SIG{CHLD} = 'IGNORE';
my $server = IO::Socket::INET->new(LocalPort => 8000, Listen => 128, ReuseAddr => 1) or die "ERROR: no port: $!";
# It drains: asked to end it still answers whoever is connected, and ends when all are served.
$SIG{TERM} = sub { $ending = 1 };
print "listening as $role, release $tag\n";
while (1) {
    # Waited for with a limit: a signal that comes just before the wait does not end it.
    vec(my $ready = '', fileno($server), 1) = 1;
    unless (select($ready, undef, undef, $ending ? 0 : 0.2) > 0) {
        next unless $ending;
        close $server; 1 while wait != -1; exit 0;
    }
    my $client = $server->accept;
    if ($fault eq 'crash-later' && time - $started > 3) { print STDERR "ERROR: the ledger went away\n"; exit 4 }
    next unless $client;
    my $child = fork;
    if ($child) { close $client; next }
    $SIG{TERM} = 'IGNORE';
    $client->autoflush(1);
    my $request = <$client> // ''; while (my $line = <$client>) { last if $line =~ /^\r?\n$/ }
    my ($path) = $request =~ m{^\w+ (\S+)};
    $path //= '/';
    select undef, undef, undef, 0.3 if $path =~ m{/slow$};
    my ($status, $body) = (200, "{\"status\":\"healthy\",\"release\":\"$tag\",\"role\":\"$role\"}");
    if ($role eq 'proxy' && $path =~ m{^/api/}) {
        my $backend = IO::Socket::INET->new(PeerAddr => 'backend', PeerPort => 8000, Timeout => 3);
        if ($backend) {
            print $backend "GET " . substr($path, 4) . " HTTP/1.0\r\n\r\n";
            my $answer = do { local $/; <$backend> } // '';
            ($status) = $answer =~ m{^HTTP/1\.\d (\d+)}; $status //= 502;
            ($body) = $answer =~ m{\r\n\r\n(.*)}s; $body //= '';
        } else { ($status, $body) = (502, '{"error_code":"backend_away"}') }
    } elsif ($role eq 'backend') {
        $status = 503 if $fault eq 'unhealthy' && $path eq '/health';
        $status = 500 if $fault eq 'error500' && $path ne '/health';
        $status = 500 if $fault eq 'error500-v1' && $path =~ m{^/v1};
    }
    print $client "HTTP/1.1 $status X\r\nContent-Type: application/json\r\nContent-Length: " . length($body) . "\r\nConnection: close\r\n\r\n$body";
    close $client; exit 0;
}
