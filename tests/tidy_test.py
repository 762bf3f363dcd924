#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What tools/tidy.py catches, and what it must leave alone."""
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / 'tools'))
import tidy  # noqa: E402  (found through the line above)

SPDX = '// SPDX-License-Identifier: Apache-2.0\n'


def facts(path: str, text: str) -> list[str]:
    """The violations of one file as 'line: fact', the file being complete otherwise."""
    top = SPDX + ('#pragma once\n' if path.endswith('.h') else '')
    shift = top.count('\n')
    return [f'{v.line - shift}: {v.fact}' for v in tidy.check_file(path, top + text)]


def function_of(lines: int, head: str = 'int f() {') -> str:
    return head + '\n' + '  g();\n' * (lines - 2) + '}\n'


class Catches(unittest.TestCase):
    def expect(self, path: str, text: str, fact: str, line: int = 1) -> None:
        found = facts(path, text)
        self.assertEqual(len(found), 1, found)
        self.assertIn(fact, found[0])
        self.assertTrue(found[0].startswith(f'{line}: '), found[0])

    def test_includes_against_the_path_of_the_data(self):
        for path, include in [
                ('mikata/base/x.h', 'mikata/store/store.h'),
                ('mikata/stats/x.cc', 'mikata/store/store.h'),
                ('mikata/text/x.cc', 'mikata/store/store.h'),
                ('mikata/simulate/x.cc', 'mikata/stats/wilson.h'),
                ('mikata/store/x.cc', 'mikata/segment/segment.h'),
                ('mikata/ingest/x.cc', 'mikata/insights/insight.h'),
                ('mikata/segment/x.cc', 'mikata/ingest/reader.h'),
                ('mikata/insights/nps/nps.cc', 'mikata/desk/case/case.h'),
                ('mikata/insights/nps/nps.cc', 'mikata/ingest/import.h'),
                ('mikata/http/x.cc', 'mikata/cli/args.h'),
                ('mikata/http/x.cc', 'mikata/simulate/simulate.h'),
                ('mikata/cli/args.cc', 'mikata/http/server.h'),
                ('mikata/newcomer/x.cc', 'mikata/base/error.h')]:
            with self.subTest(path=path, include=include):
                room = path.split('/')[1]
                self.expect(path, f'#include "{include}"\n', f'{room} must not include')

    def test_one_insight_including_another(self):
        self.expect('mikata/insights/nps/nps.cc', '#include "mikata/insights/csat/csat.h"\n',
                    'insight nps must not include insight csat')

    def test_a_library_outside_of_its_room(self):
        self.expect('mikata/insights/x.cc', '#include <boost/beast/core.hpp>\n', 'stays in mikata/http/')
        self.expect('mikata/insights/x.cc', '#include <duckdb.h>\n', 'stays in mikata/store/')
        self.expect('mikata/cli/x.cc', '#include <sqlite3.h>\n', 'stays in mikata/store/')
        self.expect('mikata/http/x.h', '#include <nlohmann/json.hpp>\n', 'stays in mikata/base/json.h')

    def test_functions_that_are_too_long(self):
        self.expect('mikata/base/x.cc', function_of(71), 'function has 71 lines, at most 70: f')
        self.expect('mikata/base/x.cc', 'namespace a {\nclass B {\n public:\n' + function_of(80) + '};\n}\n',
                    'function has 80 lines', line=4)
        self.expect('mikata/base/x.cc', function_of(75, 'B::B(int a) : a_{a}, b_(a) {'), 'has 75 lines')
        self.expect('mikata/base/x.cc', function_of(75, 'bool operator()(int a) const {'), 'operator()')
        self.expect('mikata/base/x.cc', function_of(75, 'template <typename T, typename... A>\n'
                                                        'std::map<int, T> f(A&&... a) noexcept {'), ': f')
        self.expect('mikata/base/x_test.cc', function_of(75, 'TEST(Nps, IsHonest) {'), 'TEST')

    def test_nesting_that_is_too_deep(self):
        deep = ('void f() {\n  for (auto x : xs) {\n    if (x) {\n      while (y) {\n'
                '        if (z) {\n          g();\n        }\n      }\n    }\n  }\n}\n')
        self.expect('mikata/base/x.cc', deep, 'nesting is 4 deep', line=5)
        self.expect('mikata/base/x.cc', deep.replace('if (z) {', 'try {'), 'nesting is 4 deep', line=5)
        self.expect('mikata/base/x.cc', deep.replace('if (x) {', '} else {'.replace('} ', 'if (a) {} ')),
                    'nesting is 4 deep', line=5)

    def test_parameters_beyond_five(self):
        six = 'int a, int b, int c, int d, int e, int f'
        for text in [f'void g({six});\n', f'void g({six}) {{}}\n',
                     f'struct S {{\n  explicit S({six});\n}};\n',
                     'void g(std::map<int, int> a, int b, int c,\n       int d, int e, int f = {});\n',
                     f'std::function<int(int)> g({six}) const;\n',
                     f'template <typename T>\nbool operator()({six}) const;\n',
                     f'struct S {{\n public:\n  virtual std::vector<int> g({six}) const = 0;\n}};\n']:
            with self.subTest(text=text):
                found = facts('mikata/base/x.h', text)
                self.assertEqual(len(found), 1, found)
                self.assertIn('6 parameters', found[0])

    def test_parameters_of_functions_that_no_header_declares(self):
        six = 'int a, int b, int c, int d, int e, int f'
        self.expect('mikata/base/x.cc', f'namespace a {{\nnamespace {{\nvoid g({six}) {{}}\n}}\n}}\n',
                    '6 parameters', line=3)
        self.expect('mikata/base/x.cc', f'static void g({six}) {{}}\n', '6 parameters')
        self.assertEqual(facts('mikata/base/x.cc', f'namespace a {{\nvoid g({six}) {{}}\n}}\n'), [])

    def test_files_that_are_too_long(self):
        self.expect('mikata/base/x.cc', 'int a;\n' * 600, 'file has 601 lines, at most 600', line=600)
        self.expect('web/src/x.ts', 'f();\n' * 200, 'file has 201 lines, at most 200', line=200)

    def test_names_that_say_nothing(self):
        for path in ['mikata/base/string_utils.cc', 'mikata/base/helpers.cc', 'web/src/common/x.ts',
                     'mikata/store/store_manager.cc', 'mikata/base/date_helper_test.cc']:
            with self.subTest(path=path):
                self.expect(path, '', 'name says nothing', line=1 - SPDX.count('\n'))
        self.expect('mikata/base/x.cc', 'namespace nps_helpers {}\n', 'name says nothing')

    def test_leftovers(self):
        todo, console = 'TO' + 'DO', 'console' + '.log'
        self.expect('mikata/base/x.cc', f'// {todo}: later\n', 'leftover: ' + todo)
        self.expect('web/src/x.ts', f'{console}(1);\n', 'leftover: ' + console)
        self.expect('web/src/x.ts', 'let x: any;\n', 'type any')
        for text in ['printf("here");', 'std::cout << 1;', 'std::fprintf(stderr, "x");', 'fmt::print("x");']:
            with self.subTest(text=text):
                self.expect('mikata/base/x.cc', text + '\n', 'the library does not print')

    def test_errors_in_one_language(self):
        said = 'void f() {\n  fail(ErrorKind::not_found,\n       "gone: {}", x);\n}\n'
        self.expect('mikata/store/x.cc', said, 'error in one language', line=2)
        self.expect('mikata/models/fit.cc', said, 'error in one language', line=2)
        both = said.replace('"gone: {}"', '{"なし: {}", "gone: {}"}')
        for path, text in [('mikata/store/x.cc', both), ('mikata/store/x_test.cc', said),
                           ('mikata/store/x.cc', said.replace('not_found', 'internal')),
                           ('mikata/models/compute_stats.cc', said)]:
            with self.subTest(path=path):
                self.assertEqual(facts(path, text), [])

    def test_tops(self):
        for path in ['a.cc', 'a.py', 'web/src/a.tsx', 'tools/a.sh']:
            self.assertIn('SPDX', tidy.check_file(path, 'x\n')[0].fact)
        self.assertIn('#pragma once', tidy.check_file('a.h', SPDX)[0].fact)

    def test_std_regex(self):
        self.expect('mikata/base/x.cc', '#include <regex>\n', 'std::regex')
        self.expect('mikata/base/x.cc', 'std::regex r;\n', 'std::regex')

    def test_paths_of_one_machine_and_addresses_of_registries(self):
        self.expect('docs/a.md', 'see /work/' + 'shared\n', 'path of one machine')
        self.expect('tests/a.sh', 'cd /home/' + 'kim/mikata\n', 'path of one machine')
        self.expect('web/package-lock.json', '"resolved": ' + '"x"\n', 'address of one registry')


class LeavesAlone(unittest.TestCase):
    def test_code_in_the_style(self):
        for text in [
                function_of(70),
                'const Table kTable = {\n' + '    {1, 2},\n' * 100 + '};\n',
                'enum class E {\n' + '  a,\n' * 100 + '};\n',
                'struct S {\n' + '  int a = 0;\n' * 100 + '};\n',
                'namespace a {\n' + function_of(60) * 2 + '}\n',
                'void g(int a, int b, int c, int d, int e);\n',
                'void g(std::map<int, int> a, std::function<void(int, int, int)> b, int c);\n',
                'std::function<void(int a, int b, int c, int d, int e, int f)> handler;\n',
                'static const Point kPoints(1, 2, 3, 4, 5, 6);\n',
                'INSTANTIATE_TEST_SUITE_P(A, B, testing::Values(1, 2, 3, 4, 5, 6, 7));\n',
                '// void g(int a, int b, int c, int d, int e, int f);\n',
                'const char* k = "std::regex printf( TODAY";\n',
                "const int k = 1'000'000; const char c = '{'; const char d = '\\'';\n",
                'const char* k = R"sql(\n' + 'SELECT {\n' * 90 + ')sql";\n',
                '#define CHECK(a) \\\n  if (!(a)) { \\\n    f(); \\\n  }\n',
                'void f() {\n  if (a) {\n  } else if (b) {\n  } else if (c) {\n  } else if (d) {\n  } else {\n'
                '  }\n}\n',
                'void f() {\n  for (int i = 0; i < n; ++i) {\n    run([&](int a) {\n      if (a) {\n'
                '        while (b) {\n          g();\n        }\n      }\n    });\n  }\n}\n',
                'void f() {\n  switch (kind) {\n    case Kind::a: {\n      if (x) {\n        for (;;) {\n'
                '          g();\n        }\n      }\n    }\n  }\n}\n',
                'auto f = [](int a) { return a; };\nstruct B {\n  B() : a_{1}, b_{2} {}\n  int a_, b_;\n};\n',
                'bool operator==(const A&) const = default;\n',
                'std::snprintf(b, 3, "x");\n',
                'namespace fs = std::filesystem;\nusing F = void (*)(int, int, int, int, int, int);\n',
                'void f() {\n  std::vector<A> a = {{.x = 1, .y = g([] { return 1; })}};\n  if (a) {\n  }\n}\n']:
            with self.subTest(text=text):
                self.assertEqual(facts('mikata/base/x.cc', text), [])

    def test_what_includes_may_be(self):
        for path, include in [
                ('mikata/cli/main.cc', 'mikata/http/server.h'),
                ('mikata/cli/main.cc', 'mikata/simulate/simulate.h'),
                ('mikata/http/imports.cc', 'mikata/ingest/import.h'),
                ('mikata/insights/nps/nps.cc', 'mikata/insights/insight.h'),
                ('mikata/insights/nps/nps.cc', 'mikata/stats/wilson.h'),
                ('mikata/insights/catalog.cc', 'mikata/insights/nps/nps.h'),
                ('mikata/insights/nps/nps.cc', 'mikata/insights/nps/nps.h'),
                ('mikata/desk/case/case.cc', 'mikata/insights/insight.h'),
                ('mikata/ingest/x.cc', 'mikata/store/book.h'),
                ('tests/x.cc', 'mikata/http/server.h')]:
            with self.subTest(path=path, include=include):
                self.assertEqual(facts(path, f'#include "{include}"\n'), [])

    def test_other_places(self):
        self.assertEqual(facts('mikata/cli/render.cc', 'std::cout << 1;\n'), [])
        self.assertEqual(facts('mikata/base/x_test.cc', 'std::cout << 1;\n'), [])
        self.assertEqual(facts('mikata/store/x.cc', '#include <duckdb.h>\n'), [])
        self.assertEqual(facts('web/tests/browser.mjs', 'console' + '.log(1);\n'), [])
        self.assertEqual(facts('web/src/x.ts', '// accepts any value\nimport "../home/kim";\n'), [])
        self.assertEqual(facts('web/src/schema.ts', '// auto-generated\n' + 'f();\n' * 500), [])
        self.assertEqual(facts('mikata/base/common_words.cc', ''), [])

    def test_a_limit_broken_with_a_reason(self):
        waived = '// tidy: one line per column reads better\n' + function_of(90)
        self.assertEqual(facts('mikata/base/x.cc', waived), [])
        self.assertEqual(len(facts('mikata/base/x.cc', waived.replace(' one line per column reads better', ''))), 1)
        self.assertEqual(len(facts('mikata/base/x.cc', '// tidy: we like it\nstd::regex r;\n')), 1)
        self.assertEqual(facts('web/src/x.ts', '// tidy: one word a line\n' + 'f();\n' * 300), [])


class Tree(unittest.TestCase):
    def test_finds_files_without_git_and_skips_what_is_built(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name in ['mikata/base/bad.h', 'build/bad.h', 'web/node_modules/bad.ts']:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text('int a;\n')
            found = {violation.path for violation in tidy.check_tree(root)}
            self.assertEqual(found, {'mikata/base/bad.h'})


if __name__ == '__main__':
    unittest.main()
