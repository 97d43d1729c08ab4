"""One name, one type: two types of one name in one namespace link without a word, and one of them then
runs with the other's members."""

import re

_TYPE = re.compile(r"^(?:class|struct)\s+(\w+)(?:\s+final)?\s*(?::(?!:)[^;{]*)?\{", re.MULTILINE)
_NAMESPACE = re.compile(r"^namespace( [\w:]+)? \{", re.MULTILINE)
_END = re.compile(r"^\}  // namespace( [\w:]+)?$", re.MULTILINE)


def _defined(text):
    """(line, namespace::name) of each type that other files could see."""
    marks = sorted([(m.start(), "open", m) for m in _NAMESPACE.finditer(text)]
                   + [(m.start(), "close", m) for m in _END.finditer(text)]
                   + [(m.start(), "type", m) for m in _TYPE.finditer(text)], key=lambda mark: mark[0])
    spaces = []
    for at, kind, match in marks:
        if kind == "open":
            spaces.append((match.group(1) or "").strip())
        elif kind == "close" and spaces:
            spaces.pop()
        elif kind == "type" and "" not in spaces:
            yield text.count("\n", 0, at) + 1, "::".join([*spaces, match.group(1)])


def same_name_twice(texts):
    """texts: (path, text) of all sources; yields (path, line, message)."""
    first = {}
    for path, text in texts:
        if not path.startswith(("app/", "core/", "ui/")):
            continue
        for line, name in _defined(text):
            known = first.setdefault(name, path)
            if known != path:
                yield path, line, f"{name} is also a type of {known}"
