"""Installs the headless package in a minimal system, uses it, upgrades it, removes it.

usage: deb_test.py [FOLDER FOR WHAT IS KEPT BETWEEN RUNS]
Exits 77 if this machine cannot do that (not root, no debootstrap).
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from chroot import Chroot, bootstrap, output  # noqa: E402
from gateway import CONFIG, DATA, UID, Gateway  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = "signalbox-headless"
UNIT = "/usr/lib/systemd/system/signalboxd.service"
MOST_EXPOSED = "20"  # of 100, as systemd-analyze rates it


def expect(condition, message):
    if not condition:
        raise AssertionError(message)


def build():
    environment = {**os.environ, "SIGNALBOX_NO_INSTALL": "1"}
    subprocess.run([TOP / "scripts" / "package"], check=True, env=environment, stdin=subprocess.DEVNULL)
    return max((TOP / "dist").glob(f"{PACKAGE}_*.deb"), key=lambda p: p.stat().st_mtime)


def next_version(deb, folder):
    """The same package with a higher version and another default configuration."""
    tree = folder / "next"
    output("dpkg-deb", "-R", deb, tree)
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"^Version: (.*)$", r"Version: \1+next", control.read_text(), flags=re.M))
    with (tree / CONFIG.lstrip("/")).open("a") as file:
        file.write("# A line that came with the next version.\n")
    target = folder / "next.deb"
    output("dpkg-deb", "--root-owner-group", "-Zgzip", "-b", tree, target)
    return target


def passes_lintian(deb):
    print(output("lintian", "--fail-on", "error", "--allow-root", deb), end="")


def unit_is_valid(root, folder):
    """The programs lie in the chroot, so the unit is checked with their paths there."""
    unit = folder / "signalboxd.service"
    text = root.path(UNIT).read_text()
    unit.write_text(text.replace("ExecStart=/usr/bin/", f"ExecStart={root.folder}/usr/bin/"))
    said = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True,
                          check=False)
    expect(said.returncode == 0 and "signalboxd" not in said.stderr, said.stderr)
    output("systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", unit)


def installs_little(root, deb):
    before = root.packages()
    root.install(deb)
    new = root.packages() - before
    expect(PACKAGE in new, f"{PACKAGE} is not installed")
    unwanted = [p for p in root.packages() if re.search(r"qt[56]|^cmake|^g\+\+|^gcc$|-dev$", p)]
    expect(not unwanted, f"not needed to run: {unwanted}")
    enabled = root.path("/etc/systemd/system/multi-user.target.wants/signalboxd.service")
    expect(not os.path.lexists(enabled), "the service was enabled by installing it")
    print("   brought along:", " ".join(sorted(new - {PACKAGE})))


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
    version = root.run("dpkg-query", "-W", "-f", "${Version}", PACKAGE)
    expect(version.endswith("+next"), f"still at {version}")
    expect(root.path(CONFIG).read_text() == settings, "the edited settings are gone")
    with Gateway(root) as gateway:
        expect(gateway.logged(identity), f"{identity} is no longer in the log")
        gateway.chat(key)


def removes_programs_only(root, settings):
    files = root.run("dpkg", "-L", PACKAGE).split()
    root.run("apt-get", "-q", "-y", "remove", PACKAGE)
    expect(root.path(CONFIG).read_text() == settings, "removing took the settings")
    expect(any(root.path(DATA).iterdir()), "removing took the data")
    left = [f for f in files if root.path(f).is_file() and f != CONFIG]
    expect(not left, f"left behind: {left}")


def purges_all(root):
    root.run("apt-get", "-q", "-y", "purge", PACKAGE)
    for path in (DATA, "/var/lib/private/signalbox", "/etc/signalbox"):
        expect(not os.path.lexists(root.path(path)), f"{path} is still there")


def run(cache, folder):
    steps = []

    def step(function, *arguments):
        print(f"-- {function.__name__}", flush=True)
        steps.append(function.__name__)
        return function(*arguments)

    deb = step(build)
    step(passes_lintian, deb)
    root = Chroot(cache / "root", step(bootstrap, cache))
    step(installs_little, root, deb)
    step(unit_is_valid, root, folder)
    settings = step(edit_settings, root)
    make_data_folder(root)
    key, identity = step(serves_a_request, root)
    upgrade = step(next_version, deb, folder)
    step(keeps_everything_over_an_upgrade, root, upgrade, settings, key, identity)
    step(removes_programs_only, root, settings)
    step(purges_all, root)
    root.delete()
    print(f"{len(steps)} steps passed")


def main():
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("skipped: needs root and debootstrap")
        return 77
    cache = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "build" / "package-test").resolve()
    with tempfile.TemporaryDirectory() as folder:
        try:
            run(cache, pathlib.Path(folder))
        except AssertionError as error:
            print(f"failed: {error}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
