"""The conversation as a picture: panels of boxes and arrows in one SVG, drawn by ourselves.

Every kind of step has a shape as well as a colour, every box is a link with a ``<title>`` that says in full what it
shortens, and colours are CSS variables. The picture has no style of its own inside the console (the page's style sheet
has :data:`STYLE`); as a file it carries it along. Letters are measured by a table, as there is no browser here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from textwrap import wrap

from jinja2 import Environment, StrictUndefined

from bot.authoring.graph import Exit, Kind, Node, Panel, panels, shortened
from bot.authoring.layout import Point, Size, place
from bot.authoring.reader import Scripts
from bot.authoring.shapes import outline_of, rounded

WIDTH = 236.0
LINE = 16.0
LETTERS = 32
"""Characters of the text in one line of a box."""

LABEL_LETTERS = 24
LABEL_LINES = 3
GAP = 40.0
HEAD = 44.0
ASPECT = 1.6
"""The sheet is about this many times as wide as it is high."""

NAMES: Mapping[Kind, str] = {
    "say": "zegt iets",
    "card": "kaart om te lezen",
    "choice": "vraag: kies één",
    "choices": "vraag: kies er één of meer",
    "typed": "vraag: typ iets",
    "question": "vrije vraag",
    "review": "overzicht of verbeteren",
}
"""What a shape means, for the legend and for who cannot see it."""

STYLE = """\
.graph { --g-ground: #fbfbf9; --g-panel: #ffffff; --g-line: #cfd4cf; --g-text: #1b2325; --g-hint: #566264; --g-arrow: #5d6b6d;
  --g-say: #f1f2ee; --g-card: #e9eef7; --g-choice: #e0efee; --g-typed: #f3ebf6; --g-review: #fdf1d8; --g-warn: #b3261e; --g-mark: #0d5c63;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-size: 12px; }
.graph text { fill: var(--g-text); } .graph .ground { fill: var(--g-ground); }
.graph .panel { fill: var(--g-panel); stroke: var(--g-line); } .graph .head { font-size: 17px; font-weight: 650; }
.graph .shape { stroke: var(--g-arrow); stroke-width: 1.2; fill: var(--g-say); }
.graph .card .shape { fill: var(--g-card); } .graph .choice .shape, .graph .choices .shape, .graph .question .shape { fill: var(--g-choice); }
.graph .typed .shape { fill: var(--g-typed); } .graph .review .shape { fill: var(--g-review); }
.graph .inner { fill: none; } .graph .exit { fill: var(--g-mark); font-size: 11px; } .graph .exit:hover { text-decoration: underline; }
.graph .gone { fill: var(--g-warn); font-weight: 650; }
.graph .name { font-weight: 650; font-size: 13px; } .graph .note { fill: var(--g-hint); font-size: 11px; }
.graph .arrow { fill: none; stroke: var(--g-arrow); stroke-width: 1.3; } .graph .back { stroke-dasharray: 6 4; }
.graph .tip { fill: var(--g-arrow); } .graph .label { font-size: 11px; text-anchor: middle; }
.graph .plate { fill: var(--g-panel); opacity: .92; }
.graph .wrong .shape { stroke: var(--g-warn); stroke-width: 2.5; stroke-dasharray: 5 3; } .graph .wrong .name { fill: var(--g-warn); }
.graph .chosen .shape { stroke: var(--g-mark); stroke-width: 4; } .graph .start .shape { stroke-width: 3; }
.graph .aside .shape { stroke-dasharray: 2 2; } .graph .count { fill: var(--g-mark); font-size: 11px; font-weight: 650; }
.graph .leaky .shape { stroke: var(--g-warn); stroke-width: 3; } .graph .leaky .count { fill: var(--g-warn); }
.graph a { text-decoration: none; } .graph a:hover .shape { stroke: var(--g-mark); stroke-width: 2.5; }
.graph a:focus { outline: none; } .graph a:focus-visible .shape { stroke: var(--g-mark); stroke-width: 4; }
@media (prefers-color-scheme: dark) { .graph { --g-ground: #12181a; --g-panel: #1a2123; --g-line: #3a4548; --g-text: #e7ebea;
  --g-hint: #a3b0b1; --g-arrow: #8fa0a2; --g-say: #262f31; --g-card: #232d3d; --g-choice: #1d3437; --g-typed: #33263a; --g-review: #3b321c;
  --g-warn: #ffb4ab; --g-mark: #7fcad0; } }
"""

_TEMPLATE = """\
{% macro linked(href, told) %}{% if href %}<a href="{{ href }}" aria-label="{{ told }}">{{ caller() }}</a>{% else %}{{ caller() }}{% endif %}{% endmacro %}
<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="group" aria-label="{{ title }}" width="{{ (width * scale)|px }}" height="{{ (height * scale)|px }}" viewBox="0 0 {{ width|px }} {{ height|px }}">
{% if style %}<title>{{ title }}</title><style>{{ style }}</style>{% endif %}
<rect class="ground" width="{{ width|px }}" height="{{ height|px }}"/>
{% for sheet in sheets %}
<g id="deel-{{ loop.index }}" transform="translate({{ sheet.x|px }} {{ sheet.y|px }})">
<rect class="panel" width="{{ sheet.width|px }}" height="{{ sheet.height|px }}" rx="14"/>
<text class="head" x="20" y="30">{{ sheet.title }}</text>
<g transform="translate({{ (sheet.width - sheet.drawing) / 2 }} {{ head|px }})">
{% for arrow in sheet.arrows %}<path class="arrow{{ ' back' if arrow.back }}" d="{{ arrow.path }}"/><path class="tip" d="{{ arrow.tip }}"/>
{% endfor %}
{% for arrow in sheet.arrows if arrow.lines %}<g><rect class="plate" x="{{ (arrow.at[0] - arrow.size[0] / 2)|px }}" y="{{ (arrow.at[1] - arrow.size[1] / 2)|px }}" width="{{ arrow.size[0]|px }}" height="{{ arrow.size[1]|px }}" rx="4"/>{% for line in arrow.lines %}<text class="label" x="{{ arrow.at[0]|px }}" y="{{ (arrow.at[1] - arrow.size[1] / 2 + 11 + 13 * loop.index0)|px }}">{{ line }}</text>{% endfor %}</g>
{% endfor %}
{% for box in sheet.boxes %}<g class="{{ box.css }}">{% call linked(box.href, box.told) %}<title>{{ box.told }}</title>
{% for path in box.paths %}<path class="shape{{ ' inner' if not loop.first }}" d="{{ path }}"/>{% endfor %}
{% for line in box.lines if not line.exit %}<text class="{{ line.css }}" x="{{ box.left|px }}" y="{{ line.y|px }}">{{ line.text }}</text>{% endfor %}
{% endcall %}
{% for line in box.lines if line.exit %}{% call linked(line.href, line.told) %}<text class="{{ line.css }}" x="{{ box.left|px }}" y="{{ line.y|px }}">{{ line.text }}<title>{{ line.told }}</title></text>{% endcall %}{% endfor %}</g>
{% endfor %}
</g></g>
{% endfor %}
</svg>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the picture is to be used: where a box leads, and which step is chosen.

    ``counts`` are lines of figures to be put in the box of a step; ``leaky`` are the steps that lose many people.
    """

    href: Callable[[str], str] = lambda _step: ""
    chosen: str | None = None
    counts: Mapping[str, tuple[str, ...]] | None = None
    leaky: frozenset[str] = frozenset()
    style: str = STYLE
    scale: float = 1.0
    only: str | None = None
    """Draw only the panel in which this step is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    path: str
    tip: str
    lines: tuple[str, ...]
    at: Point
    size: Size
    back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A line of text in a box; an ``exit`` is a link of its own."""

    css: str
    text: str
    exit: Exit | None = None
    told: str = ""
    href: str = ""
    y: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    href: str
    css: str
    told: str
    paths: tuple[str, ...]
    lines: tuple[_Row, ...]
    left: float


@dataclass(slots=True, kw_only=True)
class _Sheet:
    title: str
    width: float
    height: float
    drawing: float
    arrows: tuple[_Line, ...]
    boxes: tuple[_Box, ...]
    x: float = 0.0
    y: float = 0.0


_environment = Environment(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
_environment.filters["px"] = lambda number: f"{number:.1f}".removesuffix(".0")
_svg = _environment.from_string(_TEMPLATE)


def draw(scripts: Scripts, look: Look | None = None, *, title: str = "Het gesprek als tekening") -> str | None:
    """The whole conversation (or one panel) as SVG; None where it cannot be laid out on this machine."""
    look = look or Look()
    wanted = panels(scripts)
    if look.only is not None:
        wanted = tuple(one for one in wanted if any(node.id == look.only for node in one.nodes)) or wanted[:1]
    sheets = [_sheet(panel, look) for panel in wanted]
    if not sheets or any(sheet is None for sheet in sheets):
        return None
    drawn = [sheet for sheet in sheets if sheet is not None]
    width, height = _arrange(drawn)
    return _svg.render(
        title=title, width=width, height=height, sheets=drawn, style=look.style, head=HEAD, scale=look.scale
    )


def _sheet(panel: Panel, look: Look) -> _Sheet | None:
    counts = look.counts or {}
    rows = {node.id: _rows(node, counts.get(node.id, ())) for node in panel.nodes}
    sizes = {node.id: (WIDTH, LINE * len(rows[node.id]) + 14) for node in panel.nodes}
    labels = [_label(arrow.labels) for arrow in panel.arrows]
    label_sizes = tuple(_label_size(lines) if lines else None for lines in labels)
    placed = place(panel, sizes, label_sizes)
    if placed is None:
        return None
    arrows = tuple(
        _line(points, placed.labels[number], labels[number], arrow.back)
        for number, (arrow, points) in enumerate(zip(panel.arrows, placed.arrows, strict=True))
    )
    drawn = tuple(_box(node, placed.nodes[node.id], sizes[node.id], rows[node.id], look) for node in panel.nodes)
    width = max(placed.width + 40, 9.5 * len(panel.title) + 40)
    return _Sheet(
        title=panel.title,
        width=width,
        height=placed.height + HEAD + 22,
        drawing=placed.width,
        arrows=arrows,
        boxes=drawn,
    )


def _rows(node: Node, counts: tuple[str, ...]) -> tuple[_Row, ...]:
    """What stands in a box: its name, figures, what it says, what is special about it, and the ways out of the panel."""
    figures = [_Row(css="count", text=line) for line in counts]
    said = [_Row(css="said", text=line) for line in wrap(shortened(node.text), LETTERS, max_lines=2, placeholder=" …")]
    notes = [line for note in node.notes for line in wrap(note, LETTERS + 3, max_lines=2, placeholder=" …")]
    notes += ["■ einde"] if node.end else []
    exits = [row for way in node.exits for row in _exit(way)]
    return (_Row(css="name", text=node.id), *figures, *said, *(_Row(css="note", text=line) for line in notes), *exits)


def _exit(way: Exit) -> Iterator[_Row]:
    """One line for each reason to leave by this way."""
    to = "↩" if way.to is None else f"→ {way.to}"
    css = "exit gone" if way.missing else "exit"
    for label in way.labels or ("",):
        room = LETTERS + 1 - len(to)
        short = label if len(label) <= room else f"{label[: max(room - 1, 6)].rstrip()}…"
        full = "↩ terug naar de vraag die openstond" if way.to is None else to
        told = f"{label} {full}{' (deze stap bestaat niet)' if way.missing else ''}".strip()
        yield _Row(css=css, text=f"{short} {to}" if label else told[: LETTERS + 4], exit=way, told=told)


def _label(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a label: each reason on a line of its own, long ones shortened, many counted."""
    shown = [line for label in labels for line in wrap(label, LABEL_LETTERS, max_lines=2, placeholder=" …")]
    if len(shown) > LABEL_LINES + 1:
        kept = [wrap(label, LABEL_LETTERS, max_lines=1, placeholder=" …")[0] for label in labels]
        shown = kept if len(kept) <= LABEL_LINES + 1 else [*kept[:LABEL_LINES], f"en nog {len(kept) - LABEL_LINES}"]
    return tuple(shown)


def _label_size(lines: tuple[str, ...]) -> Size:
    return 6.1 * max(len(line) for line in lines) + 10, 13.0 * len(lines) + 5


def _line(points: tuple[Point, ...], at: Point | None, lines: tuple[str, ...], back: bool) -> _Line:
    (x1, y1), (x, y) = points[-2], points[-1]
    length = max(abs(x - x1) + abs(y - y1), 0.1)
    dx, dy = (x - x1) / length, (y - y1) / length
    tip = f"M{x:.1f} {y:.1f}L{x - 8 * dx - 4 * dy:.1f} {y - 8 * dy + 4 * dx:.1f}L{x - 8 * dx + 4 * dy:.1f} {y - 8 * dy - 4 * dx:.1f}Z"
    return _Line(
        path=rounded(points),
        tip=tip,
        lines=lines if at is not None else (),
        at=at or points[0],
        size=_label_size(lines) if lines else (0, 0),
        back=back,
    )


def _box(node: Node, at: Point, size: Size, rows: tuple[_Row, ...], look: Look) -> _Box:
    (x, y), (w, h) = at, size
    marks = {"start": node.start, "wrong": node.unreachable, "chosen": node.id == look.chosen, "aside": node.aside}
    marks["leaky"] = node.id in look.leaky
    top = y - h / 2
    return _Box(
        href=look.href(node.id),
        css=" ".join(["box", node.kind, *(name for name, holds in marks.items() if holds)]),
        told=_told(node),
        paths=outline_of(node.kind, x - w / 2, top, w, h),
        lines=tuple(
            replace(
                row,
                y=top + 18 + LINE * number,
                href=look.href(row.exit.to) if row.exit and row.exit.to and not row.exit.missing else "",
            )
            for number, row in enumerate(rows)
        ),
        left=x - w / 2 + 14,
    )


def _told(node: Node) -> str:
    extra = [*node.notes, *(["begin"] if node.start else []), *(["einde"] if node.end else [])]
    extra += ["geen enkele stap leidt hierheen"] if node.unreachable else []
    return f"{NAMES[node.kind]} – {node.id}: {shortened(node.text)}{' (' + '; '.join(extra) + ')' if extra else ''}"


def _arrange(sheets: list[_Sheet]) -> tuple[float, float]:
    """Put the panels in columns, in order, each in the column that is shortest by then; gives the size of it all."""
    area = sum((sheet.width + GAP) * (sheet.height + GAP) for sheet in sheets)
    limit = max((area * ASPECT) ** 0.5, max(sheet.width for sheet in sheets) + 2 * GAP)
    x = y = GAP
    right = bottom = column = 0.0
    tall = max(area / limit, *(sheet.height for sheet in sheets)) + GAP
    for sheet in sheets:
        if y > GAP and y + sheet.height > tall:
            x, y, column = x + column + GAP, GAP, 0.0
        sheet.x, sheet.y = x, y
        y += sheet.height + GAP
        column = max(column, sheet.width)
        right, bottom = max(right, x + sheet.width), max(bottom, y)
    return right + GAP, bottom
