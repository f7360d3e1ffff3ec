#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Watches the clients that are installed, over http and https, and compares what works with the table in docs/watch.md.

usage: watch_test.py HOPSCOPE_CLI docs/watch.md [CLIENT...]
"""
import http.server
import json
import os
import pathlib
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading

SECONDS = 60
NAMES = "IP:127.0.0.1,DNS:localhost,DNS:watched.localhost"

REQUESTS = "import requests, sys; print(requests.get(sys.argv[1]).text)"
HTTPX = "import httpx, sys; print(httpx.get(sys.argv[1], follow_redirects=True).text)"
URLLIB = "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read())"
FETCH = "fetch(process.argv[1]).then(r => r.text()).then(console.log)"
NODE_HTTP = "const m = require(process.argv[1].split(':')[0]); m.get(process.argv[1], r => r.resume())"
PHP_CURL = """$c = curl_init($argv[1]); curl_setopt($c, CURLOPT_FOLLOWLOCATION, true);
if (!curl_exec($c)) { fwrite(STDERR, curl_error($c)); exit(1); }"""
PHP_STREAM = "echo file_get_contents($argv[1]);"
LWP = "use LWP::UserAgent; my $u = LWP::UserAgent->new(env_proxy => 1); print $u->get($ARGV[0])->as_string;"
TINY = "use HTTP::Tiny; print HTTP::Tiny->new(verify_SSL => 1)->get($ARGV[0])->{content};"
RUBY = "require 'open-uri'; puts URI.open(ARGV[0]).read"
RUBY_HTTP = """require 'net/http'; u = URI(ARGV[0]); r = Net::HTTP.get_response(u)
r = Net::HTTP.get_response(u + r['location']) while r.is_a?(Net::HTTPRedirection); puts r.body"""
GO = """package main
import ("fmt"; "io"; "net/http"; "os")
func main() { r, e := http.Get(os.Args[1]); if e != nil { fmt.Println(e); os.Exit(1) }; b, _ := io.ReadAll(r.Body); fmt.Println(string(b)) }
"""
JAVA = """import java.net.*; import java.net.http.*;
public class Client { public static void main(String[] a) throws Exception {
  if (a[0].equals("old")) { System.out.println(new String(new URL(a[1]).openStream().readAllBytes())); return; }
  HttpClient c = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  System.out.println(c.send(HttpRequest.newBuilder(URI.create(a[1])).build(), HttpResponse.BodyHandlers.ofString()).body()); } }
"""


def rows(folder):
    """Name as in the table, command without the URL, whether it is there, and the host that it asks."""
    (folder / "client.go").write_text(GO, encoding="utf-8")
    (folder / "Client.java").write_text(JAVA, encoding="utf-8")
    python, here, name = sys.executable, "127.0.0.1", "watched.localhost"

    def has(*command):
        return shutil.which(command[0]) and subprocess.run(command, capture_output=True, timeout=SECONDS, check=False).returncode == 0

    return [
        ("curl", ["curl", "-sL"], has("curl", "-V"), here),
        ("wget", ["wget", "-qO-"], has("wget", "-V"), here),
        ("git", ["git", "ls-remote"], has("git", "--version"), here),
        ("Python requests", [python, "-c", REQUESTS], has(python, "-c", "import requests"), here),
        ("Python httpx", [python, "-c", HTTPX], has(python, "-c", "import httpx"), here),
        ("Python urllib", [python, "-c", URLLIB], True, here),
        ("Go net/http", [str(folder / "goclient")], has("go", "build", "-o", str(folder / "goclient"), str(folder / "client.go")),
         name),
        ("Java HttpClient", ["java", str(folder / "Client.java"), "new"], has("javac", "-version"), here),
        ("Java HttpURLConnection", ["java", str(folder / "Client.java"), "old"], has("javac", "-version"), here),
        ("PHP curl", ["php", "-r", PHP_CURL, "--"], has("php", "-r", "exit(function_exists('curl_init') ? 0 : 1);"), here),
        ("PHP file_get_contents", ["php", "-r", PHP_STREAM, "--"], has("php", "-v"), here),
        ("Perl LWP", ["perl", "-e", LWP], has("perl", "-MLWP::Protocol::https", "-e", "1"), here),
        ("Perl HTTP::Tiny", ["perl", "-e", TINY], has("perl", "-MIO::Socket::SSL", "-e", "1"), here),
        ("Ruby open-uri", ["ruby", "-e", RUBY], has("ruby", "-v"), name),
        ("Ruby Net::HTTP", ["ruby", "-e", RUBY_HTTP], has("ruby", "-v"), name),
        ("Node.js fetch", ["node", "-e", FETCH], has("node", "-v"), here),
        ("Node.js http", ["node", "-e", NODE_HTTP], has("node", "-v"), here),
    ]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        redirects = self.path.startswith("/302/")
        self.send_response(302 if redirects else 200)
        if redirects:
            self.send_header("Location", "/ok/" + self.path[5:])
        body = b"" if redirects else b"arrived\n"
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve(folder):
    """Ports of http and https."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, check=True, timeout=SECONDS)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test-CA")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "good.key", "-out", "good.csr", "-subj", "/CN=127.0.0.1")
    (folder / "names.cnf").write_text(f"subjectAltName={NAMES}\n", encoding="utf-8")
    openssl("x509", "-req", "-in", "good.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "good.pem",
            "-extfile", "names.cnf")
    ports = {}
    for scheme in ("http", "https"):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.handle_error = lambda *_: None
        if scheme == "https":
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(folder / "good.pem", folder / "good.key")
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        ports[scheme] = server.server_address[1]
    return ports


def watched(cli, folder, command, url):
    """What the chain with the redirect is worth: "yes", "no", or why it is neither."""
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    ran = subprocess.run([cli, "watch", "--ca-file", str(folder / "ca.pem"), "--format", "json", "-o", f"{out}/", "--", *command, url],
                         capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL,
                         env={**os.environ, "XDG_DATA_HOME": str(folder), "GIT_TERMINAL_PROMPT": "0"})
    traces = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("*.json"))]
    if not traces:
        return "no", ran
    for trace in traces:
        statuses = [hop["response"] and hop["response"]["status"] for hop in trace["hops"]]
        if statuses == [302, 200] and trace["hops"][0]["request"]["url"].startswith(url):
            return "yes", ran
    return "other", (ran, [[hop["request"]["url"] for hop in trace["hops"]] for trace in traces])


def table(document):
    """Of docs/watch.md: {client: (http, https)}."""
    found = re.findall(r"^\| ([^|]+) \| (yes|no) \| (yes|no) \|", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {name.strip(): {"http": plain, "https": secure} for name, plain, secure in found}


def main():
    cli, document, only = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
    known = table(document)
    faults = done = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        ports = serve(folder)
        clients = rows(folder)
        missing = {client for client, *_ in clients} ^ set(known)
        if missing:
            print("FAIL rows of the table and of the test differ:", missing)
            faults += 1
        for client, command, is_there, host in clients:
            if only and client not in only:
                continue
            if not is_there:
                print(f"left out: {client} is not installed")
                continue
            for scheme, port in ports.items():
                done += 1
                got, detail = watched(cli, folder, command, f"{scheme}://{host}:{port}/302/x")
                want = known.get(client, {}).get(scheme)
                faults += got != want
                print(f"{'ok  ' if got == want else 'FAIL'} {client} over {scheme}: {got}"
                      + ("" if got == want else f", the table says {want}: {str(detail)[:1500]}"))
    print(f"{done} runs, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
