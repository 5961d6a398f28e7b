# A web server that stands a load: processes made beforehand share one socket. Asked to end, they answer whoever is connected first.
use strict; use warnings; use IO::Socket::INET;
$| = 1;
open(my $file, '<', '/behaviour') or die; chomp(my $fault = <$file>); close $file;
my $tag = $ENV{RELEASE_TAG} // '';
if ($fault eq 'crash') { print STDERR "starting $tag\nERROR: cannot open the ledger\n"; exit 3 }
my $server = IO::Socket::INET->new(LocalPort => 8000, Listen => 1024, ReuseAddr => 1, Blocking => 0) or die "ERROR: no port: $!";
my $ending = 0;
my %children;
for (1 .. 16) {
    my $child = fork // die;
    if ($child) { $children{$child} = 1; next }
    $SIG{TERM} = sub { $ending = 1 };
    while (1) {
        # Waited for with a limit: a signal that comes just before the wait does not end it.
        vec(my $ready = '', fileno($server), 1) = 1;
        unless (select($ready, undef, undef, $ending ? 0 : 0.5) > 0) { last if $ending; next }
        my $client = $server->accept or next;
        $client->blocking(1);
        my $request = <$client> // ''; while (my $line = <$client>) { last if $line =~ /^\r?\n$/ }
        select undef, undef, undef, 0.3 if $request =~ m{^\w+ /slow};
        my $status = $fault eq 'unhealthy' && $request =~ m{/health} ? 503 : 200;
        my $body = "{\"status\":\"healthy\",\"release\":\"$tag\"}";
        print $client "HTTP/1.1 $status X\r\nContent-Type: application/json\r\nContent-Length: " . length($body) . "\r\nConnection: close\r\n\r\n$body";
        close $client;
    }
    exit 0;
}
$SIG{TERM} = sub { kill TERM => keys %children; $ending = 1 };
print "listening, release $tag\n";
while (keys %children) { my $gone = wait; delete $children{$gone} if $gone > 0; last if $gone < 0 && !$!{EINTR} }
exit($ending ? 0 : 5);
