"""What is packaged tells the truth about the tree: versions, languages, options."""

import configparser
import pathlib
import re
import unittest
import xml.etree.ElementTree as xml

TOP = pathlib.Path(__file__).resolve().parents[2]
LANGUAGES = ("de", "ar")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TRANSLATED = ("name", "summary", "developer_name", "p", "li", "keyword")


def version():
    return re.search(r"project\(signalbox VERSION ([0-9.]+)", (TOP / "CMakeLists.txt").read_text()).group(1)


def options(*sources):
    """What a --help names."""
    text = "".join((TOP / source).read_text() for source in sources)
    return set(re.findall(r"^  (--[a-z-]+)", text, re.M))


class Entry(unittest.TestCase):
    def setUp(self):
        parser = configparser.ConfigParser(interpolation=None)
        parser.optionxform = str
        parser.read(TOP / "packaging/desktop/signalbox.desktop", encoding="utf-8")
        self.entry = parser["Desktop Entry"]

    def test_speaks_every_language_of_the_console(self):
        for key in ("Name", "GenericName", "Comment", "Keywords"):
            for language in LANGUAGES:
                self.assertIn(f"{key}[{language}]", self.entry)

    def test_names_the_program_and_its_icon(self):
        self.assertEqual((self.entry["Exec"], self.entry["Icon"]), ("signalbox", "signalbox"))
        self.assertTrue((TOP / "resources/icons/signalbox.svg").exists())


class Metainfo(unittest.TestCase):
    def setUp(self):
        self.file = next((TOP / "packaging/desktop").glob("*.metainfo.xml"))
        self.root = xml.parse(self.file).getroot()

    def test_is_named_by_its_id(self):
        self.assertEqual(self.file.name, self.root.findtext("id") + ".metainfo.xml")

    def test_tells_of_this_version_first(self):
        self.assertEqual(self.root.find("releases/release").get("version"), version())

    def test_speaks_every_language_of_the_console(self):
        for tag in TRANSLATED:
            found = [element.get(LANGUAGE, "en") for element in self.root.iter(tag)]
            for language in LANGUAGES:
                self.assertEqual(found.count(language), found.count("en"), f"<{tag}> in {language}")


class ManPages(unittest.TestCase):
    def test_name_every_option(self):
        shared = ("app/options.cpp",)
        for page, sources in (("signalboxd", shared), ("signalbox", (*shared, "app/desktop/desktop_options.cpp"))):
            text = (TOP / f"packaging/man/{page}.1").read_text().replace("\\-", "-")
            for option in options(*sources) - {"--help"}:
                self.assertIn(option, text, page)


class Packages(unittest.TestCase):
    def test_that_bring_the_same_program_replace_each_other(self):
        for kind in ("desktop", "headless"):
            control = (TOP / f"packaging/debian-{kind}/control.in").read_text()
            for field in ("Provides", "Conflicts", "Replaces"):
                self.assertIn(f"\n{field}: signalboxctl\n", control)


if __name__ == "__main__":
    unittest.main()
