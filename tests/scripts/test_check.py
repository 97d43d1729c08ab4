"""scripts/check holds what it promises: each rule on a small tree with one violation, and without."""

import pathlib
import subprocess
import sys
import tempfile
import unittest
import unittest.mock

sys.dont_write_bytecode = True
TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "scripts" / "lib"))
from check import awaits, functions, rules  # noqa: E402


def check(files, *options):
    """(exit code, output) of scripts/check on a tree of {path: text}."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            file = pathlib.Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        if "--no-format" not in options:
            (pathlib.Path(folder) / ".clang-format").write_bytes((TOP / ".clang-format").read_bytes())
        result = subprocess.run([sys.executable, TOP / "scripts" / "check", "--top", folder, *options],
                                capture_output=True, text=True, check=False)
        return result.returncode, result.stdout + result.stderr


class Rules(unittest.TestCase):
    def refuses(self, path, text, *words):
        code, said = check({path: text}, "--no-format")
        self.assertEqual(code, 1, said)
        for word in (path, *words):
            self.assertIn(word, said)

    def accepts(self, path, text):
        code, said = check({path: text}, "--no-format")
        self.assertEqual(code, 0, said)

    def test_refuses_an_include_against_the_layer_order(self):
        self.refuses("core/net/a.cpp", '\n#include "core/gateway/b.h"\n', ":2:", "above")
        self.refuses("core/base/a.h", '  #  include "core/store/b.h"\n', "above")
        self.refuses("core/net/a.cpp", '#include "app/b.h"\n', "core includes app")
        self.refuses("core/net/a.cpp", '#include "ui/b.h"\n', "core includes ui")
        self.refuses("core/net/a.cpp", '#include "tests/support/b.h"\n', "includes tests")
        self.refuses("core/new_folder/a.cpp", "int a;\n", "not in the layer order")
        self.refuses("core/net/a.cpp", '#include "core/new_folder/a.h"\n', "not in the layer order")

    def test_accepts_includes_downwards_and_everything_in_tests(self):
        self.accepts("core/gateway/a.cpp", '#include "core/gateway/b.h"\n#include "core/net/b.h"\n')
        self.accepts("core/dialects/anthropic/a.cpp", '#include "core/dialects/chat.h"\n')
        self.accepts("tests/core/base/a.cpp", '#include "core/admin/b.h"\n#include "ui/shell/b.h"\n')
        self.accepts("app/a.cpp", '#include "core/admin/b.h"\n#include "ui/shell/b.h"\n')
        self.accepts("core/net/a.cpp", '// #include "core/gateway/b.h"\n')

    def test_refuses_core_in_ui(self):
        self.refuses("ui/shell/a.cpp", '#include "core/base/b.h"\n', "ui includes core")
        self.refuses("ui/client/a.h", '#include "app/b.h"\n', "ui includes app")
        self.accepts("ui/shell/a.cpp", '#include "ui/client/b.h"\n')

    def test_refuses_an_include_against_the_order_of_ui(self):
        self.refuses("ui/client/a.cpp", '#include "ui/theme/b.h"\n', "above")
        self.refuses("ui/widgets/a.h", '#include "ui/logs/b.h"\n', "above")
        self.refuses("ui/logs/a.h", '#include "ui/shell/b.h"\n', "above")
        self.refuses("ui/logs/a.h", '#include "ui/spend/b.h"\n', "screen ui/logs includes screen ui/spend")
        self.refuses("ui/new/a.h", '#include "ui/client/b.h"\n', "not in the layer order")
        self.accepts("ui/logs/a.cpp", '#include "ui/logs/b.h"\n#include "ui/widgets/c.h"\n')

    def test_refuses_qt_in_core(self):
        self.refuses("core/base/a.h", "#include <QString>\n", "Qt in core")
        self.refuses("core/base/a.h", "#include <QtCore/QString>\n", "Qt in core")
        self.refuses("core/base/a.h", "class A {\n  Q_OBJECT\n};\n", ":2:", "Q_OBJECT")
        self.accepts("core/base/a.h", '// QString\nconst char* kText = "Q_OBJECT";\n#include <queue>\n')
        self.accepts("ui/theme/a.h", "#include <QString>\n")

    def test_refuses_sql_outside_of_stores(self):
        self.refuses("core/ledger/log.cpp", 'auto a = "SELECT id FROM row";\n', "SQL")
        self.refuses("core/ledger/log.cpp", 'auto a = R"sql(\n  CREATE TABLE row(id)\n)sql";\n', "SQL")
        self.refuses("app/main.cpp", 'auto a = "INSERT INTO row VALUES(1)";\n', "SQL")
        self.accepts("core/store/database.cpp", 'auto a = "SELECT count(*) FROM sqlite_schema";\n')
        self.accepts("core/ledger/log_store.cpp", 'auto a = "SELECT id FROM row";\n')
        self.accepts("core/ledger/log.cpp", '// "SELECT id FROM row"\nauto a = "SELECTED";\n')

    def test_refuses_a_long_file(self):
        self.refuses("app/a.cpp", "int a;\n" * 601, "601 lines")
        self.accepts("app/a.cpp", "int a;\n" * 600)

    def test_refuses_a_long_function(self):
        self.refuses("app/a.cpp", "int f() {\n" + "  g();\n" * 79 + "}\n", ":1:", "function f has 81 lines")
        self.accepts("app/a.cpp", "int f() {\n" + "  g();\n" * 78 + "}\n")

    def test_refuses_brackets_that_it_cannot_match(self):
        self.refuses("app/a.cpp", "void f() {\n#if A\n  if (a) {\n#else\n  if (b) {\n#endif\n  }\n}\n", "brackets")

    def test_refuses_two_types_of_one_name(self):
        one = "namespace sb::ui {\n\nstruct Turn {\n  int a;\n};\n\n}  // namespace sb::ui\n"
        own = "namespace sb::ui {\nnamespace {\n\nclass Turn final {\n};\n\n}  // namespace\n}  // namespace sb::ui\n"
        other = one.replace("sb::ui", "sb::net").replace("struct Turn {", "class Turn : public A {")
        code, said = check({"ui/logs/a.h": one, "ui/spend/b.h": one}, "--no-format")
        self.assertEqual(code, 1, said)
        self.assertIn("ui/spend/b.h:3: sb::ui::Turn is also a type of ui/logs/a.h", said)
        code, said = check({"ui/logs/a.h": one, "ui/spend/b.cpp": own, "core/net/c.h": other}, "--no-format")
        self.assertEqual(code, 0, said)

    def test_refuses_unfinished_words(self):
        for word in ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"):
            self.refuses("core/base/a.h", f"// {word}: later\n", word)
            self.refuses("docs/a.md", f"{word}\n", word)
        self.accepts("scripts/a", "mktemp /tmp/a.XXXXXX\n")

    def test_refuses_await_with_an_aggregate(self):
        self.refuses("app/a.cpp", "Task f() {\n  co_await g(Options{.a = 1});\n}\n", ":2:", "co_await")

    def test_skips_build_folders(self):
        code, said = check({"build/a.cpp": "// TO" + "DO\n", "tests/clients/node_modules/a.h": "// TO" + "DO\n"},
                           "--no-format")
        self.assertEqual((code, said.split()[0]), (0, "0"))


class Formatting(unittest.TestCase):
    def test_refuses_an_unformatted_file(self):
        code, said = check({"core/base/a.h": "int   a ;\n", "core/base/b.h": "int b;\n"})
        self.assertEqual(code, 1, said)
        self.assertIn("core/base/a.h:1: not formatted", said)
        self.assertNotIn("b.h", said)

    def test_formats_in_place(self):
        code, said = check({"core/base/a.h": "int   a ;\n"}, "--fix-format")
        self.assertEqual(code, 0, said)

    def test_refuses_another_version(self):
        from check import formatting
        with tempfile.TemporaryDirectory() as folder:
            fake = pathlib.Path(folder, "clang-format")
            fake.write_text("#!/bin/sh\necho clang-format version 19.1.0\n")
            fake.chmod(0o755)
            with unittest.mock.patch.dict("os.environ", {"PATH": folder, "CLANG_FORMAT": str(fake)}):
                with self.assertRaises(formatting.Missing):
                    formatting.find()


class Functions(unittest.TestCase):
    def names(self, text):
        return [(f.name, f.first, f.last) for f in functions.functions(text)]

    def test_finds_functions_in_namespaces_and_classes(self):
        text = """namespace a::b {
inline int f(int x) { return x; }
class C final : public D<int> {
  Q_OBJECT
 public:
  explicit C(int x)
      : m_x{x}, m_y(x), D<int>{x} {
    f();
  }
  int get() const noexcept { return m_x; }
  auto make() -> std::vector<int> { return {}; }
  bool operator()(int a) const { return a; }

 private:
  int m_x{0};
  std::function<void(int)> m_f{nullptr};
};
}  // namespace a::b
"""
        self.assertEqual(self.names(text), [("f", 2, 2), ("C", 6, 9), ("get", 10, 10), ("make", 11, 11),
                                            ("operator", 12, 12)])

    def test_counts_lambdas_as_part_of_their_function(self):
        text = "void f() {\n  auto g = [](int a) -> int {\n    return a;\n  };\n  h([&] {\n  });\n}\n"
        self.assertEqual(self.names(text), [("f", 1, 7)])

    def test_finds_templates_and_their_constraints(self):
        text = """template <class T, typename U = std::vector<T>>
requires std::integral<T>
T f(T a) requires(sizeof(T) > 2) {
  return a;
}
template <class T>
struct S {
  void g() {}
};
"""
        self.assertEqual(self.names(text), [("f", 1, 5), ("g", 8, 8)])

    def test_does_not_count_tables(self):
        text = "const Row kRows[] = {\n" + "    {1, f(2), {3}},\n" * 100 + "};\n"
        text += "const std::map<int, std::function<void(int)>> kMap{\n" + "    {1, {}},\n" * 100 + "};\n"
        self.assertEqual(self.names(text), [])

    def test_counts_a_lambda_in_a_variable(self):
        self.assertEqual([f[1:] for f in self.names("const auto f = [](int a) {\n  return a;\n};\n")], [(1, 3)])

    def test_is_not_confused_by_strings_and_comments(self):
        text = '''void f() {
  a(R"x(
} ")x");  // }
  b("}\\"{", '}', '\\'');  /* { */
  c(1'000'000, "a" "b");
#define D {
}
void g() {}
'''
        self.assertEqual(self.names(text), [("f", 1, 7), ("g", 8, 8)])


class Awaits(unittest.TestCase):
    REFUSED = [
        "co_await f(Options{.host = a});",
        "co_await f({a, b});",
        "co_await f(a, {});",
        "v.push_back(Row{co_await f()});",
        "auto a = co_await f(b ? c : d);",
        "auto a = b ? co_await f() : c;",
        "co_return Row{co_await f(), 1};",
        "if (auto r = co_await f(Options{1}); r) { g(); }",
        "Row row{co_await f(), co_await g()};",
        "auto r = co_await f([&] { return Row{1}; }, Options{2});",
        "co_await f(std::vector<int>{1, 2});",
        "return co_await f(ns::Options{1});",
        "if (!co_await f()) { g(); }",
        "if (a) { while (g(1) && co_await f()) { } }",
        "switch (co_await f(a)) { }",
        "if constexpr (co_await f()) { }",
    ]
    ACCEPTED = [
        "Options o{.host = a}; co_await f(std::move(o));",
        "auto o = b ? c : d; co_await f(o);",
        "co_await f([&] { return Row{1, 2}; });",
        "co_await f([&](int a) -> std::vector<Row> { return {Row{1}}; });",
        "run([](Task<int> (*t)(), Row& r) -> Task<> { co_await t(); r = g({1}); }(f, r));",
        "for (auto& a : b) { co_await f(a); }",
        "const bool ok = co_await f(); if (!ok) { g({1, 2}); } else { h(Row{}); }",
        "if (a) co_await f();",
        "for (auto& b : c) co_await f(b);",
        "switch (a) { case 1: co_await f(); break; default: g({1}); }",
        "const auto r{co_await f()};",
        "Result<int> r{co_await f(1, 2)};",
        "co_await f(); g(a ? b : c);",
        "co_await wait(std::chrono::milliseconds{5});",
        "try { co_await f(); } catch (const E& e) { g(Row{1}); }",
        "struct Local { int a; }; co_await f();",
        "g(Row{1}); co_await f(); g({1});",
        'co_await f("a ? b : c", "{}");',
    ]

    def test_refuses_the_forms_that_break(self):
        for body in self.REFUSED:
            with self.subTest(body):
                self.assertTrue(awaits.problems(f"Task<int> t(int a) {{\n{body}\n}}\n"))

    def test_accepts_the_forms_that_work(self):
        for body in self.ACCEPTED:
            with self.subTest(body):
                self.assertEqual(awaits.problems(f"Task<int> t(int a) {{\n{body}\n}}\n"), [])

    def test_looks_into_members_of_classes(self):
        text = "class A {\n  Task t() { co_await f(B{1}); }\n  int m_a{0};\n};\n"
        self.assertEqual([line for line, _ in awaits.problems(text)], [2])


class Layers(unittest.TestCase):
    def test_every_folder_of_core_has_a_place(self):
        folders = {p.name for p in (TOP / "core").iterdir() if p.is_dir()}
        self.assertLessEqual(folders, set(rules.layer_order()))

    def test_every_source_of_the_tree_can_be_measured(self):
        for path in sorted((TOP / "core").rglob("*.cpp")):
            with self.subTest(path.name):
                functions.functions(path.read_text())


if __name__ == "__main__":
    unittest.main()
