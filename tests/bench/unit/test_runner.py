#!/usr/bin/env python3
"""The arithmetic and the writing of scripts/bench, without any process."""

import os
import pathlib
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from runner import machine, report, rows  # noqa: E402


def spin(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


class Rows(unittest.TestCase):
    def test_ratio_is_of_the_same_rounds(self):
        # A machine that is slow in the second round slows both.
        row = rows.ratio_row("m", "µs", [10.0, 30.0, 11.0], [10.0, 30.0, 10.0], "nginx", 1.5, 1.25)
        self.assertEqual((row.ratio, row.good), ("1.00", True))
        self.assertEqual(row.aim, "≤ 1.5, aim 1.25")

    def test_ratio_over_the_aim_is_said(self):
        self.assertIs(rows.ratio_row("m", "µs", [16.0], [10.0], "nginx", 1.5).good, False)

    def test_streams_last_longer_than_the_measurement(self):
        plan = rows.stream_plan(5000, 2, 5.0, 10)
        last_opened = plan["opening"] + 1 / plan["rate"]
        self.assertGreater(plan["events"] / plan["rate"],
                           last_opened + plan["warm_up"] + plan["measure"])


class Report(unittest.TestCase):
    ROW = rows.Row("CPU", "1 µs", "nginx 1 µs", "1.00", "≤ 1.5", True)
    BUSY = rows.Row("Memory", "9 MB", "", "", "", None, "rest (others 50 %)")

    def test_keeps_the_page_around_the_markers(self):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder, "page.md")
            page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
            report.write(page, "new")
            self.assertEqual(page.read_text(encoding="utf-8"),
                             f"before\n{report.BEGIN}\nnew\n{report.END}\nafter\n")

    def test_marks_what_was_noise(self):
        text = report.in_markdown([self.ROW, self.BUSY], [("CPU", "fast")], ["tls: no"])
        self.assertIn("| Memory | 9 MB |  |  |  |  \\* |", text)
        self.assertIn("\\* The machine was busy", text)
        self.assertIn("rest (others 50 %)", text)
        self.assertIn("Not measured: tls: no", text)
        self.assertEqual(report.busy_note([self.ROW]), [])

    def test_the_page_has_the_markers(self):
        page = pathlib.Path(__file__).resolve().parents[3] / "docs/performance.md"
        text = page.read_text(encoding="utf-8")
        self.assertLess(text.index(report.BEGIN), text.index(report.END))


class Machine(unittest.TestCase):
    def test_reads_a_process_clock(self):
        before = machine.cpu_us(os.getpid())
        spin(0.05)
        self.assertGreaterEqual(machine.cpu_us(os.getpid()) - before, 50_000)

    def test_own_work_is_not_foreign(self):
        watch = machine.Watch(lambda: [])
        spin(0.2)
        then, now = watch._start, watch._sample()
        self.assertGreaterEqual(now[3] - then[3], 0.2)
        self.assertLess(now[3] - then[3], now[0] - then[0] + 0.05)


if __name__ == "__main__":
    unittest.main()
