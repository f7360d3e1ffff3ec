<?php
// SPDX-License-Identifier: MIT
// PHP's clients, one request a line of standard input; see README.md of this folder. usage: phpclients.php CLIENT

const TIMEOUT = 10;

function lines(array $wish): array
{
    return array_map(fn ($field) => "$field[0]: $field[1]", $wish['headers']);
}

function send_curl(array $wish): string
{
    $curl = curl_init($wish['url']);
    curl_setopt_array($curl, [CURLOPT_FOLLOWLOCATION => true, CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => TIMEOUT,
        CURLOPT_SSL_VERIFYPEER => false, CURLOPT_SSL_VERIFYHOST => 0, CURLOPT_HTTPHEADER => lines($wish),
        CURLOPT_NOPROXY => '*']);
    // As most programs choose the method: CURLOPT_POST, CURLOPT_NOBODY, or CURLOPT_CUSTOMREQUEST for all others.
    if ($wish['method'] === 'HEAD') {
        curl_setopt($curl, CURLOPT_NOBODY, true);
    } elseif ($wish['method'] === 'POST') {
        curl_setopt_array($curl, [CURLOPT_POST => true, CURLOPT_POSTFIELDS => $wish['body'] ?? '']);
    } elseif ($wish['method'] !== 'GET') {
        curl_setopt($curl, CURLOPT_CUSTOMREQUEST, $wish['method']);
        if ($wish['body'] !== null) {
            curl_setopt($curl, CURLOPT_POSTFIELDS, $wish['body']);
        }
    }
    if ($wish['user']) {
        curl_setopt($curl, CURLOPT_USERPWD, implode(':', $wish['user']));
    }
    curl_exec($curl);
    return curl_getinfo($curl, CURLINFO_RESPONSE_CODE) . ' ' . curl_error($curl);
}

function send_streams(array $wish): string
{
    $headers = lines($wish);
    if ($wish['user']) {
        $headers[] = 'Authorization: Basic ' . base64_encode(implode(':', $wish['user']));
    }
    $http = ['method' => $wish['method'], 'header' => $headers, 'timeout' => TIMEOUT];
    if ($wish['body'] !== null) {
        $http['content'] = $wish['body'];
    }
    $context = stream_context_create(['http' => $http, 'ssl' => ['verify_peer' => false, 'verify_peer_name' => false]]);
    $answer = @file_get_contents($wish['url'], false, $context);
    return $answer === false ? 'error ' . (error_get_last()['message'] ?? '') : $http_response_header[0];
}

/// What gives the bytes once, and does not know how many there are.
function once(string $body): GuzzleHttp\Psr7\PumpStream
{
    $parts = [$body];
    return new GuzzleHttp\Psr7\PumpStream(function () use (&$parts) {
        return array_shift($parts) ?? false;
    });
}

function send_guzzle(array $wish): string
{
    $options = ['verify' => false, 'timeout' => TIMEOUT, 'http_errors' => false,
        'headers' => array_column($wish['headers'], 1, 0)];
    if ($wish['body'] !== null) {
        $options['body'] = $wish['stream'] ? once($wish['body']) : $wish['body'];
    }
    if ($wish['user']) {
        $options['auth'] = $wish['user'];
    }
    return (string)(new GuzzleHttp\Client())->request($wish['method'], $wish['url'], $options)->getStatusCode();
}

function send_symfony(array $wish): string
{
    $options = ['verify_peer' => false, 'verify_host' => false, 'timeout' => TIMEOUT, 'no_proxy' => '*', 'headers' => lines($wish)];
    if ($wish['body'] !== null) {
        $options['body'] = $wish['body'];
    }
    if ($wish['user']) {
        $options['auth_basic'] = $wish['user'];
    }
    return (string)Symfony\Component\HttpClient\HttpClient::create()->request($wish['method'], $wish['url'], $options)->getStatusCode();
}

function version(string $client): string
{
    $package = ['guzzle' => 'php-guzzlehttp-guzzle', 'symfony' => 'php-symfony-http-client'][$client] ?? '';
    if ($package) {
        $version = preg_replace('/[+].*/', '', trim(shell_exec("dpkg-query -W -f '\${source:Upstream-Version}' $package")));
        return $version . ($client === 'symfony' ? ' with curl ' . curl_version()['version'] : '');
    }
    return $client === 'curl' ? PHP_VERSION . ' with curl ' . curl_version()['version'] : PHP_VERSION;
}

if ($argv[1] === 'guzzle') {
    require 'GuzzleHttp/autoload.php';
} elseif ($argv[1] === 'symfony') {
    require 'Symfony/Component/HttpClient/autoload.php';
}
if (($argv[2] ?? '') === '--version') {
    echo version($argv[1]), "\n";
    exit(0);
}
while (($line = fgets(STDIN)) !== false) {
    try {
        $end = ('send_' . $argv[1])(json_decode($line, true));
    } catch (Throwable $error) {
        $end = get_class($error) . ' ' . $error->getMessage();
    }
    echo substr(preg_replace('/\s+/', ' ', $end), 0, 200), "\n";
}
