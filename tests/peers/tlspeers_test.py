#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The relay against servers and proxies that are not ours: nginx with TLS 1.2, TLS 1.3 and HTTP/2, tinyproxy, microsocks.

usage: tlspeers_test.py PATH-TO-hopscope-cli
"""
import base64
import json
import os
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

sys.path.append(str(pathlib.Path(__file__).parents[1] / "support"))
from ports import free_port  # noqa: E402

CLI = sys.argv[1]
ENV = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"))


def written(log, condition):
    """The log's text, as soon as it fulfils the condition: nginx writes a line after it has answered."""
    end = time.monotonic() + 20
    while not condition(log.read_text()) and time.monotonic() < end:
        time.sleep(0.01)
    return log.read_text()


def wait_for(port, process):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        except OSError:
            time.sleep(0.02)
    return False


def trace(*args, env=ENV):
    p = subprocess.run([CLI, "trace", "--format", "json", "--no-redact", *args], capture_output=True, timeout=240, env=env)
    try:
        return p.returncode, json.loads(p.stdout), p.stderr.decode()
    except ValueError:
        return p.returncode, {"hops": [], "outcome": {}}, p.stderr.decode()


def certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "key.pem", "-out", folder / "cert.pem",
                    "-subj", "/CN=shop.example", "-addext", "subjectAltName=DNS:shop.example,DNS:api.example", "-days", "3"],
                   check=True, capture_output=True)


def nginx(folder, ports):
    server = """
    server {{ listen 127.0.0.1:{port} {listen}; server_name shop.example; {tls}
        location /start {{ return 307 https://api.example:{port}/second; }}
        location /second {{ return 303 /end; }}
        location /end {{ return 200 "done over $server_protocol\\n"; }} }}"""
    tls = f"ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem; ssl_protocols "
    servers = [server.format(port=ports["tls12"], listen="ssl", tls=tls + "TLSv1.2;"),
               server.format(port=ports["tls13"], listen="ssl", tls=tls + "TLSv1.3;"),
               server.format(port=ports["http2"], listen="ssl http2", tls=tls + "TLSv1.2 TLSv1.3;"),
               server.format(port=ports["client"], listen="ssl", tls=tls + f"TLSv1.3; ssl_client_certificate {folder}/cert.pem; ssl_verify_client on;"),
               server.format(port=ports["plain"], listen="", tls="")]
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temp = "".join(f"{n}_temp_path {folder}/{n};" for n in names)
    (folder / "nginx.conf").write_text(f"""daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{ access_log {folder}/access.log; {temp} {''.join(servers)} }}""")
    return subprocess.Popen(["/usr/sbin/nginx", "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.DEVNULL)


def tinyproxy(folder, port, name="tinyproxy", more="BasicAuth user secret\n"):
    conf = folder / f"{name}.conf"
    conf.write_text(f'Port {port}\nListen 127.0.0.1\nTimeout 30\nAllow 127.0.0.1\nLogFile "{folder}/{name}.log"\nLogLevel Connect\n'
                    f'{more}AddHeader "Via" "x"\n')
    return subprocess.Popen(["tinyproxy", "-d", "-c", conf], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    folder = pathlib.Path(tempfile.mkdtemp())
    os.chmod(folder, 0o755)
    certificate(folder)
    ports = {name: free_port() for name in ("tls12", "tls13", "http2", "client", "plain", "http-proxy", "socks-proxy",
                                               "usual-proxy", "usual-open-proxy")}
    # Squid's and tinyproxy's own settings let CONNECT go to port 443 only.
    processes = [nginx(folder, ports), tinyproxy(folder, ports["http-proxy"]),
                 tinyproxy(folder, ports["usual-proxy"], "usual", "BasicAuth user secret\nConnectPort 443\n"),
                 tinyproxy(folder, ports["usual-open-proxy"], "open", "ConnectPort 443\n"),
                 subprocess.Popen(["microsocks", "-i", "127.0.0.1", "-p", str(ports["socks-proxy"]), "-u", "user", "-P", "secret"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)]
    try:
        check("nginx is up", wait_for(ports["tls12"], processes[0]))
        check("tinyproxy is up", wait_for(ports["http-proxy"], processes[1]))
        check("tinyproxy with the usual settings is up", wait_for(ports["usual-proxy"], processes[2]))
        check("tinyproxy without credentials is up", wait_for(ports["usual-open-proxy"], processes[3]))
        check("microsocks is up", wait_for(ports["socks-proxy"], processes[4]))
        run(folder, ports)
    finally:
        for p in processes:
            p.terminate()
            p.wait()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def resolved(port):
    return [a for name in ("shop.example", "api.example") for a in ("--resolve", f"{name}:{port}:127.0.0.1")]


def usual(ports):
    """Plain http goes to a proxy with the whole URL in the request line (RFC 9112 3.2.2), redirects included."""
    url = f"http://127.0.0.1:{ports['plain']}/second"
    proxies = {"usual proxy": f"http://user:secret@127.0.0.1:{ports['usual-proxy']}", "usual proxy without credentials": f"http://127.0.0.1:{ports['usual-open-proxy']}"}
    for name, proxy in proxies.items():
        code, t, err = trace("--proxy", proxy, "-X", "POST", "-d", "a=1", url)
        hops = t["hops"]
        check(f"{name}: POST, 303, GET", code == 0 and [h["response"]["status"] for h in hops] == [303, 200], (code, err, t["outcome"]))
        lines = [base64.b64decode(h["wire"]["sent"]).split(b"\r\n")[0].decode() for h in hops]
        root = url.removesuffix("/second")
        check(f"{name}: absolute form", lines == [f"POST {root}/second HTTP/1.1", f"GET {root}/end HTTP/1.1"], lines)
        fields = [f["value"] for h in hops for f in h["request"]["headers"] if f["name"] == "Proxy-Authorization"]
        check(f"{name}: Proxy-Authorization", fields == ["Basic dXNlcjpzZWNyZXQ="] * (2 if "user" in proxy else 0), fields)
        curl = subprocess.run(["curl", "-sL", "-x", proxy, "-d", "a=1", "-w", "%{num_redirects} %{http_code}", "-o", "/dev/null", url],
                              capture_output=True, text=True, env=ENV).stdout
        check(f"{name}: curl sees the same chain", curl == "1 200", curl)
    code, t, err = trace("--proxy", proxies["usual proxy"].replace("user:secret@", ""), url)
    check("usual proxy: its 407 is no answer of the server", code == 3 and t["hops"][0]["response"]["status"] == 407 and "asks for a user name and password" in err, (code, err))


def ends(folder):
    """Content whose end is the connection's: over TLS only close_notify says that it is whole (RFC 9112 9.8)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    rows = {"close_notify": ("", False), "no close_notify": ("without close_notify", True), "reset": ("reset the connection", True)}
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        context.minimum_version = context.maximum_version = version
        for how, (words, truncated) in rows.items():
            with socket.create_server(("127.0.0.1", 0)) as listener:
                server = threading.Thread(target=answer_and_end, args=(context, listener, how))
                server.start()
                code, t, err = trace("--insecure", "--body-limit", "99999999", f"https://127.0.0.1:{listener.getsockname()[1]}/")
                server.join()
            notes = " ".join(t["hops"][0]["notes"]) if t["hops"] else err
            body = (t["hops"][0]["response"] or {}).get("body") if t["hops"] else None
            check(f"{version.name}: content until the close, {how}", code == 0 and body and body["truncated"] == truncated and words in notes
                  and bool(notes) == truncated, (code, notes, body and body["truncated"]))


def answer_and_end(context, listener, how):
    with context.wrap_socket(listener.accept()[0], server_side=True, suppress_ragged_eofs=True) as connection:
        connection.recv(65536)
        # More than fits into the buffers on the way: the client is reading when the end comes.
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 8_000_000)
        if how == "close_notify":
            try:
                connection.unwrap()
            except OSError:
                pass
        elif how == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def run(folder, ports):
    ca = ["--ca-file", str(folder / "cert.pem")]
    for name, protocol in (("tls12", "TLSv1.2"), ("tls13", "TLSv1.3")):
        port = ports[name]
        url = f"https://shop.example:{port}/start"
        code, t, err = trace("-X", "POST", "-d", "a=1", *ca, *resolved(port), url)
        hops = t["hops"]
        check(f"{name}: POST, 307 to another host, 303, 200", code == 0 and [h["response"]["status"] for h in hops] == [307, 303, 200], (code, err, hops))
        check(f"{name}: protocol {protocol}", [h["connection"]["tls"]["protocol"] for h in hops] == [protocol] * len(hops) and hops, hops)
        check(f"{name}: methods", [h["request"]["method"] for h in hops] == ["POST", "POST", "GET"], hops)
        check(f"{name}: certificate names", hops and "shop.example" in json.dumps(hops[0]["connection"]["tls"]), hops[:1])
        curl = subprocess.run(["curl", "-sL", "--cacert", folder / "cert.pem", *resolved(port), "-d", "a=1", "-w", "%{num_redirects} %{url_effective}", "-o",
                               "/dev/null", url], capture_output=True, text=True, env=ENV).stdout
        check(f"{name}: curl sees the same chain", curl == f"2 https://api.example:{port}/end", curl)

    port = ports["http2"]
    url = f"https://shop.example:{port}/start"
    code, t, err = trace("-X", "POST", "-d", "a=1", "--http2", *ca, *resolved(port), url)
    hops = t["hops"]
    check("h2: three hops over HTTP/2", code == 0 and [h["response"]["version"] for h in hops] == ["HTTP/2"] * 3, (code, err, [h["response"] for h in hops]))
    check("h2: statuses", [h["response"]["status"] for h in hops] == [307, 303, 200], hops)
    check("h2: peer and time are there", hops and all(h["connection"]["port"] == port and (h["timing"]["connect"] > 0) != h["connection"]["reused"] for h in hops), hops)
    check("h2: one connection for each server", [(h["connection"]["reused"], h["wire"]["http2"]["stream"]) for h in hops] == [(False, 1), (False, 1), (True, 3)], hops)
    logged = written(folder / "access.log", lambda text: text.count("HTTP/2.0") >= 3)
    check("h2: nginx logged HTTP/2.0", logged.count("HTTP/2.0") == 3, logged)
    code, t, err = trace("--http2", *resolved(port), url)
    check("h2: an unknown issuer ends in tls-error", code == 3 and t["outcome"].get("kind") == "tls-error", (code, t["outcome"]))
    code, t, err = trace("--http2", "--insecure", *resolved(port), url)
    check("h2: --insecure goes on and says so", code == 0 and t["hops"] and t["hops"][0]["connection"]["tls"]["errors"], (code, t["outcome"]))
    code, t, err = trace(*ca, *resolved(port), url)
    check("h2 server without --http2: HTTP/1.1", code == 0 and t["hops"][0]["response"]["version"] == "HTTP/1.1", (code, err))

    (folder / "both.pem").write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
    url = f"https://shop.example:{ports['client']}/end"
    code, t, err = trace(*ca, *resolved(ports["client"]), url)
    check("client certificate: refused without one", t["hops"][0]["response"]["status"] == 400, (code, t["outcome"]))
    code, t, err = trace(*ca, *resolved(ports["client"]), "--cert", str(folder / "both.pem"), url)
    check("client certificate: let in with it", code == 0 and t["hops"][0]["response"]["status"] == 200, (code, err, t["outcome"]))
    code, t, err = trace("--cert", str(folder / "key.pem"), url)
    check("client certificate: a file without one is refused", code == 2 and "no certificate" in err, (code, err))
    (folder / "alone.pem").write_text((folder / "cert.pem").read_text())
    code, t, err = trace("--cert", str(folder / "alone.pem"), url)
    check("client certificate: a file without its key is refused", code == 2 and "no key" in err, (code, err))

    done = subprocess.run(["bash", "-c", 'exec "$0" trace --ca-file <(cat "$1") --cert <(cat "$2") --resolve "$3" "$4" --format json', CLI, str(folder / "cert.pem"),
                           str(folder / "both.pem"), f"shop.example:{ports['client']}:127.0.0.1", f"https://shop.example:{ports['client']}/end"], capture_output=True, env=ENV)
    check("certificates from pipes are read", done.returncode == 0 and json.loads(done.stdout)["hops"][0]["response"]["status"] == 200, (done.returncode, done.stderr))

    proxies = {"HTTP proxy": f"http://user:secret@127.0.0.1:{ports['http-proxy']}", "SOCKS5 proxy": f"socks5://user:secret@127.0.0.1:{ports['socks-proxy']}"}
    for name, proxy in proxies.items():
        code, t, err = trace("--proxy", proxy, f"http://127.0.0.1:{ports['plain']}/end")
        check(f"{name}: http", code == 0 and t["hops"][0]["response"]["status"] == 200, (code, err, t["outcome"]))
        code, t, err = trace("--proxy", proxy, "--insecure", f"https://127.0.0.1:{ports['tls13']}/end")
        check(f"{name}: https", code == 0 and t["hops"][0]["connection"]["tls"]["protocol"] == "TLSv1.3", (code, err, t["outcome"]))
        code, t, err = trace("--proxy", proxy, "--insecure", "--http2", f"https://127.0.0.1:{ports['http2']}/end")
        check(f"{name}: HTTP/2", code == 0 and t["hops"][0]["response"]["version"] == "HTTP/2" and t["hops"][0]["wire"]["http2"]["stream"] == 1, (code, err, t["outcome"]))
        wrong = proxy.replace("secret", "wrong")
        code, t, err = trace("--proxy", wrong, f"http://127.0.0.1:{ports['plain']}/end")
        # tinyproxy answers a plain request with 401 then, which nobody can tell from the server's.
        is_shown = name == "HTTP proxy" and t["hops"][0]["response"] and t["hops"][0]["response"]["status"] == 401
        check(f"{name}: wrong password is the proxy's own answer, or a network error that names the proxy",
              is_shown or (code == 3 and "proxy 127.0.0.1" in t["outcome"].get("message", "")), (code, t["outcome"]))
    env = {**ENV, "http_proxy": proxies["HTTP proxy"], "https_proxy": proxies["HTTP proxy"]}
    log = folder / "tinyproxy.log"
    for scheme, port in (("http", ports["plain"]), ("https", ports["tls13"])):
        before = log.read_text().count("CONNECT")
        code, t, err = trace("--insecure", *resolved(port), f"{scheme}://shop.example:{port}/end", env=env)
        written(log, lambda text: text.count("CONNECT") > before)
        check(f"system proxy: {scheme} goes through it", code == 0 and log.read_text().count("CONNECT") > before, (code, err, t["outcome"]))
        before = log.read_text().count("CONNECT")
        code, t, err = trace("--proxy", "none", "--insecure", *resolved(port), f"{scheme}://shop.example:{port}/end", env=env)
        check(f"--proxy none: {scheme} goes past it", code == 0 and log.read_text().count("CONNECT") == before, (code, err, t["outcome"]))
    usual(ports)
    ends(folder)
    code, t, err = trace("--proxy", f"http://127.0.0.1:{free_port()}", f"http://127.0.0.1:{ports['plain']}/end")
    check("proxy that is not there: exit 3, named", code == 3 and "proxy 127.0.0.1" in t["outcome"].get("message", ""), (code, t["outcome"]))


sys.exit(main())
