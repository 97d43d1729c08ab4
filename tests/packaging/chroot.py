"""A minimal Debian system in a folder, to install packages into. Needs root and debootstrap."""

import os
import pathlib
import shutil
import subprocess

BASE_ENVIRONMENT = {
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/",
    "LC_ALL": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}


def output(*command, **options):
    """What a command prints; raises with both streams if it fails."""
    result = subprocess.run(list(map(str, command)), text=True, capture_output=True, check=False, **options)
    if result.returncode:
        raise AssertionError(f"{' '.join(map(str, command))} gave {result.returncode}:\n"
                             f"{result.stdout}{result.stderr}")
    return result.stdout


def suite():
    """The release of this machine: what is built here fits there."""
    lines = pathlib.Path("/etc/os-release").read_text().splitlines()
    values = dict(line.split("=", 1) for line in lines if "=" in line)
    return values["VERSION_CODENAME"].strip('"')


def bootstrap(cache):
    """The tar file of a fresh minimal system; made once and kept in `cache`."""
    name = f"{suite()}-{output('dpkg', '--print-architecture').strip()}"
    tar = cache / f"{name}.tar"
    if tar.exists():
        return tar
    cache.mkdir(parents=True, exist_ok=True)
    fresh = cache / f"{name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    output("debootstrap", "--variant=minbase", suite(), fresh, stdin=subprocess.DEVNULL,
           env={**os.environ, **_proxy()})
    partial = tar.with_suffix(".partial")
    output("tar", "-C", fresh, "--numeric-owner", "-cf", partial, ".")
    shutil.rmtree(fresh)
    partial.rename(tar)
    return tar


def _proxy():
    """The proxy that apt uses on this machine, as the variables that other programs read."""
    said = output("apt-config", "shell", "p", "Acquire::http::Proxy").strip()
    return {"http_proxy": said.split("'")[1]} if "'" in said else {}


# Mounted for one process alone, so nothing stays mounted: /proc, the packages fetched by earlier runs,
# and the virtual screen's socket if there is one.
ENTER = """
root=$1 archives=$2 user=$3; shift 3
mount -t proc proc "$root/proc"
mount --bind "$archives" "$root/var/cache/apt/archives"
if [ -d /tmp/.X11-unix ]; then
  mkdir -p "$root/tmp/.X11-unix"
  mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
fi
exec chroot --userspec="$user" "$root" "$@"
"""


class Chroot:
    def __init__(self, folder, tar, archives):
        self.folder = folder
        self.archives = archives
        (archives / "partial").mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        output("tar", "-C", folder, "-xf", tar)
        shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
        self.write("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)  # nothing starts by itself
        self.environment = {**BASE_ENVIRONMENT, **_proxy()}

    def path(self, inside):
        return self.folder / inside.lstrip("/")

    def write(self, inside, text, mode=0o644):
        self.path(inside).write_text(text)
        self.path(inside).chmod(mode)

    def command(self, *command, uid=0):
        """A command line that runs inside; the process keeps its number, so a signal reaches the program."""
        return ["unshare", "--mount", "sh", "-ec", ENTER, "sh", str(self.folder), str(self.archives),
                f"{uid}:{uid}", *map(str, command)]

    def run(self, *command, uid=0, timeout=600, **environment):
        return output(*self.command(*command, uid=uid), env={**self.environment, **environment},
                      stdin=subprocess.DEVNULL, timeout=timeout)

    def start(self, *command, uid, errors, **environment):
        return subprocess.Popen(self.command(*command, uid=uid), env={**self.environment, **environment},
                                text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors)

    def packages(self):
        listed = self.run("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n")
        return {line.split()[1] for line in listed.splitlines() if line.startswith("installed ")}

    def install(self, deb):
        """With its dependencies; a configuration file that was edited is kept."""
        shutil.copy(deb, self.path("/tmp/package.deb"))
        keep = ["-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold"]
        command = ["apt-get", "-q", "-y", *keep, "--no-install-recommends", "install", "/tmp/package.deb"]
        try:
            self.run(*command)
        except AssertionError:  # the kept lists may be older than the servers
            self.run("apt-get", "-q", "update")
            self.run(*command)

    def delete(self):
        shutil.rmtree(self.folder, ignore_errors=True)
