# SPDX-License-Identifier: MIT
"""The servers of Debian with rules of an audit in their configuration; what has no rule is answered with success."""
import contextlib
import os
import pathlib
import subprocess

from ports import answers, free_port, within

SECONDS = 60

# What nginx needs to run in a folder of its own: the one stands at the top, the other in http { }.
NGINX_TOP = """
daemon off;
worker_processes 1;
pid {dir}/pid;
error_log {dir}/error.log;
"""
NGINX_FOLDERS = """
    client_body_temp_path {dir}/body;
    proxy_temp_path {dir}/proxy;
    fastcgi_temp_path {dir}/fastcgi;
    uwsgi_temp_path {dir}/uwsgi;
    scgi_temp_path {dir}/scgi;
"""

NGINX = NGINX_TOP + """
events {{ worker_connections 512; }}
http {{""" + NGINX_FOLDERS + """
    access_log off;
    include {dir}/rules;
    server {{
        listen 127.0.0.1:{port};
{server_lines}
        location / {{ return 204; }}
    }}
}}
"""

APACHE = """
ServerRoot {dir}
PidFile {dir}/pid
ErrorLog {dir}/error.log
Listen 127.0.0.1:{port}
ServerName 127.0.0.1:{port}
User www-data
Group www-data
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule rewrite_module /usr/lib/apache2/modules/mod_rewrite.so
Include {dir}/rules
RewriteRule ^ - [R=204,L]
"""

CADDY = """
{{
	admin off
	auto_https off
	storage file_system {dir}
}}
http://:{port} {{
	bind 127.0.0.1
	import {dir}/rules
	respond 204
}}
"""


def server_lines(rules):
    """What the head of the rules for nginx says has to stand in server { }."""
    return "\n".join(line[1:] for line in rules.splitlines() if line.startswith("#     if ("))


def nginx(config, folder):
    return ["/usr/sbin/nginx", "-p", folder, "-e", folder / "error.log", "-c", config]


def apache(config, _folder):
    return ["/usr/sbin/apache2", "-D", "FOREGROUND", "-f", config]


def caddy(config, _folder):
    return ["/usr/bin/caddy", "run", "--config", config, "--adapter", "caddyfile"]


# The id of the rules, the program and its package, its configuration, and its command line.
SERVERS = (("nginx", "/usr/sbin/nginx", "nginx-light", NGINX, nginx),
           ("apache", "/usr/sbin/apache2", "apache2-bin", APACHE, apache),
           ("caddy", "/usr/bin/caddy", "caddy", CADDY, caddy))


@contextlib.contextmanager
def web_server(row, folder, port, rules):
    """Runs a server of SERVERS with the text `rules`, in a folder of its own."""
    name, program, package, template, command = row
    if not pathlib.Path(program).exists():
        raise SystemExit(f"{name} is missing; install the package {package}")
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "rules").write_text(rules, encoding="utf-8")
    config = folder / "config"
    config.write_text(template.format(dir=folder, port=port, server_lines=server_lines(rules)), encoding="utf-8")
    with (folder / "output").open("wb") as output, \
            subprocess.Popen(list(map(str, command(config, folder))), stdout=output, stderr=output, env={**os.environ, "HOME": str(folder)}) as child:
        try:
            def started():
                if child.poll() is not None:
                    raise SystemExit(f"{name} ended: {(folder / 'output').read_text(encoding='utf-8')[-2000:]}")
                return answers(port)

            within(started, name)
            yield
        finally:
            child.terminate()
            child.wait(SECONDS)


__all__ = ["NGINX_FOLDERS", "NGINX_TOP", "SERVERS", "free_port", "web_server"]
