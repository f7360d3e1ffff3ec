#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the Debian package of a build and checks it: by lintian, appstreamcli and desktop-file-validate, and unpacked.

usage: package_test.py BUILD-FOLDER
Prints a line a check and 'N passed, N failed' at the end.
"""
import gzip
import os
import pathlib
import subprocess
import sys
import tempfile

BUILD = pathlib.Path(sys.argv[1]).resolve()
NAME = "org.hopscope.hopscope"
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"))


def run(*command, **more):
    process = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300, **more)
    return process.returncode, process.stdout, process.stderr


def succeeds(name, *command, **more):
    code, out, err = run(*command, **more)
    check(name, code == 0, (code, out, err))
    return out


def lint(package):
    """What stays is explained in packaging/lintian-overrides."""
    code, out, err = run("lintian", "--pedantic", package)
    check("lintian --pedantic has nothing to say", code == 0 and not out, (code, out, err))


def printed(root):
    """What the package has of the program is what the program prints."""
    cli = root / "usr/bin/hopscope-cli"
    env = dict(os.environ, HOPSCOPE_REQUESTS="~/.local/share/hopscope/requests", HOPSCOPE_CLIENTS="/nowhere")
    share = root / "usr/share"
    for path, arguments in (("bash-completion/completions/hopscope-cli", ("completion", "bash")),
                            ("zsh/vendor-completions/_hopscope-cli", ("completion", "zsh")),
                            ("fish/vendor_completions.d/hopscope-cli.fish", ("completion", "fish"))):
        text = (share / path).read_text(encoding="utf-8")
        check(path, text == succeeds("the program prints " + path, cli, *arguments, env=env))
    with gzip.open(share / "man/man1/hopscope-cli.1.gz", "rt", encoding="utf-8") as file:
        check("man page", file.read() == succeeds("the program prints its page", cli, "manual", env=env))
    answer = succeeds("the unpacked program decides", cli, "decide", "--client", "curl", "--status", "303", "--method",
                      "POST", "--url", "http://a.example/x", "--location", "/y")
    check("a 303 becomes GET", "GET" in answer, answer)


def hardened(root):
    """What the linker has against memory errors; what the compiler has is for optimised builds."""
    for name in ("hopscope", "hopscope-cli"):
        said = succeeds(f"{name} is read", "readelf", "-hldW", root / "usr/bin" / name)
        for what in ("Position-Independent Executable", "GNU_RELRO", "BIND_NOW"):
            check(f"{name}: {what}", what in said)


def desktop(root):
    share = root / "usr/share"
    succeeds("desktop file", "desktop-file-validate", share / f"applications/{NAME}.desktop")
    succeeds("metadata", "appstreamcli", "validate", "--pedantic", "--no-net", share / f"metainfo/{NAME}.metainfo.xml")
    check("icon", (share / f"icons/hicolor/scalable/apps/{NAME}.svg").exists())
    succeeds("types of files", "update-mime-database", share / "mime")
    types = (share / "mime/globs2").read_text(encoding="utf-8").splitlines()
    offered = (share / f"applications/{NAME}.desktop").read_text(encoding="utf-8")
    for glob, kind in (("*.hopscope.json", "application/vnd.hopscope.trace+json"), ("*.har", "application/x-har+json")):
        check(f"{glob} is {kind}", any(row.endswith(f":{kind}:{glob}") for row in types), types)
        check(f"Hopscope opens {kind}", kind + ";" in offered, offered)


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        succeeds("the package is made", "cpack", "-G", "DEB", "-B", folder / "made", cwd=BUILD)
        packages = list((folder / "made").glob("*.deb"))
        check("there is one package", len(packages) == 1, packages)
        lint(packages[0])
        fields = succeeds("its fields", "dpkg-deb", "-f", packages[0])
        check("it depends on Qt", "libqt6network6" in fields, fields)
        check("it recommends what a desktop has", "Recommends: ca-certificates, fonts-dejavu-core, qt6-wayland" in fields)
        root = folder / "root"
        succeeds("it is unpacked", "dpkg-deb", "-x", packages[0], root)
        printed(root)
        hardened(root)
        desktop(root)
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 0 if not counts[False] else 1


if __name__ == "__main__":
    sys.exit(main())
