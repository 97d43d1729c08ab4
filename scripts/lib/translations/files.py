"""The .ts files: brought up to date by lupdate, and judged entry by entry."""

import pathlib
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as xml

LANGUAGES = {"de": 2, "ar": 6}  # number of plural forms
PLURALS_ONLY = {"en": 2}
FOLDERS = ["ui", "app/desktop"]


def find_lupdate():
    for name in ("/usr/lib/qt6/bin/lupdate", "lupdate6", "lupdate-qt6"):
        path = shutil.which(name)
        if path:
            return path
    return None


def _run(lupdate, top, target, language, plurals_only):
    command = [lupdate, "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en",
               "-target-language", language]
    if plurals_only:
        command.append("-pluralonly")
    command += ["-I", ".", "-extensions", "cpp,h", *FOLDERS, "-ts", str(target)]
    done = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"lupdate failed: {done.stderr.strip()}")


def _all():
    return [(name, name in PLURALS_ONLY) for name in [*LANGUAGES, *PLURALS_ONLY]]


def update(top, lupdate):
    for language, plurals_only in _all():
        _run(lupdate, top, top / "translations" / f"signalbox_{language}.ts", language, plurals_only)


def problems(top, lupdate):
    with tempfile.TemporaryDirectory() as folder:
        for language, plurals_only in _all():
            name = f"signalbox_{language}.ts"
            copy = pathlib.Path(folder, name)
            original = top / "translations" / name
            if original.exists():
                shutil.copy(original, copy)
            _run(lupdate, top, copy, language, plurals_only)
            forms = {**LANGUAGES, **PLURALS_ONLY}[language]
            yield from (f"translations/{name}: {what}" for what in _judge(copy, forms))


def _judge(file, forms):
    for context in xml.parse(file).getroot().iter("context"):
        where = context.findtext("name")
        for message in context.iter("message"):
            what = _judge_message(message, forms)
            if what:
                yield f"{where}: {what}: {message.findtext('source')!r}"


def _judge_message(message, forms):
    translation = message.find("translation")
    source = message.findtext("source") or ""
    if translation.get("type") == "unfinished":
        return "unfinished"
    texts = [form.text or "" for form in translation.iter("numerusform")]
    if message.get("numerus") == "yes" and len(texts) != forms:
        return f"{len(texts)} plural forms instead of {forms}"
    for text in texts or [translation.text or ""]:
        if not text.strip():
            return "empty"
        if not texts and _places(text) != _places(source):
            return "other placeholders"
        if texts and _places(text) - _places(source):
            return "other placeholders"
    return None


def _places(text):
    """%n or %Ln may be missing in a plural form ("one model")."""
    return set(re.findall(r"%L?[\dn]", text))
