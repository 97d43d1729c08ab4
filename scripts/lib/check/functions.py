"""Where functions begin and end, without a compiler.

Outside of functions the tokens since the last ';', '{' or '}' are the head of what an opening brace
opens: a namespace or class (looked into), a function (counted, lambdas inside belong to it), or the
initialiser of a table (skipped).
"""

from typing import NamedTuple

from . import cpp

_CLASS = {"class", "struct", "union", "enum"}
_ACCESS = {"public", "private", "protected", "signals", "slots", "Q_SIGNALS", "Q_SLOTS"}
_AFTER_PARAMETERS = {"const", "noexcept", "override", "final", "mutable", "volatile", "try", "&"}


class Function(NamedTuple):
    name: str
    first: int  # line of the first token of its head
    last: int  # line of its closing brace

    @property
    def lines(self):
        return self.last - self.first + 1


def functions(text):
    """Every function of a file. Raises cpp.Unbalanced."""
    toks = cpp.code(text)
    out = []
    _scan(toks, cpp.partners(toks), 0, len(toks), out)
    return out


def _scan(toks, partner, i, end, out):
    head = []  # (text, index); a bracket group is one item, "()", "[]" or "{}"
    while i < end:
        text = toks[i].text if toks[i].kind == "punct" else None
        if text == ";" or (text == ":" and head and head[-1][0] in _ACCESS):
            head = []
        elif text in ("(", "["):
            head.append(("()" if text == "(" else "[]", i))
            i = partner[i]
        elif text == "{":
            head = _brace(toks, partner, i, head, out)
            i = partner[i]
        else:
            head.append((toks[i].text, i))
        i += 1


def _brace(toks, partner, i, head, out):
    """Handles the group that opens at i; returns the head that goes on behind it."""
    kind = _opens([item for item, _ in _without_template(head)])
    if kind == "scope":
        _scan(toks, partner, i + 1, partner[i], out)
        return []
    if kind == "function":
        first = toks[head[0][1]].line
        out.append(Function(_name(toks, head), first, toks[partner[i]].line))
        return []
    return head + [("{}", i)]


def _without_template(head):
    """Drops leading template<…> lists, whose 'class' and '=' say nothing about the declaration."""
    while head and head[0][0] == "template":
        depth = 0
        for n, (text, _) in enumerate(head[1:], 1):
            depth += {"<": 1, ">": -1}.get(text, 0)
            if depth == 0:
                break
        head = head[n + 1 :] if len(head) > 1 else []
    return head


def _opens(items):
    if not items:
        return "init"
    if items[0] == "namespace" or items[:2] == ["inline", "namespace"]:
        return "scope"
    if items[0] == "extern" and len(items) == 2:
        return "scope"
    if "operator" in items and "()" in items:
        return "function"
    if "=" in items:
        return "function" if items[-1] in ("()", "[]", "mutable") else "init"
    if _is_constructor(items):
        return "function" if items[-1] in ("()", "{}") else "init"
    if items[-1] == "()":
        return "function"
    after = items[items.index("()") + 1 :] if "()" in items else None
    if after is not None and (after[-1] in _AFTER_PARAMETERS or "->" in after or "requires" in after):
        return "function" if not _CLASS & set(after) else "scope"
    return "scope" if _CLASS & set(items) else "init"


def _is_constructor(items):
    """Parameters followed by ':' and member initialisers."""
    if "()" not in items or ":" not in items or _CLASS & set(items):
        return False
    return items.index("()") < items.index(":")


def _name(toks, head):
    """What stands before the parameters; good enough for a message."""
    for n, (text, _) in enumerate(head):
        if text == "()" and n > 0 and head[n - 1][0] not in ("alignas", "decltype", "noexcept"):
            return head[n - 1][0]
    return toks[head[0][1]].text
