"""The bill of materials and the question after known weaknesses."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from supply import advisories
from supply.locks import locked
from supply.sbom import main, sbom
from tests.fakes.local_web import serving


def test_the_bill_of_materials_names_every_locked_package() -> None:
    """Each package of the lock once, with version, package URL and the hashes of its files."""
    components = sbom()["components"]

    assert [(one["name"], one["version"]) for one in components] == [(one.name, one.version) for one in locked()]
    assert len({one["bom-ref"] for one in components}) == len(components) > 30
    assert all(re.fullmatch(r"pkg:pypi/[a-z0-9-]+@[\w.+!-]+", one["purl"]) for one in components)
    hashes = [held for one in components for held in one["hashes"]]
    assert all(held["alg"] == "SHA-256" and re.fullmatch(r"[0-9a-f]{64}", held["content"]) for held in hashes)
    assert all(one["hashes"] for one in components)


def test_the_bill_of_materials_has_the_form_it_must_have(capsys: pytest.CaptureFixture[str]) -> None:
    """What CycloneDX 1.6 demands of a document and of each part is there, and the same lock gives the same bytes."""
    main()
    first = capsys.readouterr().out
    main()
    bill = json.loads(first)

    assert capsys.readouterr().out == first
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    assert all({"type", "name"} <= set(part) for part in (bill["metadata"]["component"], *bill["components"]))
    refs = {bill["metadata"]["component"]["bom-ref"], *(one["bom-ref"] for one in bill["components"])}
    assert all({one["ref"], *one["dependsOn"]} <= refs for one in bill["dependencies"])


async def asked(answer: Callable[[Any], Response], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit status and the words, when the source answers so."""

    async def source(request: Request) -> Response:
        return answer(await request.json())

    async with serving(Starlette(routes=[Route("/", source, methods=["POST"])])) as address:
        status = await asyncio.to_thread(advisories.main, address)
    return status, capsys.readouterr().out


async def test_what_is_locked_is_what_is_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    """Every package of the largest lock in one question; none known is said with the number."""
    questions: list[Any] = []

    def none(body: Any) -> Response:
        questions.extend(body["queries"])
        return JSONResponse({"results": [{} for _ in body["queries"]]})

    status, said = await asked(none, capsys)

    assert [one["package"]["purl"] for one in questions] == [one.purl for one in locked("requirements-e2e.lock")]
    assert status == 0
    assert said == f"0 of {len(questions)} packages with known weaknesses\n"


async def test_a_known_weakness_is_named_with_its_package(capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 1."""

    def one(body: Any) -> Response:
        others = body["queries"][1:]
        return JSONResponse({"results": [{"vulns": [{"id": "PYSEC-2026-1"}]}, *({} for _ in others)]})

    status, said = await asked(one, capsys)

    assert status == 1
    assert f"{locked('requirements-e2e.lock')[0].purl}: PYSEC-2026-1" in said


@pytest.mark.parametrize("body", ["no json", '{"results": []}', '{"results": null}', "[]"])
async def test_an_answer_that_is_none_is_said_as_not_checked(body: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Never taken for a clean bill."""
    status, said = await asked(lambda _: PlainTextResponse(body), capsys)

    assert status == 2
    assert said.startswith("NOT CHECKED")


def test_nobody_there_is_said_as_not_checked(capsys: pytest.CaptureFixture[str]) -> None:
    """No connection is no verdict."""
    assert advisories.main("http://127.0.0.1:9/") == 2
    assert "NOT CHECKED" in capsys.readouterr().out
