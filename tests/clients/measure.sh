#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs the clients (Debian and npm packages), builds their drivers and measures them all, or those that are named:
# writes resources/clients/measured.json. Needs a built build/dev. usage: tests/clients/measure.sh [CLIENT]...
set -euo pipefail
cd "$(dirname "$0")/../.."

packages=(curl wget wget2 httpie aria2 python3-requests python3-httpx python3-aiohttp php-cli php-curl
    php-guzzlehttp-guzzle libwww-perl liblwp-protocol-https-perl ruby ruby-faraday ruby-faraday-middleware
    ruby-httparty golang-go chromium firefox-esr openssl)
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

mkdir -p build/clients
cp tests/clients/package.json build/clients/
(cd build/clients && npm install --no-audit --no-fund --silent)
go build -o build/clients/goclient tests/clients/drivers/goclient.go
javac -d build/clients tests/clients/drivers/JavaClients.java
cmake --build --preset dev --target decideprobe qtclient

QTCLIENT=$PWD/build/dev/qtclient python3 tests/clients/measure.py record "$@"
python3 tests/clients/measure.py check build/dev/decideprobe
