"""Charts drawn on the server, as SVG without script or style of its own; the numbers stand in it as text."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from bot.services.figures import Table, written

WIDTH: Final = 960
HEIGHT: Final = 220
HEAD: Final = 26
FOOT: Final = 26


def columns(table: Table) -> Markup:
    """One column per row of a table with one number each; a hidden number has no column."""
    slot = WIDTH / max(len(table.rows), 1)
    most = max((cells[0] or 0 for _, cells in table.rows), default=0) or 1
    room = HEIGHT - HEAD - FOOT
    drawn = Markup("").join(
        _column(label, cells[0], slot * number, slot, room * (cells[0] or 0) / most)
        for number, (label, cells) in enumerate(table.rows)
    )
    told = ", ".join(f"{label} {written(cells[0])}" for label, cells in table.rows)
    return Markup(
        "<svg class='chart' viewBox='0 0 {} {}' role='img' aria-label='{}: {}'>"
        "<line class='rail' x1='0' x2='{}' y1='{}' y2='{}'/>{}</svg>"
    ).format(WIDTH, HEIGHT, table.title, told, WIDTH, HEIGHT - FOOT, HEIGHT - FOOT, drawn)


def _column(label: str, number: int | None, left: float, slot: float, tall: float) -> Markup:
    middle, base = left + slot / 2, HEIGHT - FOOT
    bar = Markup("<rect class='fill' x='{:.1f}' y='{:.1f}' width='{:.1f}' height='{:.1f}' rx='3'/>").format(
        left + slot * 0.22, base - tall, slot * 0.56, tall
    )
    count = Markup("<text class='n' x='{:.1f}' y='{:.1f}'>{}</text>").format(middle, base - tall - 8, written(number))
    name = Markup("<text x='{:.1f}' y='{}'>{}</text>").format(middle, HEIGHT - 6, label)
    return Markup("").join([bar if number else "", count if number != 0 else "", name])
