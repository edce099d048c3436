"""The figures page: tables with bars drawn on the server, CSV, and typing earlier years in."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.console.desk import Call
from bot.services import figures
from bot.services.readable import Legend


async def page(call: Call) -> Response:
    """The figures of a year."""
    report = await _asked(call)
    typed = await call.desk.figures.typed_in(report.year)
    return await call.show(
        "figures.html",
        report=report,
        years=await call.desk.figures.years(call.sees),
        lines=figures.LINES,
        typed=typed,
        told=call.request.query_params.get("told"),
        first=figures.FIRST_YEAR,
        hidden=figures.HIDDEN,
        fewest=figures.FEWEST,
        written=figures.written,
    )


async def as_csv(call: Call) -> Response:
    """The same as a file."""
    report = await _asked(call)
    name = f"cijfers-{report.year}.csv"
    return Response(
        figures.as_csv(report),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


async def type_in(call: Call) -> Response:
    """Keep the figures of an earlier year; an empty field counts as nothing known and is left out."""
    try:
        year = call.number("year")
        lines = {line: call.number(line) for line in figures.LINES if call.form.get(line, "").strip()}
        await call.desk.figures.type_in(call.account, year, lines)
    except ValueError:
        raise HTTPException(400) from None
    return call.go(f"/figures?year={year}&told=typed")


async def _asked(call: Call) -> figures.Report:
    query = call.request.query_params
    wanted = query.get("year", "")
    this = call.desk.today().year
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else this
    year = year if figures.FIRST_YEAR <= year <= this else this
    legend = Legend(call.desk.library.current.dialog)
    return await call.desk.figures.report(call.sees, year, legend, outside=query.get("outside") == "1")
