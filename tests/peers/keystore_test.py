#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The window's key store against one that answers as KDE's does (kwalletd5), on a session bus of its own.

usage: keystore_test.py PROBE PROBE-WITHOUT-QTKEYCHAIN
"""
import os
import pathlib
import shutil
import subprocess
import sys
import threading

try:
    import dbus
    import dbus.mainloop.glib
    import dbus.service
    from gi.repository import GLib
except ImportError:
    print("python3-dbus or python3-gi is missing")
    sys.exit(77)

INTERFACE = "org.kde.KWallet"
STREAM = 2
OWN_BUS = "HOPSCOPE_TEST_BUS"
WANTED = ["store: QtKeychain", "not read: ", "written: ", "written: ", "written: ", "read: 00ff207365636f6e64", "not read: "]
NO_STORE = "There is no key store here that could keep it."
WITHOUT = ["store: ", f"not read: {NO_STORE}", *[f"written: {NO_STORE}"] * 3, f"not read: {NO_STORE}", f"not read: {NO_STORE}"]
LEFT = {("Hopscope probe", "b"): b"stays", ("Hopscope probe", "c"): b"last"}


class Wallet(dbus.service.Object):
    def __init__(self, bus):
        super().__init__(bus, "/modules/kwalletd5")
        self.entries = {}

    @dbus.service.method(INTERFACE, in_signature="", out_signature="s")
    def networkWallet(self):
        return "wallet"

    @dbus.service.method(INTERFACE, in_signature="sxs", out_signature="i")
    def open(self, _wallet, _window, _application):
        return 1

    @dbus.service.method(INTERFACE, in_signature="isss", out_signature="i")
    def entryType(self, _handle, folder, key, _application):
        return STREAM if (str(folder), str(key)) in self.entries else 0

    @dbus.service.method(INTERFACE, in_signature="isss", out_signature="ay")
    def readEntry(self, _handle, folder, key, _application):
        return dbus.ByteArray(self.entries[str(folder), str(key)])

    @dbus.service.method(INTERFACE, in_signature="issays", out_signature="i", byte_arrays=True)
    def writeEntry(self, _handle, folder, key, value, _application):
        self.entries[str(folder), str(key)] = bytes(value)
        return 0

    @dbus.service.method(INTERFACE, in_signature="isss", out_signature="i")
    def removeEntry(self, _handle, folder, key, _application):
        return 0 if self.entries.pop((str(folder), str(key)), None) is not None else -3


def answered(probe):
    """The lines of the probe, which runs while the bus answers."""
    loop = GLib.MainLoop()
    output = []

    def run():
        try:
            output.append(subprocess.run([probe], capture_output=True, timeout=60, text=True, check=False).stdout)
        finally:
            GLib.idle_add(loop.quit)

    thread = threading.Thread(target=run)
    thread.start()
    loop.run()
    thread.join()
    return output[0].splitlines()


def main():
    if OWN_BUS not in os.environ:
        if not shutil.which("dbus-run-session"):
            print("dbus-run-session is missing")
            return 77
        wanted = {OWN_BUS: "1", "XDG_CURRENT_DESKTOP": "KDE", "KDE_SESSION_VERSION": "5"}
        return subprocess.run(["dbus-run-session", "--", sys.executable, pathlib.Path(__file__), *sys.argv[1:]],
                              env={**os.environ, **wanted}, check=False).returncode
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    name = dbus.service.BusName("org.kde.kwalletd5", bus)  # as long as it lives
    entries = Wallet(bus).entries
    without = answered(sys.argv[2])
    if without != WITHOUT or entries:
        print("without QtKeychain:", without, entries, sep="\n")
        return 1
    lines = answered(sys.argv[1])
    if lines[:1] == ["store: "]:
        print("built without QtKeychain")
        return 77
    faults = [f"wanted {want!r}, got {got!r}" for want, got in zip(WANTED, lines)
              if not (got.startswith(want) if want.startswith("not") else got == want)]
    if faults or len(lines) < len(WANTED) or entries != LEFT:
        print("\n".join(faults), lines, entries, sep="\n")
        return 1
    print(f"{name.get_name()}: {len(WANTED)} answers, {len(entries)} entries left, no fault")
    return 0


sys.exit(main())
