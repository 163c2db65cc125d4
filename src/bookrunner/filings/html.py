"""HTML to text and rows: nested tables flattened, cells kept, scripts dropped.

The walk is a loop over the parser's nodes, so depth costs no stack; documents nested
deeper than any filing are refused before parsing, because a parser's time grows with
the square of the depth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bookrunner.errors import NotATermSheetError
from bookrunner.filings.document import Cell

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DEEPEST: Final = 400  # elements inside one another
MOST_TAGS: Final = 600_000

_MARKUP: Final = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|table|tr|td|font|span|br|center|pre|b"
    r"|title)\b",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dd",
        "dt",
        "option",
        "tbody",
        "thead",
        "tfoot",
    ]
)
_SILENT: Final = frozenset(
    ["script", "style", "head", "title", "template", "noscript", "svg"]
)
_BLOCK: Final = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tr",
        "ul",
    ]
)
_SPACES: Final = re.compile(r"\s+")
_GLUED_AFTER: Final = frozenset(
    ["$", "€", "£", "¥", "US$", "C$", "A$", "U.S.$", "(", "+", "T+"]
)
_GLUED_BEFORE: Final = frozenset(["%", ")", "%)", "bps", "bp"])


def is_html(text: str) -> bool:
    """Whether a text is marked up rather than plain."""
    return _MARKUP.search(text, 0, 20_000) is not None


def laid_out_html(body: str) -> tuple[str, tuple[tuple[Cell, ...], ...]]:
    r"""The text of a page and its rows, each cell with its place.

    Raises:
        NotATermSheetError: elements nested deeper, or more of them, than in any filing.

    >>> laid_out_html("<p>Size<br>of it</p><script>x</script>")[0]
    'Size\nof it\n'
    """
    from selectolax.lexbor import LexborHTMLParser

    _refuse_what_is_hostile(body)
    page = _Page()
    root = LexborHTMLParser(body).root
    if root is not None:
        _walk(root, page)
    page.end_row()
    return "".join(page.parts), tuple(page.rows)


def _refuse_what_is_hostile(body: str) -> None:
    depth = deepest = 0
    for tags, tag in enumerate(_TAG.finditer(body)):
        if tag[2].lower() not in _VOID:
            depth += -1 if tag[1] else 1
            deepest = max(deepest, depth)
            depth = max(depth, 0)
        if deepest > DEEPEST or tags > MOST_TAGS:
            seen = (
                f"more than {DEEPEST} inside one another"
                if deepest > DEEPEST
                else f"{tags:,}+"
            )
            raise NotATermSheetError(expected="a page of plain elements", seen=seen)


def _walk(root: LexborNode, page: _Page) -> None:
    """Every node in document order, entering and leaving elements, without recursion."""
    node: LexborNode | None = root
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            page.say(node.text_content or "")
        entered = tag not in _SILENT and tag[:1] not in "-!"
        if entered:
            page.enter(tag, node)
            if node.first_child is not None:
                node = node.first_child
                continue
            page.leave(tag)
        node = _next(node, root, page)


def _next(node: LexborNode, root: LexborNode, page: _Page) -> LexborNode | None:
    while node.mem_id != root.mem_id:  # comparing nodes would serialise them
        if node.next is not None:
            return node.next
        parent = node.parent
        if parent is None:
            return None
        node = parent
        page.leave(node.tag or "")
    return None


class _Page:
    """The text as it grows, and the row being filled."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.rows: list[tuple[Cell, ...]] = []
        self._length = 0
        self._row: list[Cell] = []
        self._cells: list[tuple[int, int]] = []  # column and span of each open cell
        self._start: int | None = None  # of the words of the running cell
        self._end = 0
        self._space = False  # a space is owed before the next words
        self._broken = False  # or a line end
        self._column = 0
        self._held: dict[int, int] = {}  # columns of cells merged downwards: rows left

    def say(self, words: str) -> None:
        """Add words to the running cell, with single spaces."""
        bare = _SPACES.sub(" ", words)
        if bare.startswith(" "):
            self._space = True
        inner = bare.strip()
        if not inner:
            return
        if self._start is None:
            self._begin(inner)
        elif self._broken or self._space:
            self._put("\n" if self._broken else " ")
        self._put(inner)
        self._end, self._broken = self._length, False
        self._space = bare.endswith(" ")

    def enter(self, tag: str, node: LexborNode) -> None:
        """Open an element: blocks break lines, table parts begin rows and cells."""
        if tag in {"td", "th"}:
            self._end_cell()
            self._open_cell(_span(node, "colspan"), _span(node, "rowspan"))
        elif tag in {"tr", "table"}:
            self.end_row()
            self._begin_row(anew=tag == "table")
        elif tag in _BLOCK:
            self._break()

    def leave(self, tag: str) -> None:
        """Close an element."""
        if tag in {"td", "th"}:
            self._end_cell()
            if self._cells:
                self._cells.pop()
        elif tag in {"tr", "table"}:
            self.end_row()
        elif tag in _BLOCK and tag != "br":
            self._break()

    def end_row(self) -> None:
        """Close the row being filled, if it holds anything."""
        self._end_cell()
        if self._row:
            self.rows.append(tuple(self._row))
            self._row = []
            self._put("\n")

    def _begin_row(self, *, anew: bool) -> None:
        """The first column; cells merged downwards hold theirs one row less."""
        self._column = 0
        self._held = {
            column: rows - 1 for column, rows in self._held.items() if rows > 1 and not anew
        }

    def _open_cell(self, span: int, rows: int) -> None:
        """A cell in the next columns that none merged downwards holds."""
        while self._column in self._held:
            self._column += 1
        if rows > 1:
            held = range(self._column, self._column + span)
            self._held.update(dict.fromkeys(held, rows))
        self._cells.append((self._column, span))
        self._column += span

    def _begin(self, words: str) -> None:
        if self._row:
            last = self.parts[-1]
            if last in _GLUED_AFTER or words in _GLUED_BEFORE:
                before = self._row.pop()
                self._start = before.start
                return
            self._put("\t")
        self._start = self._length

    def _break(self) -> None:
        if not self._cells:
            self.end_row()
        else:
            self._broken = True

    def _end_cell(self) -> None:
        if self._start is not None:
            column, span = self._cells[-1] if self._cells else (0, 1)
            self._row.append(Cell(self._start, self._end, column, span))
        self._start = None
        self._space = self._broken = False

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self._length += len(words)


def _span(node: LexborNode, direction: str) -> int:
    words = node.attributes.get(direction) or "1"
    return max(1, min(int(words), 100)) if words.isdecimal() else 1
