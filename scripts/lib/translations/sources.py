"""Texts for people in the sources of the console that are not handed to tr().

A string literal counts as one if it goes straight into a call that shows it. Names of the program and
of products are not translated.
"""

import re

SHOWING = ("setText", "setTitle", "setToolTip", "setPlaceholderText", "setWindowTitle",
           "setAccessibleName", "setAccessibleDescription", "setPlaceholder", "addAction", "addItem",
           "addTab", "setCrumb", "setTip", "setNote", "setHeaderData")
NAMES = {"Signalbox"}
_CALL = re.compile(
    r"\b(" + "|".join(SHOWING) + r")\(\s*(?:[\w>.\-]+,\s*)?(?:QStringLiteral|QLatin1String|u)?\(?"
    r'"((?:\\.|[^"\\])*)"')
_TWO_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|^[A-Z][a-z]+\W*$")


def problems(top):
    for folder in ("ui", "app/desktop"):
        for path in sorted((top / folder).rglob("*.cpp")):
            text = path.read_text(encoding="utf-8")
            for match in _CALL.finditer(text):
                if match.group(2) in NAMES or not _TWO_WORDS.search(match.group(2)):
                    continue
                line = text.count("\n", 0, match.start()) + 1
                yield f"{path.relative_to(top)}:{line}: not handed to tr(): {match.group(2)!r}"
