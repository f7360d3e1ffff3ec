#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Saved requests: trace --request-file, --env and --var, and the command requests.

usage: requests_cli_test.py PATH-TO-hopscope-cli
"""
import http.server
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

CLI = sys.argv[1]
SECRET = "s3cret-4711"
passed = failed = 0


def check(name, ok, detail=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail}"), flush=True)


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen = []

    def log_message(self, *arguments):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append((self.path, self.headers.get("Authorization"), self.headers.get("X-Mode"), body.decode()))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST


def run(*arguments, **variables):
    done = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, timeout=60,
                          env=os.environ | {"HOPSCOPE_REQUESTS": "/nowhere"} | variables)
    return done.returncode, done.stdout, done.stderr


def request(url, **members):
    return {"format": "hopscope-request", "version": 1, "client": "curl", "method": "POST", "url": url, "headers": []} | members


def environment(*variables):
    return {"format": "hopscope-environment", "version": 1, "variables": list(variables)}


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")


def error(name, done, wanted):
    code, out, err = done
    check(name, code == 2 and out == "" and err == f"hopscope-cli: {wanted}\n", (code, out, err))


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as name:
        check_collection(pathlib.Path(name), host)
    with tempfile.TemporaryDirectory() as name:
        check_import(pathlib.Path(name), host)
    server.shutdown()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def check_collection(folder, host):
    add = folder / "shop" / "add item.request.json"
    write(add, request("http://{{host}}/add?mode={{mode}}", order=2, notes=["of the shop"],
                       headers=[{"name": "Authorization", "value": "Bearer {{token}}"}, {"name": "X-Mode", "value": "{{mode}}"}],
                       body={"text": '{"a": {{number}}, "b": "{{"}'}))
    write(folder / "plain.request.json", request(f"http://{host}/plain?access_token=abc", method="GET"))
    write(folder / "shop" / "file.request.json", request("http://{{host}}/file", body={"file": "body.txt"}))
    write(folder / "shop" / "body.txt", "from a file {{host}}")
    write(folder / "variables.json", environment({"name": "mode", "value": "all"}, {"name": "number", "value": "7"}))
    write(folder / "environments" / "dev.json", environment({"name": "host", "value": host}, {"name": "token", "secret": True}))

    Server.seen.clear()
    code, out, err = run("trace", "--request-file", add, "--env", "dev", "--format", "json", HOPSCOPE_VAR_TOKEN=SECRET)
    check("sent with the values of the environment, of variables.json and of the process", code == 0 and Server.seen == [
        ("/add?mode=all", f"Bearer {SECRET}", "all", '{"a": 7, "b": "{{"}')], (code, err, Server.seen))
    check("the secret is not in the output", SECRET not in out + err and "[redacted 1]" in out, err)
    Server.seen.clear()
    trace = folder / "t.json"
    code, out, err = run("trace", "--request-file", add, "--env", folder / "environments" / "dev.json", "--var", f"token={SECRET}",
                         "--var", "mode=one", "-H", f"X-Echo: a{SECRET}b", "-d", f"echo {SECRET}", "--session", folder / "s.json",
                         "--format", "json", "-o", trace)
    check("options come on top, values of --var first", code == 0 and Server.seen == [
        ("/add?mode=one", f"Bearer {SECRET}", "one", f"echo {SECRET}")], (code, err, Server.seen))
    check("no file has the secret", not [path for path in folder.rglob("*") if path.is_file() and SECRET in path.read_text()])
    check("an echo of it is marked", "a[redacted 1]b" in trace.read_text())
    Server.seen.clear()
    code, out, err = run("trace", "--request-file", folder / "shop" / "file.request.json", "--env", "dev")
    check("a body's file is sent as it is, from beside the request", code == 0 and Server.seen[0][3] == "from a file {{host}}", err)
    Server.seen.clear()
    code, out, err = run("trace", "--clients", "curl,curl-X", "--request-file", add, "--env", "dev", HOPSCOPE_VAR_TOKEN=SECRET)
    check("several clients", code == 0 and len(Server.seen) == 2 and SECRET not in out, err)
    Server.seen.clear()
    code, out, err = run("trace", "-d", "{{host}}", f"http://{host}/x")
    check("without these options nothing is replaced", code == 0 and Server.seen[0][3] == "{{host}}", err)
    Server.seen.clear()
    code, out, err = run("trace", "--var", f"host={host}", "http://{{host}}/y")
    check("a URL with variables", code == 0 and Server.seen[0][0] == "/y", err)
    write(folder / "base.request.json", request("{{base}}/z"))
    for base in (f"http://{host}", host):
        for arguments in (["{{base}}/z"], ["--request-file", folder / "base.request.json"]):
            Server.seen.clear()
            code, out, err = run("trace", "--var", f"base={base}", *arguments)
            check(f"a URL that begins with {base}", code == 0 and err == "" and Server.seen[0][0] == "/z", (code, err, Server.seen))
    (folder / "base.request.json").unlink()

    give = " (--env NAME, --var NAME=VALUE or HOPSCOPE_VAR_NAME give values)"
    error("unknown variable", run("trace", "--request-file", add),
          "the URL has {{host}}, which has no value: choose an environment that has this variable" + give)
    error("secret without a value", run("trace", "--request-file", add, "--env", "dev"),
          'the field "Authorization" has {{token}}, a secret variable whose value was not given yet: give it' + give)
    error("unknown environment", run("trace", "--request-file", add, "--env", "live"), f'there is no environment "live" in {folder}')
    error("wrong --var", run("trace", "--request-file", add, "--var", "a b=1"), '--var takes NAME=VALUE, not "a b=1"')
    error("two URLs", run("trace", "--request-file", add, "http://a/"), "--request-file already has a URL; leave out the other one")
    error("no file", run("trace", "--request-file", folder / "none"),
          f"{folder}/none cannot be read (No such file or directory); check the name")

    code, out, err = run("requests", folder)
    check("list", code == 0 and err == "" and out == f"""Requests in {folder}
  shop/
    add item: POST http://{{{{host}}}}/add?mode={{{{mode}}}}
    file: POST http://{{{{host}}}}/file
  plain: GET http://{host}/plain?access_token=[redacted 1]

Environments
  (all): mode, number
  dev: host, token (secret)
""", out + err)
    check("list with secrets", "access_token=abc" in run("requests", "--no-redact", folder)[1])
    write(folder / "broken.request.json", '{"format": "hopscope-request", "version": 1,\n"client": 1}')
    code, out, err = run("requests", folder, "--format", "json")
    listed = json.loads(out)
    check("list as JSON", [each["path"] for each in listed["requests"]] == [
        "shop/add item.request.json", "shop/file.request.json", "broken.request.json", "plain.request.json"] and
        listed["requests"][0]["variables"] == ["host", "mode", "token", "number"] and listed["requests"][0]["notes"] == ["of the shop"] and
        listed["environments"] == [{"name": "dev", "variables": [{"name": "host", "secret": False}, {"name": "token", "secret": True}]}], out)
    fault = "line 2, column 11: client: expected text, found a number"
    check("a broken file is listed with its fault", code == 2 and listed["requests"][2]["error"] == fault and
          err == f"hopscope-cli: {folder}/broken.request.json: {fault}\n", err)
    error("a broken file is not sent", run("trace", "--request-file", folder / "broken.request.json"), f"{folder}/broken.request.json: {fault}")
    error("no folder", run("requests", folder / "none"), f"{folder}/none is not a folder: check its path")
    check("the user's own folder may not exist", run("requests")[:2] == (0, "Requests in /nowhere\n  (none)\n\nEnvironments\n  (none)\n"))


def check_import(folder, host):
    postman = {"info": {"name": "Shop"}, "variable": [{"key": "host", "value": host}, {"key": "api_key", "value": "k-1"}, {"key": "a b", "value": ""}],
               "item": [{"name": "../Cart", "item": [{"name": "Add/1", "request": {
                   "method": "POST", "url": "http://{{host}}/add", "header": [{"key": "Authorization", "value": "Bearer abc-123"}],
                   "body": {"mode": "raw", "raw": "x"}}, "event": [{"listen": "test", "script": {"exec": ["x"]}}]}]},
                        {"name": "environments", "item": [{"name": "e", "request": "http://{{host}}/e"}]}]}
    write(folder / "shop.json", postman)
    out = folder / "out"
    code, text, err = run("import", folder / "shop.json", "-o", out)
    check("Postman", code == 0 and err == "" and text == f"""Folder: {out}
Requests: 2
Environments: 0
note: _..-Cart/Add-1: tests of the response are not supported and left out
note: _..-Cart/Add-1: secrets were replaced by placeholders such as [redacted 1]
note: variables.json: the value of the secret variable "api_key" is not written: give it when the request is sent
note: variables.json: the variable "a b" is left out: a name has letters, digits, "_", "-" and "."
""", text + err)
    check("nothing leaves the folder", sorted(str(path.relative_to(out)) for path in out.rglob("*.json")) == [
        "_..-Cart/Add-1.request.json", "_environments/e.request.json", "variables.json"])
    check("no secret is written", "abc-123" not in (out / "_..-Cart/Add-1.request.json").read_text() and
          "k-1" not in (out / "variables.json").read_text())
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.json")}
    run("import", folder / "shop.json", "-o", out)
    check("a second import changes no byte", before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.json")})
    code, text, err = run("import", "--no-redact", folder / "shop.json", "-o", out)
    check("what is there is not replaced", (out / "_..-Cart/Add-1 2.request.json").exists() and before[out / "variables.json"][0] ==
          (out / "variables.json").read_bytes() and "keeps its value" in text, text)
    Server.seen.clear()
    code, text, err = run("trace", "--client", "curl", "--request-file", out / "_environments/e.request.json")
    check("an imported request is sent", code == 0 and Server.seen[0][0] == "/e", err)

    bruno = folder / "bruno"
    write(bruno / "bruno.json", {"name": "B"})
    write(bruno / "get.bru", "meta {\n  name: Get it\n}\nget {\n  url: {{host}}/x\n}\n")
    write(bruno / "bad.bru", "get {\n")
    write(bruno / "environments" / "dev.bru", f"vars {{\n  host: http://{host}\n}}\nvars:secret [\n  t\n]\n")
    code, text, err = run("import", bruno, "-o", folder / "b")
    check("Bruno", code == 0 and text == f"Folder: {folder}/b\nRequests: 1\nEnvironments: 1\nnote: bad.bru: line 1: the block \"get\" is not closed\n", text + err)
    check("its environment", json.loads((folder / "b/environments/dev.json").read_text())["variables"] == [
        {"name": "host", "value": f"http://{host}"}, {"name": "t", "secret": True}])

    write(folder / "rest" / "api" / "a.http", "@id = 1\n### One\nPOST {{host}}/{{id}}\n\n< ./body.bin\n")
    write(folder / "rest" / "b.rest", "@id = 2\nGET {{host}}/{{id}}\n")
    write(folder / "rest" / "api" / "body.bin", "bytes")
    write(folder / "rest" / "http-client.env.json", {"dev": {"host": f"http://{host}"}})
    write(folder / "rest" / "http-client.private.env.json", {"dev": {"t": "secret-value"}})
    write(folder / "rest" / "package.json", {"name": "x"})
    code, text, err = run("import", folder / "rest", "-o", folder / "h")
    check(".http", code == 0 and text.startswith(f"Folder: {folder}/h\nRequests: 2\nEnvironments: 1\n"), text + err)
    check("values of other files are written out", "/1" in (folder / "h/b/GET id.request.json").read_text() or
          "/2" in (folder / "h/b/GET id.request.json").read_text(), list((folder / "h").rglob("*")))
    check("no secret of a private file", not [p for p in (folder / "h").rglob("*.json") if "secret-value" in p.read_text()])
    Server.seen.clear()
    code, text, err = run("trace", "--client", "curl", "--env", "dev", "--request-file", folder / "h/api/a/One.request.json")
    check("its body is still the file", code == 0 and Server.seen == [("/1", None, None, "bytes")], err)

    done = subprocess.run([CLI, "import", "-", "-o", folder / "c"], input="curl 'http://a/x' -H 'A: 1'", capture_output=True, text=True)
    check("a curl command", done.returncode == 0 and (folder / "c/GET x.request.json").exists(), done)
    error("nothing there", run("import", folder / "none", "-o", out), f"{folder}/none does not exist: check its path")
    error("empty folder", run("import", folder / "c", "-o", out),
          f"{folder}/c has no files of Bruno, Postman or REST Client: name another folder")
    error("broken file", run("import", folder / "bruno" / "bad.bru", "-o", out),
          f'{folder}/bruno/bad.bru: bad.bru: line 1: the block "get" is not closed')
    error("no folder", run("import", bruno), "write: hopscope-cli import IN -o FOLDER")
    error("a file as the folder", run("import", bruno, "-o", folder / "shop.json"), f"{folder}/shop.json is not a folder: name another one")


sys.exit(main())
