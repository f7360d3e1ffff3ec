#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs the clients (Debian and npm packages), builds their drivers and measures them all, or those that are named, as many at once
# as there are processors: writes resources/clients/measured.json. Needs a configured build/dev. usage: tests/clients/measure.sh [CLIENT]...
set -euo pipefail
cd "$(dirname "$0")/../.."

packages=(curl wget wget2 httpie aria2 w3m lynx links python3-requests python3-httpx python3-aiohttp python3-urllib3
    python3-tornado python3-pycurl python3-treq python3-gi gir1.2-soup-3.0 php-cli php-curl php-guzzlehttp-guzzle
    php-symfony-http-client libwww-perl liblwp-protocol-https-perl libmojolicious-perl libio-socket-ssl-perl ruby ruby-faraday
    ruby-faraday-middleware ruby-httparty ruby-rest-client ruby-typhoeus ruby-http ruby-excon libhttpclient-java
    libhttpclient5-java libokhttp-java libjetty9-java libjetty9-extra-java r-cran-httr r-cran-httr2 r-cran-jsonlite libpoco-dev g++
    librust-reqwest-dev librust-serde-json-dev golang-go chromium firefox-esr webkit2gtk-driver xvfb openssl)
command -v cargo >/dev/null || packages+=(cargo)
command -v node >/dev/null || packages+=(nodejs npm)
command -v javac >/dev/null || packages+=(default-jdk-headless)
missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

# An update of Debian 12 asks for a version of netty-reactive-streams that Debian 12 does not have; the package before it does not.
dpkg-query -W -f '${Status}' libasync-http-client-java 2>/dev/null | grep -q 'ok installed' ||
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libasync-http-client-java ||
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libasync-http-client-java=2.12.3-1

mkdir -p build/clients
cp tests/clients/package.json build/clients/
(cd build/clients && npm install --no-audit --no-fund --silent)
go build -o build/clients/goclient tests/clients/drivers/goclient.go
javac -d build/clients -cp '/usr/share/java/*' tests/clients/drivers/Java{Clients,Packages,Async}.java
g++ -std=c++17 -o build/clients/pococlient tests/clients/drivers/pococlient.cpp -lPocoJSON -lPocoNetSSL -lPocoCrypto -lPocoNet -lPocoFoundation
cp -r tests/clients/drivers/reqwest build/clients/
(cd build/clients/reqwest && cargo build --offline --quiet --config 'source.crates-io.replace-with="debian"' \
    --config 'source.debian.directory="/usr/share/cargo/registry"')
cmake --build --preset dev --target decideprobe qtclient

QTCLIENT=$PWD/build/dev/qtclient python3 tests/clients/measure.py record "$@"
python3 tests/clients/measure.py check build/dev/decideprobe
