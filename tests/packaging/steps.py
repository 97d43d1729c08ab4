"""What the tests of both Debian packages do alike."""

import os
import pathlib
import re
import shutil
import sys
import tempfile

from chroot import Chroot, bootstrap, output

TOP = pathlib.Path(__file__).resolve().parents[2]


def expect(condition, message):
    if not condition:
        raise AssertionError(message)


def step(function, *arguments):
    print(f"-- {function.__name__}", flush=True)
    return function(*arguments)


def built(package):
    """What scripts/package made last."""
    debs = sorted((TOP / "dist").glob(f"{package}_*.deb"), key=lambda p: p.stat().st_mtime)
    expect(debs, f"dist/ has no {package}; scripts/package makes it")
    return debs[-1]


def next_version(deb, folder, change=None):
    """The same package with a higher version; `change` gets its unpacked tree."""
    tree = folder / f"{deb.stem}-next"
    output("dpkg-deb", "-R", deb, tree)
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"^Version: (.*)$", r"Version: \1+next", control.read_text(), flags=re.M))
    if change:
        change(tree)
    target = tree.with_suffix(".deb")
    output("dpkg-deb", "--root-owner-group", "-Zgzip", "-b", tree, target)
    shutil.rmtree(tree)
    return target


def passes_lintian(deb):
    print(output("lintian", "--fail-on", "error", "--allow-root", deb), end="")


def installs_nothing_to_build_with(root, deb, unwanted=r"^$"):
    before = root.packages()
    root.install(deb)
    package = deb.name.split("_")[0]
    new = root.packages() - before
    expect(package in new, f"{package} is not installed")
    wrong = [p for p in root.packages() if re.search(rf"{unwanted}|^cmake|^g\+\+|^gcc$|-dev$", p)]
    expect(not wrong, f"not needed to run: {wrong}")
    print("   brought along:", " ".join(sorted(new - {package})))


def is_version(root, package, ending):
    version = root.run("dpkg-query", "-W", "-f", "${Version}", package)
    expect(version.endswith(ending), f"{package} is at {version}")


def files_of(root, package):
    return [f for f in root.run("dpkg", "-L", package).split() if root.path(f).is_file()]


def main(run, *programs):
    """run(cache, folder, root) in a fresh minimal system. 77 if this machine cannot do that."""
    missing = [p for p in ("debootstrap", *programs) if not shutil.which(p)]
    if os.geteuid() != 0 or missing:
        print("skipped: needs root and debootstrap", *missing)
        return 77
    name = pathlib.Path(sys.argv[0]).stem
    cache = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else TOP / "build" / "package-test").resolve()
    with tempfile.TemporaryDirectory() as folder:
        root = None
        try:
            root = Chroot(cache / name, step(bootstrap, cache), cache / "archives")
            run(cache, pathlib.Path(folder), root)
        except AssertionError as error:
            print(f"failed: {error}")
            return 1
        finally:
            if root:
                root.delete()
    print("passed")
    return 0
