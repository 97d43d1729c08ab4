"""Sums the reports of CTest: names what failed and prints "N passed, N failed" as the last line.

usage: count_tests.py NUMBER_OF_BROKEN_STAGES JUNIT_FILE ...
Exits 0 if at least one test passed and nothing failed. A test that says of itself that it cannot run
here (a skip) is named and counts as neither.
"""

import pathlib
import sys
import xml.etree.ElementTree as xml


def cases(file):
    """(name, verdict) of each test: passed, failed or skipped."""
    for case in xml.parse(file).getroot().iter("testcase"):
        status = case.get("status")
        skip = case.find("skipped")
        said = (skip.get("message") or "") if skip is not None else ""
        if status == "run":
            yield case.get("name"), "passed"
        elif "SKIP_" in said or status == "disabled":
            yield case.get("name"), "skipped"
        else:
            yield case.get("name"), "failed"


def main(broken, files):
    counts = {"passed": 0, "failed": broken, "skipped": 0}
    for file in files:
        if not pathlib.Path(file).is_file():
            continue
        for name, verdict in cases(file):
            counts[verdict] += 1
            if verdict != "passed":
                print(f"{verdict}: {name} ({pathlib.Path(file).stem})")
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 0 if counts["passed"] and not counts["failed"] else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
