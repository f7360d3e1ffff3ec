# SPDX-License-Identifier: MIT
"""Reads C++ well enough to know its functions, classes and calls: clang-formatted code without clever macros."""
import collections
import itertools
import pathlib
import re

NOISE = re.compile(r'//[^\n]*|/\*.*?\*/|R"(?P<raw>[^(\s]*)\(.*?\)(?P=raw)"|"(?:\\.|[^"\\\n])*"'
                   r"|(?<![0-9A-Za-z])(?:u8|u|U|L)?'(?:\\.|[^'\\\n])+'", re.DOTALL)
DIRECTIVE = re.compile(r"^[ \t]*#[ \t]*(?!define)(?:\\\n|[^\n])*", re.MULTILINE)
TOKEN = re.compile(r'[A-Za-z_]\w*|"(?:\\.|[^"\\\n])*"|::|->|\d[\w.\']*|\n|[^\s\w]')
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+"([^"]+)"', re.MULTILINE)
WORD = re.compile(r"[A-Za-z_]\w*")
KEYWORDS = {"if", "for", "while", "switch", "return", "sizeof", "catch", "decltype", "alignas", "noexcept", "requires",
            "static_assert", "defined", "constexpr", "new", "delete", "throw", "else", "do", "case"}

# A function as it is declared or defined. `kind` is namespace, local (to a file), class, signal, member (defined outside
# of its class) or virtual; `body` is None for a declaration; `at` is the place of its name.
Function = collections.namedtuple("Function", "name owner result parameters body file line kind at")


def without_noise(found):
    text = found[0]
    if text[0] == '"':
        return text
    return ('""' if text[0] == "R" else "0" if text[-1] == "'" else " ") + "\n" * text.count("\n")


class Source:
    """The tokens of a file without comments and texts, and the functions and classes in them."""

    def __init__(self, file, text):
        self.file = file
        self.texts = set(re.findall(r'"(\w+)"', text))
        self.includes = INCLUDE.findall(text)
        text = NOISE.sub(without_noise, text)
        text = DIRECTIVE.sub(lambda found: "\n" * found[0].count("\n"), text)
        self.tokens, self.lines = [], []
        line = 1
        for token in TOKEN.findall(text):
            if token == "\n":
                line += 1
            else:
                self.tokens.append(token)
                self.lines.append(line)
        self.functions = []
        self.read_scope(0, (), "namespace")

    def closing(self, start):
        """The place of the bracket that closes the one at `start`."""
        depth = 0
        for at in range(start, len(self.tokens)):
            depth += {"{": 1, "}": -1}.get(self.tokens[at], 0)
            if depth == 0:
                return at
        return len(self.tokens)

    def read_scope(self, at, owner, kind):
        """Reads declarations up to the bracket that closes the scope; the place behind it."""
        start, is_signal = at, False
        while at < len(self.tokens):
            token, head = self.tokens[at], self.tokens[start:at]
            if token == "}":
                return at + 1
            if token == ":" and head and head[0] in ("public", "private", "protected", "Q_SIGNALS", "signals"):
                is_signal = "ignals" in head[0] or head[0] == "Q_SIGNALS"
                start = at + 1
            elif token == ";":
                self.add(start, at, None, owner, "signal" if is_signal else kind)
                start = at + 1
            elif token == "{":
                end = self.closing(at)
                inner = scope_of(head)
                if inner:
                    self.read_scope(at + 1, owner + inner[1:], inner[0] if inner[0] != "namespace" else kind_of(kind, inner))
                    start = end + 1
                elif is_body(head):
                    self.add(start, at, (at + 1, end), owner, kind)
                    start = end + 1
                at = end
            at += 1
        return at

    def add(self, start, end, body, owner, kind):
        head = self.tokens[start:end]
        place = name_place(head)
        if place is None:
            return
        name = head[place]
        scope = owner
        before = head[:place]
        while len(before) >= 2 and before[-1] == "::":
            scope, before = scope + (before[-2],), before[:-2]
        is_local = kind == "local" or (kind == "namespace" and "static" in before and scope == owner)
        if "virtual" in head or "override" in head or "final" in head or "friend" in before:
            kind = "virtual"
        elif scope != owner:
            kind = "member"
        elif is_local:
            kind = "local"
        close = matching(head, place + 1)
        self.functions.append(Function(name, scope[-1] if scope else "", tuple(result_of(before)),
                                       parameters_of(head[place + 2:close]), body, self.file, self.lines[start + place],
                                       kind, start + place))


def kind_of(outer, inner):
    return "local" if outer == "local" or len(inner) == 1 else "namespace"


def without_template(head):
    while head[:2] == ["template", "<"]:
        depth = 0
        for at, token in enumerate(head[1:], 1):
            depth += {"<": 1, ">": -1}.get(token, 0)
            if depth == 0:
                break
        head = head[at + 1:]
    return head


def scope_of(head):
    """("namespace", [name]) or ("class", name) for a head that opens a scope with declarations in it."""
    head = without_template(head)
    if "namespace" in head[:2]:
        names = [token for token in head if token not in ("namespace", "inline", "::")]
        return ("namespace", "") if names else ("namespace",)
    for at, token in enumerate(head):
        if token in ("class", "struct", "union") and "enum" not in head:
            names = list(itertools.takewhile(lambda word: word not in (":", "final"), head[at + 1:]))
            return ("class", names[-1] if names else "") if "(" not in names and "=" not in names else None
        if token in ("(", "="):
            return None
    return None


def matching(head, start):
    depth = 0
    for at in range(start, len(head)):
        depth += {"(": 1, ")": -1}.get(head[at], 0)
        if depth == 0:
            return at
    return len(head)


def name_place(head):
    """The place of a function's name in its head: before the first bracket that is outside of angles."""
    if not head or head[0] in ("using", "typedef", "return", "friend") or "operator" in head or "=" in head[:2]:
        return None
    depth = 0
    for at, token in enumerate(head):
        if token == "<":
            depth += 1
        elif token == ">" and head[at - 1] != "-":
            depth -= 1
        elif token == "=" and depth == 0:
            return None
        elif token == "(" and depth == 0:
            name = head[at - 1] if at > 0 else ""
            is_name = WORD.fullmatch(name) and name not in KEYWORDS and not name.isupper() and at > 1
            return at - 1 if is_name and head[at - 2] != "~" and not name.startswith("Q_") else None
    return None


def is_body(head):
    """False for the braces of a value: those of an initialiser, also of a member in a constructor."""
    place = name_place(head)
    if place is None:
        return False
    close = matching(head, place + 1)
    if close == len(head):
        return False
    rest = head[close + 1:]
    if ":" in rest:
        return rest[-1] in (")", "}")
    return "=" not in rest


def result_of(before):
    return [token for token in without_template(before) if token not in ("static", "inline", "constexpr", "explicit",
                                                                         "[", "]", "nodiscard", "maybe_unused")]


def parameters_of(tokens):
    """(types, names) of parameters."""
    parts, depth = [[]], 0
    for token in tokens:
        depth += {"(": 1, "<": 1, "{": 1, ")": -1, ">": -1, "}": -1}.get(token, 0)
        if token == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    types, names = [], []
    for part in parts:
        part = list(itertools.takewhile(lambda token: token != "=", part))
        if len(part) > 1 and WORD.fullmatch(part[-1]) and part[-1] not in ("int", "const", "bool", "double", "char"):
            if part[-2] not in ("const", "::", "unsigned"):
                names.append(part.pop())
        types.append(" ".join(part))
    return ", ".join(types), tuple(names)


def sources_in(root, tops):
    return [Source(str(file.relative_to(root)), file.read_text(encoding="utf-8")) for top in tops
            for file in sorted((root / top).rglob("*")) if file.suffix in (".h", ".cpp")]


def reach_of(sources):
    """file -> the files that it includes, itself among them, also by way of others."""
    known = {source.file: source for source in sources}

    def resolved(source):
        for name in source.includes:
            folders = ("lib", "", pathlib.PurePath(source.file).parent)
            found = [file for file in (str(pathlib.PurePath(folder, name)) for folder in folders) if file in known]
            # Tests have more folders to include from.
            yield from found or (file for file in known if file.endswith("/" + name))

    direct = {source.file: set(resolved(source)) for source in sources}
    reach = {}
    for file in direct:
        seen, left = {file}, [file]
        while left:
            new = direct[left.pop()] - seen
            seen |= new
            left += new
        reach[file] = seen
    return reach


Use = collections.namedtuple("Use", "file inside before after")


def uses_of(sources, names):
    """name -> its uses beside declarations; `inside` is the (owner, name) of the function that has the use in it."""
    uses = collections.defaultdict(list)
    for source in sources:
        own = {function.at for function in source.functions}
        inside = {}
        for function in source.functions:
            for at in range(*(function.body or (0, 0))):
                inside[at] = (function.owner, function.name)
        for at, token in enumerate(source.tokens):
            if token in names and at not in own:
                after = source.tokens[at + 1] if at + 1 < len(source.tokens) else ""
                uses[token].append(Use(source.file, inside.get(at), source.tokens[at - 1], after))
        for text in source.texts & names:
            uses[text].append(Use(source.file, None, "::", "("))
    return uses


def is_use(use, function, reach):
    if function.file not in reach[use.file] or use.inside == (function.owner, function.name):
        return False
    if function.kind == "signal" and use.before == "Q_EMIT":
        return False
    return function.kind == "namespace" or use.after in ("(", "<") or use.before == "::"
