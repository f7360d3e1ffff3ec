# SPDX-License-Identifier: MIT
"""Packages of npm for the tests that read with them."""
import shutil
import subprocess

SECONDS = 200


def install(folder, package):
    """Whether `package`, "name@version", is in the folder, where it is put if need be; False without npm or a network."""
    if (folder / "node_modules" / package.rsplit("@", 1)[0]).is_dir():
        return True
    folder.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    return npm is not None and subprocess.run(
        [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), package],
        timeout=SECONDS, check=False).returncode == 0
