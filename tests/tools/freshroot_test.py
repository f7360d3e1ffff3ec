#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Installs the Debian package into a system that has nothing else, uses it there, and removes it without a trace.

usage: freshroot_test.py BUILD-FOLDER
The system is made by debootstrap of what apt is set to here, so this needs root and the network of packages; exit code 77 where it
cannot be made. Prints a line a check and 'N passed, N failed' at the end.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
from ports import free_port  # noqa: E402

BUILD = pathlib.Path(sys.argv[1]).resolve()
SECONDS = 900
# What apt and the system write themselves when any package comes and goes.
KEPT_BY_SYSTEM = ("/var/lib/dpkg", "/var/lib/apt", "/var/cache", "/var/log", "/etc/ld.so.cache", "/tmp", "/proc", "/sys", "/dev", "/run", "/root", "/home")
counts = {True: 0, False: 0}


def check(name, ok, detail=""):
    counts[bool(ok)] += 1
    print(("ok   " if ok else "FAIL ") + name + ("" if ok else f"  -- {detail!r}"), flush=True)


def run(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False, **more)
    return done.returncode, done.stdout, done.stderr


class Root:
    """A system in a folder. Its /proc is its own and goes with each command."""

    def __init__(self, folder):
        self.folder = folder

    def make(self):
        """Why not, or nothing."""
        code, sites, _ = run("apt-get", "indextargets", "--format", "$(SITE) $(CODENAME)", "Created-By: Packages")
        lines = sites.split("\n")[0].split()
        if code or len(lines) != 2 or not lines[0].startswith("http"):
            return "apt names no site to install from"
        code, out, err = run("debootstrap", "--variant=minbase", "--include=ca-certificates", lines[1], self.folder, lines[0])
        if code:
            return "debootstrap: " + (out + err)[-500:]
        for path in pathlib.Path("/etc/apt").glob("apt.conf.d/*proxy*"):
            shutil.copy(path, self.folder / "etc/apt/apt.conf.d")
        shutil.copy("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        return ""

    def run(self, *command):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", "HOME": "/root", "QT_QPA_PLATFORM": "offscreen"}
        return run("unshare", "--mount", "--pid", "--fork", "--mount-proc=" + str(self.folder / "proc"), "chroot", self.folder, *command, env=environment)

    def succeeds(self, name, *command):
        code, out, err = self.run(*command)
        check(name, code == 0, (code, out[-1000:], err[-1000:]))
        return out

    def files(self):
        found = set()
        for place, folders, names in os.walk(self.folder):
            inside = "/" + str(pathlib.Path(place).relative_to(self.folder))
            inside = "" if inside == "/." else inside
            folders[:] = [each for each in folders if f"{inside}/{each}" not in KEPT_BY_SYSTEM]
            found |= {f"{inside}/{each}" for each in folders + names if f"{inside}/{each}" not in KEPT_BY_SYSTEM}
        return found


def main_job(root):
    """What README promises, with nothing but the package and what it depends on."""
    version = root.succeeds("hopscope-cli --version", "hopscope-cli", "--version")
    check("it says who it is", version.startswith("hopscope"), version)
    compared = root.succeeds("the redirect types, on its own server", "hopscope-cli", "compare", "-X", "POST", "-d", "a=1", "--client", "curl")
    check("307 keeps POST, 303 does not", "307" in compared and "GET" in compared, compared)
    port = free_port()
    script = (f"hopscope-cli serve --port {port} > /tmp/serve & server=$!; until grep -q :{port}/ /tmp/serve; do sleep 0.1; done; "
              f"hopscope-cli trace -d a=1 --format json -o /tmp/t.json http://127.0.0.1:{port}/302 && hopscope-cli verify /tmp/t.json; "
              "code=$?; kill -TERM $server; exit $code")
    root.succeeds("a trace, and its hashes", "timeout", "120", "sh", "-c", script)
    root.succeeds("a page, painted", "sh", "-c", "hopscope-cli convert /tmp/t.json --format svg -o /tmp/t.svg && test -s /tmp/t.svg")
    window = ("hopscope & window=$!; data=/root/.local/share/hopscope/hopscope/tabs; until test -e $data/tabs.json || ! kill -0 $window; do sleep 0.1; done; "
              "test -e $data/tabs.json; code=$?; kill $window; exit $code")
    root.succeeds("the window opens and traces its demo", "timeout", "120", "sh", "-c", window)


def main():
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("this needs root and debootstrap")
        return 77
    with tempfile.TemporaryDirectory(prefix="root") as name:
        folder = pathlib.Path(name)
        code, out, err = run("cpack", "-G", "DEB", "-B", folder / "made", cwd=BUILD)
        check("the package is made", code == 0, (out, err))
        package = next((folder / "made").glob("*.deb"))
        root = Root(folder / "root")
        if why := root.make():
            print(why)
            return 77
        root.succeeds("the lists of packages", "apt-get", "-q", "update")
        before = root.files()
        shutil.copy(package, root.folder / "tmp/hopscope.deb")
        root.succeeds("it is installed", "apt-get", "-q", "-y", "install", "--no-install-recommends", "/tmp/hopscope.deb")
        check("its programs are there", {"/usr/bin/hopscope", "/usr/bin/hopscope-cli"} <= root.files())
        main_job(root)
        root.succeeds("it is removed", "apt-get", "-q", "-y", "purge", "hopscope")
        left = sorted(each for each in root.files() if "hopscope" in each)
        check("nothing of it stays", not left, left)
        root.succeeds("and what it brought", "apt-get", "-q", "-y", "autoremove", "--purge")
        gone = sorted(before - root.files())
        check("nothing else went with it", not gone, gone)
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 1 if counts[False] else 0


if __name__ == "__main__":
    sys.exit(main())
