# A web server of a few lines: ROLE=backend answers STATUS, ROLE=proxy passes /api/ on to the address that 'backend' had at its start.
use strict; use warnings; use IO::Socket::INET;
$| = 1; $SIG{TERM} = sub { exit 0 }; $SIG{PIPE} = 'IGNORE';
my ($role, $answer) = ($ENV{ROLE}, $ENV{STATUS} // 200);
my $address = '';
if ($role eq 'proxy') {
    for (1 .. 100) { my $packed = gethostbyname 'backend'; if ($packed) { $address = inet_ntoa($packed); last } select undef, undef, undef, 0.1 }
}
my $server = IO::Socket::INET->new(LocalPort => 8000, Listen => 64, ReuseAddr => 1) or die "ERROR: no port: $!";
print "listening as $role\n";
while (1) {
    my $client = $server->accept or next;
    my $request = <$client> // ''; while (my $line = <$client>) { last if $line =~ /^\r?\n$/ }
    my ($path) = $request =~ m{^\w+ (\S+)}; $path //= '/';
    my $status = 200;
    if ($role eq 'proxy' && $path =~ m{^/api/}) {
        my $backend = IO::Socket::INET->new(PeerAddr => $address, PeerPort => 8000, Timeout => 2);
        if ($backend) { print $backend "GET $path HTTP/1.0\r\n\r\n"; my $line = <$backend> // ''; ($status) = $line =~ m{ (\d+)}; $status //= 502 } else { $status = 502 }
    } elsif ($role eq 'backend' && $path ne '/health') {
        $status = $answer;
        print STDERR "ERROR: GET $path: division by zero in basket of customer 7\n" if $status == 500;
    }
    print $client "HTTP/1.0 $status X\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"; close $client;
}
