"""Forms around co_await that g++ 12 compiles into a double free.

A full expression that contains co_await must not also build an aggregate temporary (`f(T{…})`,
`f({a, b})`) or contain `? :`. Without types this is decided by shape, on the safe side: name the
object in a statement of its own and move it in. Types that are known to have constructors
(constructors.txt) may be built in place. Nor may a condition await.
"""

import pathlib

from . import cpp

_BLOCK_AFTER = {";", "}", ")", ":", "else", "do", "try", "mutable", "noexcept", "const", "final",
                "override"}
_NO_TYPE = {"return", "co_return", "co_await", "co_yield", "throw", "case", "else", "new", "in"}
_CONSTRUCTORS = {
    line.strip()
    for line in (pathlib.Path(__file__).parent / "constructors.txt").read_text().splitlines()
    if line.strip() and not line.startswith("#")
}


def problems(text):
    """(line, message) for every forbidden form. Raises cpp.Unbalanced."""
    toks = cpp.code(text)
    if not any(t.text == "co_await" for t in toks):
        return []
    partner = cpp.partners(toks)
    scan = _Statements(toks, partner)
    scan.block(0, len(toks))
    out = []
    for statement in scan.statements:
        out += _judge(toks, partner, scan.inits, statement)
    return sorted(out + _conditions(toks, partner))


def _conditions(toks, partner):
    """co_await in the condition of an if or a loop: g++ 12 puts the hidden variable that holds the
    condition in front of the frame's resume pointer where the outermost block declares nothing else."""
    out = []
    for i, tok in enumerate(toks[:-1]):
        if tok.text not in ("if", "while", "for", "switch"):
            continue
        opening = i + 2 if toks[i + 1].text == "constexpr" else i + 1
        if toks[opening].text != "(":
            continue
        if any(t.text == "co_await" for t in toks[opening:partner[opening]]):
            out.append((tok.line, "co_await in a condition: name its result in a statement before"))
    return out


class _Statements:
    """Splits a file into statements: lists of token indices, lambda bodies being statements of their
    own. `inits` are the braces that initialise something."""

    def __init__(self, toks, partner):
        self.toks, self.partner = toks, partner
        self.statements, self.inits = [], set()

    def block(self, i, end):
        current, depth = [], 0
        while i < end:
            text = self.toks[i].text if self.toks[i].kind == "punct" else None
            if text == ";":
                current = self._flush(current)
            elif text == "{" and self._is_block(i, depth):
                if depth == 0:
                    current = self._flush(current)
                self.block(i + 1, self.partner[i])
                i = self.partner[i]
            else:
                depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text, 0)
                if text == "{":
                    self.inits.add(i)
                current.append(i)
            i += 1
        self._flush(current)

    def _flush(self, current):
        if current:
            self.statements.append(current)
        return []

    def _is_block(self, i, depth):
        if i == 0:
            return True
        before = self.toks[i - 1]
        if before.text == "{":
            return i - 1 not in self.inits
        if before.text == "}":
            return depth == 0
        if before.text in _BLOCK_AFTER:
            return True
        if before.text == "]":
            return self._is_lambda(self.partner[i - 1])
        if before.kind == "id" or before.text in (">", "*", "&"):
            return self._after_arrow(i) or self._declares_scope(i)
        return before.kind == "string" and self.toks[i - 2].text == "extern"

    def _is_lambda(self, opening):
        before = self.toks[opening - 1]
        return not (before.text in (")", "]") or (before.kind == "id" and before.text not in _NO_TYPE))

    def _after_arrow(self, i):
        """`…) -> Type {`: a function or lambda with a trailing return type."""
        j = i - 1
        while j > 0 and (self.toks[j].kind == "id" or self.toks[j].text in ("::", ">", "*", "&")):
            j = cpp.skip_angles_back(self.toks, j) - 1
        return self.toks[j].text == "->" and self.toks[j - 1].text in (")", "mutable", "noexcept")

    def _declares_scope(self, i):
        for j in range(i - 1, max(-1, i - 60), -1):
            text = self.toks[j].text
            if text in (";", "{", "}", "(", ")", "="):
                return False
            if text in ("struct", "class", "enum", "union", "namespace"):
                return True
        return False


def _judge(toks, partner, inits, statement):
    awaits = [i for i in statement if toks[i].text == "co_await"]
    if not awaits:
        return []
    out = []
    for i in statement:
        if toks[i].text == "?" and toks[i].kind == "punct":
            out.append((toks[i].line, "'? :' in one expression with co_await: decide before"))
        elif i in inits and not _harmless(toks, partner, inits, statement, i, awaits):
            out.append((toks[i].line, "object built in braces in one expression with co_await:"
                        " name it in a statement before and move it in"))
    return out


def _harmless(toks, partner, inits, statement, i, awaits):
    """Braces of a known constructor, or of the variable that the statement declares."""
    j = i - 1
    if toks[j].text == ">":
        j = cpp.skip_angles_back(toks, j) - 1
    if toks[j].text in _CONSTRUCTORS:
        return True
    return _declares_variable(toks, statement, i) and _one_element(toks, partner, i, awaits)


def _declares_variable(toks, statement, i):
    """`Type name{…}`: an identifier before the brace, a type before it, no bracket open."""
    if toks[i - 1].kind != "id" or i - 2 < statement[0]:
        return False
    before = toks[i - 2]
    is_type = (before.kind == "id" and before.text not in _NO_TYPE) or before.text in (">", "*", "&")
    opened = sum({"(": 1, "{": 1, ")": -1, "}": -1}.get(toks[k].text, 0)
                 for k in statement if k < i)
    return is_type and opened == 0


def _one_element(toks, partner, i, awaits):
    """An aggregate of several members with an await among them is built in pieces too."""
    if not any(i < a < partner[i] for a in awaits):
        return True
    depth = 0
    for j in range(i + 1, partner[i]):
        depth += {"(": 1, "[": 1, "{": 1, "<": 1, ")": -1, "]": -1, "}": -1, ">": -1}.get(
            toks[j].text, 0)
        if depth == 0 and toks[j].text == ",":
            return False
    return True
