"""Installs the headless package in a minimal system, uses it, upgrades it, removes it.

usage: headless_test.py [FOLDER FOR WHAT IS KEPT BETWEEN RUNS]
Exits 77 if this machine cannot do that (not root, no debootstrap).
"""

import os
import subprocess
import sys

sys.dont_write_bytecode = True
from chroot import output  # noqa: E402
from gateway import CONFIG, DATA, UID, Gateway  # noqa: E402
from steps import (built, expect, files_of, installs_nothing_to_build_with, is_version, main,  # noqa: E402
                   next_version, passes_lintian, step)

PACKAGE = "signalbox-headless"
UNIT = "/usr/lib/systemd/system/signalboxd.service"
MOST_EXPOSED = "20"  # of 100, as systemd-analyze rates it


def unit_is_valid(root, folder):
    """The programs lie in the chroot, so the unit is checked with their paths there."""
    unit = folder / "signalboxd.service"
    text = root.path(UNIT).read_text()
    unit.write_text(text.replace("ExecStart=/usr/bin/", f"ExecStart={root.folder}/usr/bin/"))
    said = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True,
                          check=False)
    expect(said.returncode == 0 and "signalboxd" not in said.stderr, said.stderr)
    output("systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", unit)


def is_not_started_by_installing(root):
    enabled = root.path("/etc/systemd/system/multi-user.target.wants/signalboxd.service")
    expect(not os.path.lexists(enabled), "the service was enabled by installing it")


def other_settings(tree):
    with (tree / CONFIG.lstrip("/")).open("a") as file:
        file.write("# A line that came with the next version.\n")


def edit_settings(root):
    text = root.path(CONFIG).read_text() + "workers: 1  # edited here\n"
    root.write(CONFIG, text)
    return text


def make_data_folder(root):
    root.path(DATA).mkdir()
    os.chown(root.path(DATA), UID, UID)
    root.path("/var/lib/private/signalbox").mkdir(parents=True)


def serves_a_request(root):
    with Gateway(root) as gateway:
        key = gateway.create_key("laptop")
        status, _, answer = gateway.call("/v1/models", None)
        expect(status == 401, f"without a key: {status} {answer}")
        identity = gateway.chat(key)
        expect(gateway.logged(identity), f"{identity} is not in the log")
        gateway.control("status")
    return key, identity


def keeps_everything_over_an_upgrade(root, deb, settings, key, identity):
    root.install(deb)
    is_version(root, PACKAGE, "+next")
    expect(root.path(CONFIG).read_text() == settings, "the edited settings are gone")
    with Gateway(root) as gateway:
        expect(gateway.logged(identity), f"{identity} is no longer in the log")
        gateway.chat(key)


def removes_programs_only(root, settings):
    files = files_of(root, PACKAGE)
    root.run("apt-get", "-q", "-y", "remove", PACKAGE)
    expect(root.path(CONFIG).read_text() == settings, "removing took the settings")
    expect(any(root.path(DATA).iterdir()), "removing took the data")
    left = [f for f in files if root.path(f).is_file() and f != CONFIG]
    expect(not left, f"left behind: {left}")


def purges_all(root):
    root.run("apt-get", "-q", "-y", "purge", PACKAGE)
    for path in (DATA, "/var/lib/private/signalbox", "/etc/signalbox"):
        expect(not os.path.lexists(root.path(path)), f"{path} is still there")


def run(_, folder, root):
    deb = built(PACKAGE)
    step(passes_lintian, deb)
    step(installs_nothing_to_build_with, root, deb, "qt[56]")
    step(is_not_started_by_installing, root)
    step(unit_is_valid, root, folder)
    settings = step(edit_settings, root)
    make_data_folder(root)
    key, identity = step(serves_a_request, root)
    upgrade = step(next_version, deb, folder, other_settings)
    step(keeps_everything_over_an_upgrade, root, upgrade, settings, key, identity)
    step(removes_programs_only, root, settings)
    step(purges_all, root)


if __name__ == "__main__":
    sys.exit(main(run))
