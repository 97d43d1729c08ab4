"""The documentation holds to the tree: links, pictures, and what its code blocks and messages name."""

import pathlib
import re
import sys
import unittest

sys.dont_write_bytecode = True
TOP = pathlib.Path(__file__).resolve().parents[2]
LARGEST_PICTURE = 300 * 1024
PICTURES = {".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"}

# Members whose own members are anything: names of headers and of a request's parameters.
FREE_MAPS = {"headers", "default", "override", "set"}


# Markdown

def pages():
    return [TOP / "README.md", *sorted((TOP / "docs").rglob("*.md"))]


FENCE = re.compile(r"^(?P<fence>```+)(?P<language>[^\n]*)\n(?P<text>.*?)^(?P=fence)\s*$", re.M | re.S)
INDENTED = re.compile(r"(?:^|\n)\n((?: {4}[^\n]*(?:\n|$))+)")


def code_blocks(text):
    """(language, code) of each block, fenced or indented."""
    blocks = [(match["language"].strip(), match["text"]) for match in FENCE.finditer(text)]
    for match in INDENTED.finditer(FENCE.sub("", text)):
        blocks.append(("", re.sub(r"^ {4}", "", match[1], flags=re.M)))
    return blocks


def prose(text):
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))


def targets(text):
    """What the page's links and pictures point at."""
    text = prose(text)
    return re.findall(r"\]\(([^()\s]+)\)", text) + re.findall(r'\b(?:src|srcset|href)="([^"]+)"', text)


def anchors(text):
    """The names that a page's headings can be reached by."""
    heads = re.findall(r"^#+ +(.*)$", FENCE.sub("", text), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def dead_targets(page, text):
    dead = []
    for target in targets(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        if not file.exists():
            dead.append(target)
        elif anchor and anchor not in anchors(text if file == page else file.read_text()):
            dead.append(target)
    return dead


# Endpoints

def served_paths(openapi):
    """A pattern for each path of the description; the gateway's go without /v1 too."""
    patterns = []
    for path in re.findall(r"^  (/\S+):$", openapi, re.M):
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))
        patterns.append(re.compile(pattern.replace("/v1/", "(?:/v1)?/", 1) if path.startswith("/v1/") else pattern))
    return patterns


def unknown_endpoints(code, served):
    named = re.findall(r"https?://127\.0\.0\.1:74\d\d(/[^\s\"'`?)]*)", code)
    named += re.findall(r"^\s*(?:GET|POST|PUT|PATCH|DELETE) (/[^\s?]*)", code, re.M)
    bases = {"/", "/v1", "/v1/", "/admin/v1"}
    return [path for path in named
            if path not in bases and not any(pattern.fullmatch(path) for pattern in served)]


# signalboxctl

def control_table(source):
    """{command: its own options} of the table that --help prints."""
    lists = {match[1]: set(re.findall(r'"(--?[a-z]+)"', match[2])) for match in re.finditer(
        r"std::array<Option, \d+> (\w+)\{\s*\{(.*?)\}\};", source, re.S)}
    table = {}
    for block in re.split(r"\bCommand\{", source)[1:]:
        name = re.match(r'\s*"([^"]+)"', block)[1]
        table[name] = set().union(*(lists[used] for used in re.findall(r"\bk\w+Options\b", block)))
    return table


COMMON_VALUES = {"--admin", "--token-file", "--data"}
COMMON_SWITCHES = {"--json", "--help", "-h", "--version"}


def control_calls(code):
    """The words behind each signalboxctl in a block."""
    calls = []
    for match in re.finditer(r"(?:\bsignalboxctl|\$CTL)(?= )([^\n|;)]*)", code):
        words = re.findall(r"'[^']*'|\"[^\"]*\"|\S+", match[1].split(" #")[0])
        calls.append(words)
    return calls


def problem_of_call(words, table):
    """What is wrong with a call; nothing where it is right."""
    options, plain = [], []
    rest = iter(words)
    for word in rest:
        if word in COMMON_VALUES:
            next(rest, None)
        elif word.startswith("-") and word != "-":
            options.append(word.split("=")[0])
        else:
            plain.append(word)
    names = [" ".join(plain[:2]), *plain[:1], *(one + " list" for one in plain[:1])]
    known = [name for name in names if name in table]
    if plain and not known:
        return f"there is no command {' '.join(plain[:2])}"
    wrong = [option for option in options
             if option not in COMMON_SWITCHES and not (known and option in table[known[0]])]
    return f"{' '.join(plain)} has no option {', '.join(wrong)}" if wrong else None


def is_prose(words):
    """An output's line that speaks of the program, as in signalboxctl: there is no key."""
    return not words or words[0].endswith(":")


# The configuration

def documented_keys(text):
    """Every key that docs/configuration.md names outside of its example."""
    keys = set()
    for code in re.findall(r"`([^`\n]+)`", FENCE.sub("", text)):
        keys.update(re.findall(r"(\w+):", code))
        keys.update(re.fullmatch(r"[\w.]+", code) and code.split(".") or [])
    return keys


def named_keys(block):
    """The keys that a YAML block sets, but for those inside of free maps."""
    text = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", "text", re.sub(r"(^|\s)#.*$", "", block, flags=re.M))
    free = "|".join(sorted(FREE_MAPS))
    text = re.sub(rf"\b({free}): *\{{[^}}]*\}}", r"\1: text", text)
    text = re.sub(rf"^( *)({free}): *\n(?:\1 +.*\n?)+", r"\1\2: text\n", text, flags=re.M)
    return re.findall(r"(?:^|[{,]|- )\s*([A-Za-z_][\w-]*):(?=\s|$)", text, re.M)


def is_configuration(language, block):
    """Another program's file names itself in its first line."""
    return language == "yaml" and not re.match(r"# .*/(?!signalbox\.yaml)[\w.]+\s*$", block.split("\n")[0])


# Messages

def sources():
    files = [file for folder in ("ui", "core", "app") for file in sorted((TOP / folder).rglob("*.cpp"))]
    text = "\n".join(file.read_text() for file in files)
    joined = re.sub(r'"\s*\n\s*"', "", text).replace('\\"', '"')
    return re.sub(r"%\w", "…", joined)


def quoted_messages(text):
    return re.findall(r"^> (.*)$", text, re.M)


def unsaid_parts(message, said):
    """The pieces between … that the program does not have."""
    parts = [part.strip() for part in message.split("…")]
    return [part for part in parts if len(part) > 3 and part not in said]


class Documentation(unittest.TestCase):
    def each(self, find):
        """Nothing may be found on any page."""
        found = {str(page.relative_to(TOP)): find(page, page.read_text()) for page in pages()}
        self.assertEqual({page: wrong for page, wrong in found.items() if wrong}, {})

    def test_links_and_pictures_are_there(self):
        self.each(dead_targets)

    def test_no_picture_is_large(self):
        large = {str(file): file.stat().st_size for file in (TOP / "docs").rglob("*")
                 if file.suffix in PICTURES and file.stat().st_size > LARGEST_PICTURE}
        self.assertEqual(large, {})

    def test_each_picture_is_shown(self):
        shown = {(page.parent / target).resolve() for page in pages() for target in targets(page.read_text())}
        self.assertEqual([str(file) for file in (TOP / "docs" / "images").glob("*") if file not in shown], [])

    def test_endpoints_in_code_exist(self):
        served = served_paths((TOP / "docs" / "openapi.yaml").read_text())
        self.each(lambda _, text: [path for _, code in code_blocks(text) for path in unknown_endpoints(code, served)])

    def test_commands_in_code_exist(self):
        table = control_table((TOP / "app" / "ctl" / "commands.cpp").read_text())
        self.each(lambda _, text: [
            problem for _, code in code_blocks(text) for words in control_calls(code)
            if not is_prose(words) and (problem := problem_of_call(words, table))])

    def test_keys_in_configurations_exist(self):
        known = documented_keys((TOP / "docs" / "configuration.md").read_text())
        self.each(lambda _, text: [key for language, code in code_blocks(text) if is_configuration(language, code)
                                   for key in named_keys(code) if key not in known])

    def test_messages_of_the_troubleshooting_are_the_programs(self):
        said = sources()
        page = TOP / "docs" / "guide" / "troubleshooting.md"
        messages = quoted_messages(page.read_text())
        self.assertGreater(len(messages), 20)
        self.assertEqual([part for message in messages for part in unsaid_parts(message, said)], [])


class Finding(unittest.TestCase):
    """What the tests above would find."""

    def test_dead_links(self):
        page = TOP / "docs" / "architecture.md"
        text = "# A b\n[x](gone.md) [y](openapi.yaml) [z](#a-b) [w](#c) ![p](no.png) `[q](code.md)` [u](https://x)\n"
        self.assertEqual(dead_targets(page, text), ["gone.md", "#c", "no.png"])
        self.assertEqual(dead_targets(page, '<img src="no.png"><source srcset="openapi.yaml">'), ["no.png"])

    def test_blocks_fenced_and_indented(self):
        text = "a\n\n```sh\nb\n```\n\n    c\n    d\n\ne\n"
        self.assertEqual(code_blocks(text), [("sh", "b\n"), ("", "c\nd\n")])

    def test_endpoints(self):
        served = served_paths("  /v1/models:\n  /admin/v1/keys/{id}:\n  /healthz:\n")
        good = "curl http://127.0.0.1:7411/models\nhttp://127.0.0.1:7411/v1\nDELETE /admin/v1/keys/a\n"
        self.assertEqual(unknown_endpoints(good, served), [])
        bad = 'curl "http://127.0.0.1:7411/v1/message" http://127.0.0.1:7412/admin/v1/key\nPOST /v1/x\n'
        self.assertEqual(unknown_endpoints(bad, served), ["/v1/message", "/admin/v1/key", "/v1/x"])

    def test_commands(self):
        table = control_table('''constexpr std::array<Option, 1> kOneOptions{{{"--all", "", "x"}}};
            Command{"keys list", "", "x", kOneOptions, f}, Command{"logs", "", "x", {}, g},''')
        self.assertEqual(table, {"keys list": {"--all"}, "logs": set()})
        problems = [problem_of_call(words, table) for words in control_calls(
            "$ signalboxctl keys --all\nsudo signalboxctl --data /d logs --json\nsignalboxctl key\n"
            "X=$(signalboxctl keys list --al)\nsignalboxctl logs -z\n")]
        self.assertEqual(problems, [None, None, "there is no command key", "keys list has no option --al",
                                    "logs has no option -z"])

    def test_keys(self):
        block = "a: { b: c:d, e: [ { f: 1 } ] }  # g: h\nheaders: { X-One: 1 }\nset:\n  i: 1\nj:\n  - k: \"l: m\"\n"
        self.assertEqual(named_keys(block), ["a", "b", "e", "f", "headers", "set", "j", "k"])
        self.assertTrue(is_configuration("yaml", "version: 1\n"))
        self.assertFalse(is_configuration("yaml", "# ~/.other/config.yaml\nname: x\n"))

    def test_keys_of_the_real_description(self):
        known = documented_keys((TOP / "docs" / "configuration.md").read_text())
        for key in ("version", "listen", "first_token", "usd_per_mtok", "cache_read", "try", "client_ca", "kind"):
            self.assertIn(key, known)
        for key in ("lisen", "apiBase", "modells"):
            self.assertNotIn(key, known)

    def test_messages(self):
        self.assertEqual(unsaid_parts("port … is taken", "port … is free"), ["is taken"])


if __name__ == "__main__":
    unittest.main()
