"""scripts/translations finds what is missing; in this tree nothing is."""

import pathlib
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "scripts" / "lib"))
from translations import files, sources  # noqa: E402


def message(source, translation, kind="", numerus=()):
    forms = "".join(f"<numerusform>{form}</numerusform>" for form in numerus)
    plural = ' numerus="yes"' if numerus else ""
    return xml.fromstring(f"<message{plural}><source>{source}</source>"
                          f"<translation{kind}>{translation}{forms}</translation></message>")


class Judging(unittest.TestCase):
    def judge(self, element, forms=2):
        return files._judge_message(element, forms)

    def test_finds_an_unfinished_entry(self):
        self.assertEqual(self.judge(message("Add", "", ' type="unfinished"')), "unfinished")

    def test_finds_a_lost_placeholder(self):
        self.assertEqual(self.judge(message("Port %1", "Anschluss")), "other placeholders")

    def test_finds_missing_plurals(self):
        self.assertIn("plural forms", self.judge(message("%n keys", "", numerus=["%n Schlüssel"])))

    def test_lets_a_form_for_one_go_without_the_number(self):
        self.assertIsNone(self.judge(message("%n keys", "", numerus=["ein Schlüssel", "%n Schlüssel"])))

    def test_accepts_a_whole_entry(self):
        self.assertIsNone(self.judge(message("Port %1", "Anschluss %1")))


class Sources(unittest.TestCase):
    def test_finds_a_text_that_is_not_translated(self):
        with tempfile.TemporaryDirectory() as folder:
            ui = pathlib.Path(folder, "ui")
            ui.mkdir()
            (ui / "a.cpp").write_text('label->setText(QStringLiteral("Hello there"));\n'
                                      'label->setText(tr("Hello there"));\n'
                                      'label->setObjectName(QStringLiteral("not shown"));\n')
            self.assertEqual(len(list(sources.problems(pathlib.Path(folder)))), 1)


class ThisTree(unittest.TestCase):
    def test_hands_every_text_to_tr(self):
        self.assertEqual(list(sources.problems(TOP)), [])

    def test_is_translated_whole(self):
        lupdate = files.find_lupdate()
        self.assertIsNotNone(lupdate, "lupdate is not installed (package qt6-l10n-tools)")
        self.assertEqual(list(files.problems(TOP, lupdate)), [])


if __name__ == "__main__":
    unittest.main()
