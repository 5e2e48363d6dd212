# What people type that YAML reads as something else: from the parser's complaint to the slip that caused it.
# It knows nothing of the parser: byheart.source hands over lines, places and the tokens before the error.
"""Explaining slips in YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Position = tuple[int, int]
"""Line and column, both from 1."""

UNDER_BLOCK = "put the text in quotes, or under '|' on the next line"


class Token(NamedTuple):
    """One token before the error: its quote or block sign ("" if it has none), and its ends."""

    style: str
    start: Position
    end: Position


class Slip(NamedTuple):
    """What went wrong: the place to look at, and the words of the diagnostic."""

    place: Position
    slug: str
    message: str
    help: str


class _Complaint(NamedTuple):
    """The parser's complaint, and what stands around it."""

    lines: Sequence[str]
    problem: str
    at: Position
    began: Position
    tokens: Sequence[Token]

    def line(self, number: int) -> str:
        """Line `number`, from 1; empty beyond the ends."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @property
    def before(self) -> str:
        """What stands on the error's line before it."""
        return self.line(self.at[0])[: self.at[1] - 1]

    @property
    def breaks_block(self) -> bool:
        """Whether something stands where only the next key or list entry may."""
        return bool(re.search(r"expected (<block end>|key|'-' indicator)", self.problem))

    @property
    def above(self) -> int:
        """The nearest line above the error that is not blank; 0 if there is none."""
        return next((number for number in range(self.at[0] - 1, 0, -1) if self.line(number).strip()), 0)

    @property
    def rest(self) -> str:
        """What stands on the error's line from it on."""
        return self.line(self.at[0])[self.at[1] - 1 :]


def explain(
    lines: Sequence[str], problem: str, error_at: Position, began_at: Position, tokens: Sequence[Token]
) -> Slip:
    """Name the slip behind a syntax error, in the words of libyaml or of PyYAML's own parser.

    `problem` is what the parser says at `error_at` about something that began at `began_at`; `tokens` are the
    last ones before the error.
    """
    complaint = _Complaint(lines, problem, error_at, began_at, tokens)
    for recognise in _SLIPS:
        slip = recognise(complaint)
        if slip:
            return slip
    return Slip(error_at, "yaml-syntax", f"this is not valid YAML: {_one_line(problem)}", UNDER_BLOCK)


def _one_line(problem: str) -> str:
    return " ".join(problem.split())[:120]


def _conflict(complaint: _Complaint) -> Slip | None:
    """The marks that git leaves where it could not merge: no line of a deck starts like that."""
    for number, line in enumerate(complaint.lines, start=1):
        if re.match(r"(<{7}|>{7}) ", line):
            message = "two versions of the file were merged, and this is where they differ"
            mend = (
                "keep one of the two, and delete the lines that start with '<<<<<<<', '=======' and '>>>>>>>'"
            )
            return Slip((number, 1), "merge-conflict", message, mend)
    return None


def _tab(complaint: _Complaint) -> Slip | None:
    line = complaint.line(complaint.at[0])
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" not in indent:
        return None
    place = complaint.at[0], indent.index("\t") + 1
    return Slip(place, "tab", "a tab indents this line", "indent with spaces, two for each level")


def _unclosed_quote(complaint: _Complaint) -> Slip | None:
    mend = "close the quotes at the end of the text; inside single quotes write '' for an apostrophe"
    begins = complaint.line(complaint.began[0])[complaint.began[1] - 1 :]
    if (
        "found unexpected" in complaint.problem
        and complaint.began != complaint.at
        and begins[:1] in {"'", '"'}
    ):
        message = "the quotes that start here are never closed"
        return Slip(complaint.began, "unclosed-quote", message, mend)
    quoted = _quoted_before(complaint)
    if quoted and quoted.start[0] != quoted.end[0]:
        message = f"the quotes that start here end on line {quoted.end[0]}, in the middle of a text"
        return Slip(quoted.start, "unclosed-quote", message, mend)
    return None


def _quoted_before(complaint: _Complaint) -> Token | None:
    """The quoted text that ends on the error's line, before it."""
    for token in reversed(complaint.tokens):
        if token.style in {"'", '"'} and token.end[0] == complaint.at[0] and token.end <= complaint.at:
            return token
    return None


def _text_after_quote(complaint: _Complaint) -> Slip | None:
    quoted = _quoted_before(complaint)
    if not quoted or not complaint.breaks_block:
        return None
    message = "there is more text after the closing quote"
    mend = "put the whole text under '|' on the next line, or all of it in quotes"
    if quoted.style == "'":
        mend = "write '' for an apostrophe inside single quotes, or put the text under '|' on the next line"
    return Slip(complaint.at, "text-after-quote", message, mend)


def _text_after_bracket(complaint: _Complaint) -> Slip | None:
    if complaint.breaks_block and re.search(r"[\]}]\s*$", complaint.before):
        message = "there is more text after the closing bracket"
        mend = "put the whole text in quotes: a text that starts with '[' or '{' needs them"
        return Slip(complaint.at, "text-after-bracket", message, mend)
    return None


def _unclosed_bracket(complaint: _Complaint) -> Slip | None:
    at_end = not any(line.strip() for line in (complaint.rest, *complaint.lines[complaint.at[0] :]))
    if not re.search(r"expected ',' or '[\]}]'", complaint.problem) and not (
        at_end and "node content" in complaint.problem
    ):
        return None
    message = "the bracket that starts here is not closed as a list or mapping"
    mend = "put a text that starts with '[' or '{' in quotes, or write the comma or bracket that is missing"
    return Slip(complaint.began, "unclosed-bracket", message, mend)


def _text_after_block(complaint: _Complaint) -> Slip | None:
    if not re.search(r"expected (a comment|comment|chomping|indentation)", complaint.problem):
        return None
    sign = complaint.line(complaint.began[0])[complaint.began[1] - 1 : complaint.began[1]]
    message = f"there is text on the line of {sign!r}"
    mend = f"put the text on the lines below {sign!r}, indented, or put it in quotes"
    return Slip(complaint.at, "text-after-block", message, mend)


def _reserved_start(complaint: _Complaint) -> Slip | None:
    char = ""
    place = complaint.at
    if re.search(r"cannot start any token|expected (the )?node content", complaint.problem):
        char = complaint.rest[:1]
    elif re.search(r"alphabetic(al| or numeric) character|directive", complaint.problem):
        place = complaint.began
        char = complaint.line(place[0])[place[1] - 1 : place[1]]
    elif re.search(r"(sequence entries|mapping keys) are not allowed", complaint.problem):
        char = complaint.rest[:1]
    elif re.search(r"\btag\b|expected URI|expected '!'", complaint.problem):
        place = complaint.began
        char = "!"
    if not char.strip():
        return None
    if complaint.line(place[0]).startswith("```"):
        message = "the deck stands in a code block of Markdown"
        return Slip(
            place, "reserved-start", message, "delete the lines with backticks above and below the deck"
        )
    if char == "*" and not complaint.line(place[0])[: place[1] - 1].strip():
        return Slip(place, "reserved-start", "'*' starts no list entry in YAML", "write '- ' instead of '* '")
    if char == "-":
        message = "a list may not start on the line of its key, nor a plain text with '-'"
        return Slip(place, "reserved-start", message, "put a text in quotes; start a list on the next line")
    return Slip(place, "reserved-start", f"plain text may not start with {char!r}", UNDER_BLOCK)


def _tag(complaint: _Complaint) -> Slip | None:
    """A picture at the start of a text: libyaml takes what it begins with for a tag that does not end."""
    text = complaint.line(complaint.began[0])[complaint.began[1] - 1 :]
    if "expected whitespace or line break" not in complaint.problem or not text.startswith("!"):
        return None
    message = f"'{text.split()[0][:40]}' is a YAML tag, not text"
    return Slip(
        complaint.began, "tag", message, "put the text in quotes if it starts with '!', else delete the tag"
    )


def _escape(complaint: _Complaint) -> Slip | None:
    if not re.search(r"escape|hex\w+ number", complaint.problem):
        return None
    column = complaint.line(complaint.at[0]).rfind("\\", 0, complaint.at[1]) + 1
    place = complaint.at[0], column or complaint.at[1]
    message = "a backslash in double quotes starts an escape that does not exist"
    return Slip(place, "escape", message, "put the text in single quotes, or under '|' on the next line")


def _colon(complaint: _Complaint) -> Slip | None:
    """A colon where no key may be: in a text, or after a line that lacks its own colon, or a wrong indent."""
    if "mapping values are not allowed" not in complaint.problem:
        return None
    if re.match(r"^\s*(- +)*[\w-]+:\s+\S", complaint.before) or re.match(r"^\s*- +[^:]*\s", complaint.before):
        message = "a colon and a space in plain text start a new key"
        return Slip(complaint.at, "colon-in-text", message, UNDER_BLOCK)
    if _goes_on(complaint):
        message = "a colon and a space in plain text start a new key"
        return Slip(complaint.at, "colon-in-text", message, UNDER_BLOCK)
    return _line_without_colon(complaint, complaint.above) or _indent(complaint)


def _goes_on(complaint: _Complaint) -> bool:
    """Whether several words stand before the colon, and the line above has a key with a text."""
    words = re.match(r"\s*[^\s-]\S*\s+\S", complaint.before)
    return bool(words and re.search(r":\s+[^\s#]", complaint.line(complaint.above)))


def _line_without_colon(complaint: _Complaint, number: int) -> Slip | None:
    line = re.sub(r"\s#.*", "", complaint.line(number))
    indent = len(line) - len(line.lstrip())
    word = re.match(r"\s*(?:- +)?(?P<dash>-(?=\w))?(?P<key>\w[\w-]*)(?P<after>:?)", line)
    if not word or re.search(r":(\s|$)", line):
        return None
    if word["dash"] and indent + 1 == word.start("dash") + 1:
        return Slip(
            (number, indent + 1), "missing-space", "no space follows the dash", "write '- ' before the text"
        )
    place = number, word.start("key") + 1
    if word["after"]:
        message = f"no space follows the colon of '{word['key']}:'"
        return Slip(place, "missing-space", message, f"write '{word['key']}: ' with a space")
    message = "no colon follows the key, or a text goes on here that needs quotes"
    return Slip(place, "missing-colon", message, f"write '{word['key']}: …', or put the text above under '|'")


_OPENED_BLOCK = re.compile(r":\s+[|>][-+0-9]*\s*(#.*)?$")


def _shallow_block(number: int, line: str) -> Slip:
    message = "the text under '|' or '>' is not indented more than its key"
    return Slip(
        (number, len(line) - len(line.lstrip()) + 1), "bad-indent", message, "indent it two spaces more"
    )


def _simple_key(complaint: _Complaint) -> Slip | None:
    if "could not find expected ':'" not in complaint.problem:
        return None
    if _OPENED_BLOCK.search(complaint.line(complaint.began[0] - 1)):
        return _shallow_block(complaint.began[0], complaint.line(complaint.began[0]))
    return _line_without_colon(complaint, complaint.began[0]) or Slip(
        complaint.began, "missing-colon", "a key or a dash is missing before this text", UNDER_BLOCK
    )


def _after_text(complaint: _Complaint) -> Slip | None:
    """A mapping that starts below a text: the line of that text lacks its colon, or this one an indent."""
    if "<document start>" not in complaint.problem:
        return None
    return _line_without_colon(complaint, complaint.above)


def _remark(complaint: _Complaint) -> Slip | None:
    """A comment of another language above the keys."""
    sign = re.match(r"//|/\*|<!--|--(?!-)|;", complaint.line(complaint.above))
    if not sign or not re.search("<document start>|mapping values are not allowed", complaint.problem):
        return None
    message = f"'{sign[0]}' starts no comment in YAML"
    return Slip((complaint.above, 1), "yaml-syntax", message, "write '#' before a remark")


def _empty_key(complaint: _Complaint) -> Slip | None:
    if complaint.breaks_block and complaint.rest.startswith(":"):
        mend = "write the key before the colon"
        return Slip(complaint.at, "bad-key", "no key stands before the colon", mend)
    return None


def _indent(complaint: _Complaint) -> Slip | None:
    if not complaint.breaks_block and "not allowed" not in complaint.problem:
        return None
    line = complaint.line(complaint.at[0])
    column = len(line) - len(line.lstrip()) + 1
    message = f"the indent of this line, {column - 1}, is not that of the lines it belongs to"
    mend = "start it below the first letter of the keys beside it; indent text under '|' more than its key"
    return Slip((complaint.at[0], column), "bad-indent", message, mend)


_SLIPS: tuple[Callable[[_Complaint], Slip | None], ...] = (
    _conflict,
    _tab,
    _tag,
    _escape,
    _unclosed_quote,
    _text_after_quote,
    _text_after_bracket,
    _unclosed_bracket,
    _text_after_block,
    _reserved_start,
    _remark,
    _colon,
    _simple_key,
    _empty_key,
    _after_text,
    _indent,
)
"""Tried in this order: the more telling sign first."""

_TEX_N = "abla|atural|cong|e|earrow|eg|eq|eqq|ewline|exists|geq|i|leq|mid|ot|otin|parallel|prec|subset|u"
_TEX_T = "ag|an|anh|au|ext|extbf|extit|extrm|exttt|extstyle|frac|herefore|heta|hicksim|ilde|imes|o|op|riangle"
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_TEX = re.compile(rf"n(?:{_TEX_N})(?![a-zA-Z])|t(?:{_TEX_T})(?![a-zA-Z])")


def wrong_escape(typed: str) -> str | None:
    r"""The first escape of a double-quoted text that its author hardly meant, like `\alpha` or `\nabla`.

    Line break, tab, quotes, slash, backslash, space and characters by number are meant.
    """
    for match in _ESCAPE.finditer(typed):
        char = match[1]
        word = re.match(r"[a-zA-Z]+|.", typed[match.start(1) :], re.DOTALL)
        if char in "nt" and _TEX.match(typed, match.start(1)):
            return f"\\{word[0] if word else char}"
        if char not in 'nt"\\/ \r\nxuU':
            return f"\\{word[0] if word else char}"
    return None
