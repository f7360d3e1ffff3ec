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

sub send_tiny {
    my ($wish) = @_;
    my %fields = with_user($wish);
    my $tiny = HTTP::Tiny->new(verify_SSL => 0, timeout => $timeout);
    my $answer = $tiny->request($wish->{method}, $wish->{url},
        {headers => \%fields, defined $wish->{body} ? (content => $wish->{body}) : ()});
    return "$answer->{status} $answer->{reason}";
}

sub send_lwp {
    my ($wish) = @_;
    my $agent = LWP::UserAgent->new(timeout => $timeout, ssl_opts => {verify_hostname => 0, SSL_verify_mode => 0});
    my $request = HTTP::Request->new($wish->{method}, $wish->{url}, [map { @$_ } @{$wish->{headers}}], $wish->{body});
    $request->authorization_basic(@{$wish->{user}}) if $wish->{user};
    return $agent->request($request)->status_line;
}

my ($client, $wanted) = @ARGV;
if (($wanted // '') eq '--version') {
    print $client eq 'tiny' ? $HTTP::Tiny::VERSION : $LWP::UserAgent::VERSION, "\n";
    exit 0;
}
while (my $line = <STDIN>) {
    my $wish = decode_json($line);
    my $end = eval { $client eq 'tiny' ? send_tiny($wish) : send_lwp($wish) } // "error $@";
    $end =~ s/\s+/ /g;
    print "$end\n";
}
