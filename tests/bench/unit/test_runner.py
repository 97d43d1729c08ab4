#!/usr/bin/env python3
"""The arithmetic and the writing of scripts/bench, without any process."""

import os
import pathlib
import struct
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from runner import console_rows, desktop, machine, report, rows  # noqa: E402


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

    def test_translations_have_their_limits(self):
        report = {"benchmarks": [
            {"name": "request/anthropic/gemini", "cpu_time": 40_100.0},
            {"name": "event/gemini/openai_chat", "cpu_time": 50_000.0, "event": 0.45e-6},
            {"name": "prompt", "cpu_time": 11_000.0},
            {"name": "catalog", "cpu_time": 21e6}]}
        request, event, prompt, catalog = rows.translation_rows(report)
        self.assertEqual((request.ours, request.good), ("40.10 µs", False))
        self.assertEqual((event.ours, event.aim, event.good), ("0.45 µs", "≤ 3 µs", True))
        self.assertEqual(event.measure, "Translating an event of a stream, gemini to openai_chat")
        self.assertEqual((prompt.measure, prompt.ours, prompt.good),
                         ("Counting the tokens of a prompt of 2 KB", "11.00 µs", True))
        self.assertEqual((catalog.aim, catalog.good), ("≤ 20000 µs", False))

    def test_planning_names_the_slowest_strategy(self):
        report = {"benchmarks": [{"name": "plan/tree", "cpu_time": 3_000.0},
                                 {"name": "plan/weight", "cpu_time": 4_000.0},
                                 {"name": "plan/usage", "cpu_time": 16_000.0}]}
        tree, slowest = rows.planning_rows(report)
        self.assertEqual((tree.ours, tree.good), ("3.00 µs", True))
        self.assertEqual((slowest.measure, slowest.ours, slowest.good),
                         ("Planning over 19 targets by `usage`, the slowest", "16.00 µs", False))

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
            begin, end = report.markers(report.CONSOLE)
            other = "\n".join(report.markers(report.ENGINE))
            page.write_text(f"{other}\n{begin}\nold\n{end}\nafter\n", encoding="utf-8")
            report.write(page, report.CONSOLE, "new")
            self.assertEqual(page.read_text(encoding="utf-8"),
                             f"{other}\n{begin}\nnew\n{end}\nafter\n")

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
        for table in (report.ENGINE, report.CONSOLE):
            begin, end = report.markers(table)
            self.assertLess(text.index(begin), text.index(end))


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


    def test_reads_the_threads_of_a_process(self):
        before = sum(us for _, us in machine.threads_us(os.getpid()).values())
        spin(0.05)
        threads = machine.threads_us(os.getpid())
        self.assertIn(os.getpid(), threads)
        self.assertGreaterEqual(sum(us for _, us in threads.values()) - before, 30_000)

    def test_proportional_memory_is_no_more_than_resident(self):
        self.assertLessEqual(0, machine.proportional(os.getpid()))
        self.assertLessEqual(machine.proportional(os.getpid()), 1.05 * machine.resident(os.getpid()))


LOG = """\
2026-11-22T21:36:08.873+00:00 debug timing {"what":"gateway ready","monotonic_ms":100.5}
2026-11-22T21:36:08.973+00:00 info something else {"frames":1}
2026-11-22T21:36:09.891+00:00 debug frames {"seconds":1.0,"frames":6,"frame_ms":{"p50":4,"max":9},\
"gap_ms":{"max":30.4},"event_ms":{"max":8,"what":"UpdateRequest A"}}
2026-11-22T21:36:10.891+00:00 debug frames {"seconds":1.5,"frames":4,"frame_ms":{"p50":2,"max":3},\
"gap_ms":{"max":11},"event_ms":{"max":37,"what":"MetaCall B"}}
"""


class Console(unittest.TestCase):
    def test_reads_what_the_program_says(self):
        self.assertEqual(desktop.said(LOG, "timing"),
                         [{"what": "gateway ready", "monotonic_ms": 100.5}])
        frames = desktop.Frames.of(desktop.said(LOG, "frames"))
        self.assertEqual((frames.count, frames.seconds, frames.longest, frames.gap),
                         (10, 2.5, 9, 30.4))
        self.assertEqual(frames.worst, "MetaCall B 37.0 ms")

    def test_no_frame_is_no_figure(self):
        with self.assertRaises(machine.Broke):
            desktop.Frames.of([])

    def test_a_gap_over_its_aim_is_said(self):
        frames = desktop.Frames(100, 10.0, 4.0, 20.0, 51.0, "Timer QTimer 51.0 ms")
        frame, gap = console_rows.frame_rows("Rows", frames)
        self.assertEqual((frame.good, gap.good), (True, False))
        self.assertIn("10 a second", frame.yardstick)

    def test_the_windows_threads_are_not_the_gateways(self):
        threads = {7: ("signalbox", 1000.0), 8: ("QXcbEventQueue", 100.0), 9: ("keychain", 10.0),
                   10: ("signalbox", 3.0), 11: ("worker-0", 2.0), 12: ("control", 1.0)}
        self.assertEqual(desktop.engine_us(7, threads), 6.0)

    def test_cuts_a_part_out_of_a_dump(self):
        width, height = 4, 3
        head = [100, 7, 2, 24, width, height, 0, 0, 32, 0, 32, 32, width * 4] + [0] * 12
        pixels = bytes(range(width * height * 4))
        dump = struct.pack(">25I", *head) + pixels
        self.assertEqual(desktop.pixels(dump, (1, 1, 3, 3)), pixels[20:28] + pixels[36:44])


if __name__ == "__main__":
    unittest.main()
