# SPDX-License-Identifier: MIT
# Perl's clients, one request a line of standard input; see README.md of this folder. usage: perlclients.pl CLIENT
use strict;
use warnings;
use HTTP::Request;
use HTTP::Tiny;
use JSON::PP;
use LWP::UserAgent;
use MIME::Base64;

my $timeout = 10;
$| = 1;

sub with_user {
    my ($wish) = @_;
    my @fields = map { @$_ } @{$wish->{headers}};
    push @fields, Authorization => 'Basic ' . encode_base64(join(':', @{$wish->{user}}), '') if $wish->{user};
    return @fields;
}

# The text, or with `stream` what gives its bytes once.
sub body_of {
    my ($wish) = @_;
    my @parts = ($wish->{body});
    return $wish->{stream} ? sub { return shift @parts } : $wish->{body};
}

sub send_tiny {
    my ($wish) = @_;
    my %fields = with_user($wish);
    my $tiny = HTTP::Tiny->new(verify_SSL => 0, timeout => $timeout);
    my $answer = $tiny->request($wish->{method}, $wish->{url},
        {headers => \%fields, defined $wish->{body} ? (content => body_of($wish)) : ()});
    return "$answer->{status} $answer->{reason}";
}

sub send_lwp {
    my ($wish, @more) = @_;
    my $agent = LWP::UserAgent->new(timeout => $timeout, ssl_opts => {verify_hostname => 0, SSL_verify_mode => 0}, @more);
    my $request = HTTP::Request->new($wish->{method}, $wish->{url}, [map { @$_ } @{$wish->{headers}}], body_of($wish));
    $request->authorization_basic(@{$wish->{user}}) if $wish->{user};
    return $agent->request($request)->status_line;
}

# Every method follows redirects (LWP::UserAgent, "requests_redirectable").
sub send_lwpall {
    my ($wish) = @_;
    return send_lwp($wish, requests_redirectable => [qw(GET HEAD POST PUT PATCH DELETE OPTIONS QUERY)]);
}

sub send_mojo {
    my ($wish) = @_;
    require Mojo::UserAgent;
    my $agent = Mojo::UserAgent->new(max_redirects => 10, insecure => 1, request_timeout => $timeout);
    my $url = Mojo::URL->new($wish->{url});
    $url->userinfo(join(':', @{$wish->{user}})) if $wish->{user};
    my $tx = $agent->build_tx($wish->{method} => $url, defined $wish->{body} ? $wish->{body} : ());
    $tx->req->headers->add(@$_) for @{$wish->{headers}};
    return $agent->start($tx)->res->code // 'no response';
}

my ($client, $wanted) = @ARGV;
my $send = {tiny => \&send_tiny, lwp => \&send_lwp, lwpall => \&send_lwpall, mojo => \&send_mojo}->{$client};
if (($wanted // '') eq '--version') {
    require Mojolicious if $client eq 'mojo';
    print {tiny => $HTTP::Tiny::VERSION, mojo => $Mojolicious::VERSION}->{$client} // $LWP::UserAgent::VERSION, "\n";
    exit 0;
}
while (my $line = <STDIN>) {
    my $wish = decode_json($line);
    my $end = eval { $send->($wish) } // "error $@";
    $end =~ s/\s+/ /g;
    print "$end\n";
}
