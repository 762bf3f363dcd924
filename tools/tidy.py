#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The part of docs/STYLE.md that a program can keep: run by `make test` and `make check`.

Usage: tools/tidy.py [FOLDER]      prints `file:line: fact` for each violation; exit 1 if any

Where a limit on size would make the code worse, the line before (of a file, one of its first ten)
says why, and that is enough:
    // tidy: one line per column of DATA.md reads better in one piece

C++ is read approximately: comments, strings and preprocessor lines are blanked, then braces are
followed. That is enough for code in clang-format's Google style, which `make check` also keeps.
"""
import pathlib
import re
import subprocess
import sys
from typing import Iterator, NamedTuple

FUNCTION_LINES_MAX = 70
NESTING_MAX = 3
PARAMETERS_MAX = 5
FILE_LINES_MAX = 600
WEB_FILE_LINES_MAX = 200

# folder of mikata/ -> the folders it may include, besides itself. Follows ARCHITECTURE section 1.
LOWER = {'base', 'stats', 'models', 'text', 'store', 'segment'}
ALLOWED = {
    'base': set(),
    'stats': {'base'},
    'models': {'base', 'stats'},
    'text': {'base', 'stats'},
    'simulate': {'base'},
    'store': {'base'},
    'ingest': {'base', 'store'},
    'segment': {'base', 'store'},
    'insights': LOWER,
    'desk': LOWER | {'insights'},
    'http': LOWER | {'insights', 'desk', 'ingest'},
    'cli': LOWER | {'insights', 'desk', 'ingest', 'simulate'},
}
# The one place that knows both interfaces.
MAIN = 'mikata/cli/main.cc'
# Headers that stay in one room, so that only that room depends on the library.
KEPT_IN = {
    re.compile(r'<boost/(asio|beast)|<boost/beast'): ('mikata/http/',),
    re.compile(r'[<"]duckdb\.h'): ('mikata/store/', 'mikata/ingest/', 'bench/', 'tests/'),
    re.compile(r'<mecab\.h'): ('mikata/text/',),
    re.compile(r'[<"]sqlite3\.h'): ('mikata/store/', 'mikata/desk/', 'tests/'),
    re.compile(r'<nlohmann/json\.hpp'): ('mikata/base/json.h',),
}

CPP = {'.h', '.cc'}
WEB = {'.ts', '.tsx', '.mjs', '.css'}
SPDX_NEEDED = CPP | {'.py', '.ts', '.tsx', '.mjs', '.sh'}
BINARY = {'.model', '.png', '.gz', '.parquet', '.ico', '.woff2', '.duckdb', '.webp'}
# This file and its test have to write down what they forbid.
ABOUT_TIDY = {'tools/tidy.py', 'tests/tidy_test.py'}

BANNED_NAME = re.compile(r'(^|_)(utils?|helpers?|common|managers?)$')
LEFTOVER = re.compile(r'\b(TODO|FIXME|XXX)\b')
PRINTING = re.compile(r'(?<![\w.:>])(std::)?(printf|puts|putchar|fprintf|vprintf)\s*\('
                      r'|std::(cout|cerr|clog)\b|fmt::print\s*\(')
# What a person did or gave is refused in both languages; what the program itself did wrong, and what
# `mikata compute` is given, only programmers read.
ONE_LANGUAGE = re.compile(r'\bfail\(\s*ErrorKind::(?!internal\b)\w+,\s*R?"')
FOR_PROGRAMMERS = ('mikata/models/compute', 'mikata/stats/')
MACHINE_PATH = re.compile(r'(?<![\w.@/-])/(work|farm|root|tmp|home/\w+)/[\w.]')
REGISTRY = re.compile(r'registry\.npmjs|registry\.yarnpkg|"resolved":\s*"')


class Violation(NamedTuple):
    path: str
    line: int
    fact: str

    def __str__(self) -> str:
        return f'{self.path}:{self.line}: {self.fact}'


# --- reading C++ ---

TOKEN = re.compile(
    r'//[^\n]*(?:\\\n[^\n]*)*'            # comment to the end of the line
    r'|/\*.*?\*/'                         # comment
    r'|R"([^()\\\s]{0,16})\(.*?\)\1"'     # raw string
    r'|"(?:\\.|[^"\\\n])*"'               # string
    r"|(?<![0-9a-fA-F])'(?:\\.[^'\n]*|[^'\\\n])'"  # character, not the ' of 1'000
    r'|^[ \t]*#(?:[^\n\\]|\\.)*(?:\\\n[^\n]*)*',   # preprocessor line
    re.DOTALL | re.MULTILINE)


def blank(code: str) -> str:
    """Comments, literals and preprocessor lines become spaces; every line stays where it is."""
    def spaces(match: re.Match) -> str:
        text = match.group(0)
        empty = re.sub(r'[^\n]', ' ', text)
        if text[0] in '"\'R':  # something is there: not an empty parameter list
            return '0' + empty[1:]
        return empty
    return TOKEN.sub(spaces, code)


class Scope(NamedTuple):
    kind: str       # namespace, type, function, lambda, control, block, other
    head: str       # the text before the brace
    line: int       # of the brace
    head_line: int  # where that text begins


CONTROL = re.compile(r'^(\}\s*)?(else\b.*|(if|for|while|switch|do|try|catch)\b.*)$', re.DOTALL)
TYPE = re.compile(r'^(template\s*<.*>\s*)?(typedef\s+)?(class|struct|union|enum)\b', re.DOTALL)
LAMBDA = re.compile(r'\[[^\[\]]*\]\s*(\([^{}]*\))?\s*(mutable|noexcept|constexpr|\s)*'
                    r'(->\s*[\w:<>,&*\s]+)?$')


def kind_of(head: str, enclosing: str) -> str:
    """What the brace after `head` opens, inside a scope of kind `enclosing`."""
    head = re.sub(r'^(\s*(case\b[^;{}]*?|\w+)\s*:(?!:))+', '', head).strip()
    outside = enclosing in ('namespace', 'type')
    if re.match(r'^(inline\s+)?namespace\b|^extern\s+0', head):
        return 'namespace'
    if outside and TYPE.match(head) and not head.endswith(')'):
        return 'type'
    if not outside and re.match(r'^(struct|class|union|enum)\b[^()]*$', head):
        return 'type'
    if LAMBDA.search(head):
        return 'lambda'
    if outside:
        return 'function' if is_function_head(head) else 'other'
    if CONTROL.match(head):
        return 'control'
    return 'block' if head == '' else 'other'


def is_function_head(head: str) -> bool:
    found = parameter_list(head)
    if found is None or re.match(r'using\b', head):
        return False
    # Foo::Foo(int a) : a_{a}: that brace holds a value.
    return not re.match(r'\s*(noexcept)?\s*:(?!:).*[\w>]\s*$', head[found[1] + 1:], re.DOTALL)


def parameter_list(head: str) -> tuple[int, int] | None:
    """Where the parameters of a function stand in its head: the first parenthesis that follows a
    name and is not inside <...>, as (begin, end); None when there is none."""
    angle = 0
    i = 0
    while i < len(head):
        c = head[i]
        if head.startswith('operator', i) and (i == 0 or not head[i - 1].isalnum()):
            name = re.match(r'operator\s*(\(\)|[^\s\w(]+|[\w:<>&*\s]+?)\s*(?=\()', head[i:])
            if name is None:
                return None
            i += name.end()
            return i, closing(head, i)
        if c == '<':
            angle += 1
        elif c == '>' and angle > 0 and head[i - 1] != '-':
            angle -= 1
        elif c == '=' and angle == 0:
            return None
        elif c == '(' and angle == 0:
            end = closing(head, i)
            word = re.search(r'([\w~]+)\s*$', head[:i])
            if word is None:
                return None
            if word.group(1) not in ('alignas', 'decltype', 'noexcept', 'requires', '__attribute__',
                                     'explicit'):
                return i, end
            i = end
        i += 1
    return None


def closing(text: str, begin: int) -> int:
    """Position of the parenthesis that closes the one at `begin`; the end when it is not there."""
    depth = 0
    for i in range(begin, len(text)):
        depth += {'(': 1, ')': -1}.get(text[i], 0)
        if depth == 0:
            return i
    return len(text)


def count_parameters(text: str) -> int:
    """Commas outside of every bracket, plus one; 0 for an empty list or (void)."""
    if text.strip() in ('', 'void'):
        return 0
    depth = 0
    count = 1
    for i, c in enumerate(text):
        if c in '([{<':
            depth += 1
        elif c in ')]}' or (c == '>' and text[i - 1] != '-'):
            depth -= 1
        elif c == ',' and depth == 0:
            count += 1
    return count


def function_name(head: str) -> str:
    found = parameter_list(head)
    before = head[:found[0]] if found else head
    name = re.search(r'(operator\s*\S+|[\w:~]+)\s*$', before)
    return name.group(1) if name else 'function'


class Reader:
    """Follows the braces of one file and reports functions that are too long, deep or wide."""

    def __init__(self, path: str, code: str):
        self.path = path
        self.code = blank(code)
        self.found: list[Violation] = []
        self.scopes: list[Scope] = []
        # The statement being read: its text so far, where it began, and its open parentheses. One
        # that goes on after a brace (a call with a lambda, an initializer) waits on the stack.
        self.head = ''
        self.head_line = 1
        self.parens = 0
        self.waiting: list[tuple[str, int, int]] = []

    def read(self) -> list[Violation]:
        line = 1
        for part in re.findall(r'[{};\n]|[^{};\n]+', self.code):
            if part == '{':
                self.open(line)
            elif part == '}':
                self.close(line)
            elif part == ';' and self.parens <= 0:
                self.declaration()
                self.begin()
            else:
                self.go_on(part, line)
            if part == '\n':
                line += 1
                if ACCESS.fullmatch(self.head):
                    self.begin()
        return self.found

    def report(self, line: int, fact: str) -> None:
        self.found.append(Violation(self.path, line, fact))

    def begin(self) -> None:
        self.head, self.parens = '', 0

    def go_on(self, part: str, line: int) -> None:
        if not self.head:
            part = part.lstrip()
            self.head_line = line
        self.head += part
        self.parens += part.count('(') - part.count(')')

    def enclosing(self) -> str:
        """namespace or type where declarations stand, else function."""
        kind = self.scopes[-1].kind if self.scopes else 'namespace'
        return kind if kind in ('namespace', 'type') else 'function'

    def open(self, line: int) -> None:
        kind = kind_of(self.head, self.enclosing())
        if self.parens > 0 and kind != 'lambda':
            kind = 'other'  # an argument: f(a = {}), for (x : {1, 2})
        self.scopes.append(Scope(kind, self.head, line, self.head_line))
        if kind == 'function' and self.is_declared_here():
            self.check_parameters()
        if kind == 'control' and self.nesting() == NESTING_MAX + 1:
            self.report(line, f'nesting is {NESTING_MAX + 1} deep, at most {NESTING_MAX}: '
                              'return early, or give the inside a name')
        self.waiting.append((self.head, self.head_line, self.parens))
        self.begin()

    def is_declared_here(self) -> bool:
        """False for the definition of what a header declares: one report per function is enough."""
        inside = any(scope.kind == 'type' or scope.head.strip() == 'namespace' for scope in self.scopes[:-1])
        return self.path.endswith('.h') or inside or self.head.startswith('static ')

    def nesting(self) -> int:
        depth = 0
        for scope in reversed(self.scopes):
            if scope.kind in ('function', 'type', 'namespace'):
                break
            depth += scope.kind == 'control'
        return depth

    def close(self, line: int) -> None:
        if not self.scopes:
            return
        scope = self.scopes.pop()
        head, head_line, parens = self.waiting.pop()
        length = line - scope.line + 1
        if scope.kind == 'function' and length > FUNCTION_LINES_MAX:
            self.report(scope.head_line, f'function has {length} lines, at most '
                                         f'{FUNCTION_LINES_MAX}: {function_name(scope.head)}')
        self.begin()
        if scope.kind in ('other', 'lambda') or parens > 0:
            self.head, self.head_line, self.parens = head + '{}', head_line, parens

    def declaration(self) -> None:
        if self.enclosing() != 'function' and not NO_DECLARATION.match(self.head):
            self.check_parameters()

    def check_parameters(self) -> None:
        found = parameter_list(self.head)
        if found is None:
            return
        name = function_name(self.head)
        text = self.head[found[0] + 1:found[1]]
        count = count_parameters(text)
        # A macro, or a variable that is given values: no parameters are declared there.
        if (len(name) > 1 and name.isupper()) or not re.search(r'\w[\w>&*:]*[ \n]+[\w&*]', text):
            return
        if count > PARAMETERS_MAX:
            self.report(self.head_line, f'function has {count} parameters, at most '
                                        f'{PARAMETERS_MAX}: {name} (group them in a struct)')


ACCESS = re.compile(r'(public|private|protected)\s*:\s*')
NO_DECLARATION = re.compile(r'\s*(using|typedef|static_assert|return|friend)\b')


# --- one check each: the path, the text, what is wrong with it ---

def lines_matching(path: str, text: str, pattern: re.Pattern, fact: str) -> Iterator[Violation]:
    for number, line in enumerate(text.split('\n'), start=1):
        match = pattern.search(line)
        if match:
            yield Violation(path, number, fact.format(match.group(0).strip()))


def check_includes(path: str, text: str) -> Iterator[Violation]:
    parts = path.split('/')
    if parts[0] != 'mikata' or len(parts) < 3:
        return
    room = parts[1]
    for number, line in enumerate(text.split('\n'), start=1):
        match = re.match(r'\s*#\s*include\s+"mikata/(\w+)/([^"]+)"', line)
        if not match:
            continue
        other, rest = match.groups()
        allowed = ALLOWED.get(room, set()) | {room} | ({'http'} if path == MAIN else set())
        if other not in allowed:
            yield Violation(path, number, f'{room} must not include {other}: {room} may include '
                                          f'{", ".join(sorted(ALLOWED.get(room, ()))) or "nothing"}')
        elif room == other == 'insights' and len(parts) > 3 and '/' in rest:
            question = rest.split('/')[0]
            if question != parts[2]:
                yield Violation(path, number, f'insight {parts[2]} must not include insight '
                                              f'{question}: what both share moves down')


def check_kept_headers(path: str, text: str) -> Iterator[Violation]:
    for number, line in enumerate(text.split('\n'), start=1):
        if not line.startswith('#include'):
            continue
        for header, rooms in KEPT_IN.items():
            if header.search(line) and not path.startswith(rooms):
                yield Violation(path, number, f'header stays in {rooms[0]}: {line[9:].strip()}')


def check_size(path: str, text: str) -> Iterator[Violation]:
    lines = text.count('\n')
    limit = WEB_FILE_LINES_MAX if path.endswith(('.ts', '.tsx')) else FILE_LINES_MAX
    if lines > limit:
        yield Violation(path, limit + 1, f'file has {lines} lines, at most {limit}')


def check_names(path: str, _text: str) -> Iterator[Violation]:
    for part in path.split('/'):
        stem = re.sub(r'(_(test|bench))?(\..*)?$', '', part)
        if BANNED_NAME.search(stem):
            yield Violation(path, 1, f'name says nothing: {part} (name what it does)')


def check_top(path: str, text: str) -> Iterator[Violation]:
    top = text.split('\n')[:3]
    if not any('SPDX-License-Identifier: Apache-2.0' in line for line in top):
        yield Violation(path, 1, 'SPDX line missing: // SPDX-License-Identifier: Apache-2.0')
    if path.endswith('.h') and not re.search(r'^#pragma once$', text, re.MULTILINE):
        yield Violation(path, 1, '#pragma once missing')


def check_cpp(path: str, text: str) -> Iterator[Violation]:
    yield from Reader(path, text).read()
    code = blank(text)
    yield from lines_matching(path, text, re.compile(r'^#include <regex>'),
                              'std::regex has no bounds on time or stack: use RE2')
    yield from lines_matching(path, code, re.compile(r'std::w?regex\b'),
                              'std::regex has no bounds on time or stack: use RE2')
    yield from lines_matching(path, code, re.compile(r'\bnamespace (\w+_)?(utils?|helpers?|common)\b'),
                              'name says nothing: {} (name what it does)')
    library = path.startswith('mikata/') and not path.startswith('mikata/cli/')
    if library and not re.search(r'_(test|bench)\.cc$', path):
        yield from lines_matching(path, code, PRINTING, 'the library does not print: {}')


def check_languages(path: str, text: str) -> Iterator[Violation]:
    if not path.startswith('mikata/') or path.startswith(FOR_PROGRAMMERS):
        return
    if re.search(r'_(test|bench)\.cc$|/(test_|testing_)\w+\.h$', path):
        return
    for match in ONE_LANGUAGE.finditer(text):
        yield Violation(path, text.count('\n', 0, match.start()) + 1,
                        'error in one language: fail(kind, {"ja", "en"}, ...)')


def check_leftovers(path: str, text: str) -> Iterator[Violation]:
    yield from lines_matching(path, text, LEFTOVER, 'leftover: {}')
    yield from lines_matching(path, text, MACHINE_PATH, 'path of one machine: {}')
    yield from lines_matching(path, text, REGISTRY, 'address of one registry: {}')
    if path.startswith('web/src/'):
        yield from lines_matching(path, text, re.compile(r'\bconsole\.(log|debug)\b|\bdebugger\b'),
                                  'leftover: {}')
        code = re.sub(r'//[^\n]*|/\*.*?\*/', lambda m: re.sub(r'[^\n]', ' ', m[0]), text, flags=re.S)
        yield from lines_matching(path, code, re.compile(r':\s*any\b(?=\s*[;,)\]=|&>{[])|\bas any\b|<any>'),
                                  'type any: {}')


def is_generated(text: str) -> bool:
    return bool(re.search(r'auto-generated|generated (from|by)', text[:400], re.IGNORECASE))


WAIVER = re.compile(r'(//|#)\s*tidy: \w+ \w+')


def is_waived(violation: Violation, lines: list[str]) -> bool:
    """A limit may be broken where the line before says why; what is forbidden stays forbidden."""
    if violation.fact.startswith('file has'):
        return any(WAIVER.search(line) for line in lines[:10])
    before = lines[violation.line - 2] if 2 <= violation.line <= len(lines) + 1 else ''
    return ' at most ' in violation.fact and bool(WAIVER.search(before))


def check_file(path: str, text: str) -> list[Violation]:
    """All that is wrong with one file; `path` is relative to the root, with slashes."""
    suffix = pathlib.Path(path).suffix
    checks = [check_names]
    if path not in ABOUT_TIDY:
        checks.append(check_leftovers)
    if suffix in CPP:
        checks += [check_includes, check_kept_headers, check_languages, check_cpp]
    if not is_generated(text):
        checks += [check_top] if suffix in SPDX_NEEDED else []
        checks += [check_size] if suffix in SPDX_NEEDED | WEB | {'.sql'} else []
    found = [violation for check in checks for violation in check(path, text)]
    lines = text.split('\n')
    return [violation for violation in found if not is_waived(violation, lines)]


# --- the files ---

def files(root: pathlib.Path) -> Iterator[str]:
    """What git knows or would add; without git, everything that is not built or fetched."""
    listing = subprocess.run(
        ['git', '-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
        capture_output=True, check=False)
    if listing.returncode == 0:
        yield from sorted(set(listing.stdout.decode().strip('\0').split('\0')))
        return
    for path in sorted(root.rglob('*')):
        relative = path.relative_to(root).as_posix()
        if path.is_file() and not re.search(r'(^|/)(build|third_party|node_modules|\.git)/', relative):
            yield relative


def check_tree(root: pathlib.Path) -> list[Violation]:
    found = []
    for relative in files(root):
        path = root / relative
        if not path.is_file() or path.suffix in BINARY:
            continue
        try:
            text = path.read_text(encoding='utf-8')
        except UnicodeDecodeError:
            continue  # test data in other encodings
        found += check_file(relative, text)
    return found


def main() -> int:
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
    found = check_tree(root)
    for violation in found:
        print(violation)
    print(f'tidy: {len(found)} violations' if found else 'tidy: nothing to mend')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
