"""Just enough C++ to count and match: tokens, brackets, and what an opening brace opens."""

import re
from typing import NamedTuple


class Token(NamedTuple):
    kind: str  # id, number, string, char, directive, punct
    text: str
    line: int  # of its first character


_TOKEN = re.compile(
    r"""
      (?P<directive>^[ \t]*\#(?:\\\n|/\*.*?\*/|(?!//)[^\n])*)
    | (?P<skip>\n|[^\S\n]+|//(?:\\\n|[^\n])*|/\*.*?\*/)
    | (?P<string>(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"
               |(?:u8|[uUL])?"(?:\\.|[^"\\\n])*")
    | (?P<char>(?:u8|[uUL])?'(?:\\.|[^'\\\n])+')
    | (?P<number>\.?\d(?:[eEpP][+-]|'?[\w.])*)
    | (?P<id>[A-Za-z_]\w*)
    | (?P<punct>::|->|\.\.\.|.)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def tokens(text):
    """All tokens but comments and white space."""
    line, out = 1, []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup if match.lastgroup != "mark" else "string"
        if kind != "skip":
            out.append(Token(kind, match.group(), line))
        line += match.group().count("\n")
    return out


def code(text):
    """The tokens without preprocessor directives."""
    return [t for t in tokens(text) if t.kind != "directive"]


class Unbalanced(Exception):
    """A bracket without its partner, e.g. split over #if and #else."""

    def __init__(self, line):
        super().__init__(line)
        self.line = line


_CLOSING = {")": "(", "]": "[", "}": "{"}


def partners(toks):
    """Index of the partner for the index of every bracket, both ways."""
    stack, out = [], {}
    for i, token in enumerate(toks):
        if token.kind != "punct":
            continue
        if token.text in "([{":
            stack.append(i)
        elif token.text in _CLOSING:
            if not stack or toks[stack[-1]].text != _CLOSING[token.text]:
                raise Unbalanced(token.line)
            out[i] = stack.pop()
            out[out[i]] = i
    if stack:
        raise Unbalanced(toks[stack[-1]].line)
    return out


def skip_angles_back(toks, i):
    """Index of the '<' that matches the '>' at i; i itself if there is none nearby."""
    if toks[i].text != ">":
        return i
    depth = 0
    for j in range(i, max(-1, i - 200), -1):
        if toks[j].text == ">":
            depth += 1
        elif toks[j].text == "<":
            depth -= 1
            if depth == 0:
                return j
        elif toks[j].text in (";", "{", "}"):
            break
    return i
