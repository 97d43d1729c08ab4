"""clang-format in the one version that the tree is formatted with: another formats differently."""

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

MAJOR = 14


class Missing(Exception):
    """clang-format is not there, or in another version."""


def find():
    for name in (os.environ.get("CLANG_FORMAT"), f"clang-format-{MAJOR}", "clang-format"):
        path = shutil.which(name) if name else None
        if path and _major(path) == MAJOR:
            return path
        if path and name == os.environ.get("CLANG_FORMAT"):
            raise Missing(f"{name} is version {_major(path)}; {MAJOR} is needed")
    raise Missing(f"clang-format {MAJOR} is not installed (package clang-format-{MAJOR}); "
                  "another version formats differently and is refused")


def _major(path):
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.search(r"version (\d+)\.", said)
    return int(match.group(1)) if match else None


def _in_batches(top, files, arguments):
    tool = find()
    batches = [files[i : i + 20] for i in range(0, len(files), 20)]

    def run(batch):
        return subprocess.run([tool, "--style=file", *arguments, *batch], cwd=top,
                              capture_output=True, text=True, check=False)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(run, batches))


def problems(top, files):
    """(path, line, message) for each unformatted place; one a file is enough."""
    out = {}
    for result in _in_batches(top, files, ["--dry-run", "-Werror"]):
        for match in re.finditer(r"^(.+?):(\d+):\d+: (?:error|warning): (.*)$", result.stderr, re.M):
            out.setdefault(match.group(1), (int(match.group(2)), "not formatted: run scripts/format"))
        if result.returncode and not out:
            out["."] = (0, result.stderr.strip())
    return [(path, line, message) for path, (line, message) in sorted(out.items())]


def fix(top, files):
    return all(r.returncode == 0 for r in _in_batches(top, files, ["-i"]))
