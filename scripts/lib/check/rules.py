"""The rules that look at one file. Each takes (path, text), path being relative with '/', and yields
(line, message)."""

import pathlib
import re

from . import awaits, cpp, functions

MAX_FILE = 600
MAX_FUNCTION = 80

_HERE = pathlib.Path(__file__).parent
_INCLUDE = re.compile(r'\s*#\s*include\s*(["<])([^">]+)[">]')
_UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b")
_SQL = re.compile(
    r"\s*(SELECT\s|INSERT\s+(OR|INTO)\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|REPLACE\s+INTO\s"
    r"|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|UNIQUE|VIRTUAL|TRIGGER|VIEW)\b)")
_QT_MACRO = re.compile(r"Q_[A-Z]+|QT_[A-Z]+")


def _listed(name):
    lines = (_HERE / name).read_text().splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def layer_order():
    return _listed("layers.txt")


def ui_layers():
    """{folder: its place from the bottom}; the screens share one."""
    return {folder: place for place, line in enumerate(_listed("ui_layers.txt")) for folder in line.split()}


def is_cpp(path):
    return path.endswith((".cpp", ".h"))


def _includes(text):
    for token in cpp.tokens(text):
        match = _INCLUDE.match(token.text) if token.kind == "directive" else None
        if match:
            yield token.line, match.group(2), match.group(1) == "<"


def _folder(top, path):
    parts = path.split("/")
    return parts[1] if parts[0] == top and len(parts) > 2 else None


def _core_folder(path):
    return _folder("core", path)


def layers(path, text):
    """core and ui go downwards only; core knows neither ui nor app, ui no core; tests may know all."""
    if not is_cpp(path) or path.split("/")[0] not in ("core", "ui", "app"):
        return
    order = layer_order()
    own = _core_folder(path)
    if path.startswith("core/") and own not in order:
        yield 1, f"folder core/{own} is not in the layer order (scripts/lib/check/layers.txt)"
        return
    for line, included, _ in _includes(text):
        message = _judge_include(path, own, included, order)
        if message:
            yield line, message


def _judge_include(path, own, included, order):
    top = included.split("/")[0]
    target = _core_folder(included)
    if top == "tests":
        return f"{path.split('/')[0]} includes tests: {included}"
    if path.startswith("ui/") and top in ("core", "app"):
        return f"ui includes {top}: {included}; the console speaks to the admin API only"
    if path.startswith("ui/"):
        return _judge_ui_include(_folder("ui", path), _folder("ui", included), included)
    if not path.startswith("core/"):
        return None
    if top in ("ui", "app"):
        return f"core includes {top}: {included}"
    if target and target not in order:
        return f"core/{target} is not in the layer order"
    if target and order.index(target) > order.index(own):
        return f"core/{own} includes core/{target}, which is above it: {included}"
    return None


def _judge_ui_include(own, target, included):
    places = ui_layers()
    for folder in (own, target):
        if folder and folder not in places:
            return f"folder ui/{folder} is not in the layer order (scripts/lib/check/ui_layers.txt)"
    if not target or not own or target == own or places[target] < places[own]:
        return None
    if places[target] == places[own]:
        return f"screen ui/{own} includes screen ui/{target}: {included}"
    return f"ui/{own} includes ui/{target}, which is above it: {included}"


def qt_in_core(path, text):
    if not is_cpp(path) or not path.startswith("core/"):
        return
    for line, included, system in _includes(text):
        if re.match(r"(Qt?[A-Z]|q[a-z]+\.h$|moc_)", included) or included.endswith(".moc"):
            yield line, f"Qt in core: {included}"
    for token in cpp.code(text):
        if token.kind == "id" and _QT_MACRO.fullmatch(token.text):
            yield token.line, f"Qt in core: {token.text}"


def sql_in_stores(path, text):
    """core/store asks SQLite about itself; every other statement stands in a *_store.cpp."""
    if not is_cpp(path) or path.startswith(("tests/", "core/store/")) or path.endswith("_store.cpp"):
        return
    for token in cpp.code(text):
        if token.kind == "string" and _SQL.match(_content(token.text)):
            yield token.line, "SQL outside of a *_store.cpp file"


def _content(literal):
    raw = re.fullmatch(r'\w*R"([^(]*)\((.*)\)\1"', literal, re.DOTALL)
    return raw.group(2) if raw else literal[literal.index('"') + 1 : -1]


def file_length(path, text):
    lines = text.count("\n")
    if path.endswith(".cpp") and lines > MAX_FILE:
        yield lines, f"{lines} lines; at most {MAX_FILE} are allowed: split the file by idea"


def function_length(path, text):
    if not is_cpp(path):
        return
    try:
        for function in functions.functions(text):
            if function.lines > MAX_FUNCTION:
                yield function.first, (f"function {function.name} has {function.lines} lines;"
                                       f" at most {MAX_FUNCTION} are allowed")
    except cpp.Unbalanced as error:
        yield error.line, "brackets do not match (split over #if and #else?), so functions cannot be measured"


def awaits_are_plain(path, text):
    if not is_cpp(path):
        return
    try:
        yield from awaits.problems(text)
    except cpp.Unbalanced:
        return  # function_length says it


def finished(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        match = _UNFINISHED.search(line)
        if match:
            yield number, f"unfinished: {match.group(1)}"


ALL = [layers, qt_in_core, sql_in_stores, file_length, function_length,
       awaits_are_plain, finished]
