"""What leaves the console: asked why, noted first, and harmless where it lands."""

from __future__ import annotations

import csv
import io
import json

import pytest

from bot.channels import Sent, Undeliverable
from bot.engine.dialog import LOOKED
from bot.engine.registration import Registration
from bot.services.case_system import ToCaseSystem
from bot.services.hand_over import WHY, as_csv, documents, harmless
from bot.services.seen import in_words, looked
from bot.store import audit
from bot.store.opening import Store
from bot.store.sight import PROGRAM
from tests.console.house import VICTIM, House, open_house, send
from tests.services.test_case_system import FakeReceiver


async def test_paper_and_json_hold_the_whole_registration(house: House) -> None:
    """The page for paper reads like the case, the JSON fits the published schema, and both are in the trail first."""
    await house.colleague("anna", "coordinator")
    reference = await house.registered(VICTIM)
    anna = await house.logged_in("anna")
    paper = await send(anna, f"/staff/cases/{reference}/export", {"why": "mediator", "form": "print"})
    assert "Roos de Wit" in paper.text
    assert "&lt;script&gt;" in paper.text
    assert "overdracht aan een bemiddelaar" in paper.text
    data = await send(anna, f"/staff/cases/{reference}/export", {"why": "case-system", "form": "json"})
    assert data.headers["content-disposition"] == f'attachment; filename="{reference}.json"'
    assert Registration.model_validate(data.json()).contact.name == "Roos de Wit"
    rows = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM, ref=reference))
    assert [row.what for row in reversed(rows)] == ["exported:mediator", "exported:case-system"]


@pytest.mark.parametrize("why", ["", "omdat het kan", "mediator "])
async def test_without_a_reason_nothing_leaves(house: House, why: str) -> None:
    """No reason from the list, no export and no row."""
    await house.colleague("anna", "coordinator")
    reference = await house.registered(VICTIM)
    anna = await house.logged_in("anna")
    for path in (f"/staff/cases/{reference}/export", "/staff/export"):
        assert (await send(anna, path, {"why": why, "form": "json"})).status_code == 400
    assert await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM, ref=reference)) == []


async def test_who_does_not_hold_a_case_cannot_take_it_along(house: House) -> None:
    """For a colleague without the case there is nothing to export."""
    await house.colleague("anna")
    reference = await house.registered(VICTIM)
    answer = await send(
        await house.logged_in("anna"), f"/staff/cases/{reference}/export", {"why": WHY[0], "form": "json"}
    )
    assert answer.status_code == 404


async def test_selection_follows_the_filter_and_leaves_contact_out(house: House) -> None:
    """The file holds the cases of the view, each noted, and says who somebody is only when asked for."""
    await house.colleague("bea", "coordinator")
    pressed = await house.registered(VICTIM)
    await house.registered({"role": "dader"})
    bea = await house.logged_in("bea")
    form = {"tab": "open", "flag": "druk", "why": "archive"}
    answer = await send(bea, "/staff/export", form | {"form": "csv"})
    assert answer.content.startswith(b"\xef\xbb\xbfreference;")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert row["reference"] == pressed
    assert row["forms"] == "brief"
    assert row["contact.name"] == row["remark"] == ""
    whole = json.loads((await send(bea, "/staff/export", form | {"form": "json", "contact": "1"})).text)
    assert [one["contact"]["name"] for one in whole] == ["Roos de Wit"]
    rows = await house.store.db.read(lambda tx: audit.entries(tx, PROGRAM, ref=pressed))
    assert [entry.what for entry in rows] == ["exported:archive"] * 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    """Whatever somebody typed, a spreadsheet shows it as text."""
    assert harmless(f"{start}HYPERLINK(1)").startswith("'")
    assert harmless("gewoon = tekst") == "gewoon = tekst"


def test_semicolons_quotes_and_lines_stay_in_their_cell() -> None:
    """Text with every awkward character comes back unchanged."""
    remark = 'een; "twee"\ndrie'
    registration = Registration(
        reference="HB", created_at="", status="new", channel="web", script_revision="r", remark=remark
    )
    (row,) = csv.DictReader(
        io.StringIO(as_csv([registration.model_dump(mode="json")]).decode("utf-8-sig"), newline=""), delimiter=";"
    )
    assert row["remark"] == remark
    assert documents([], contact=False) == []


async def test_number_elsewhere_is_kept(house: House) -> None:
    """The number of another system stands on the case, as text, for who holds it."""
    await house.colleague("anna", "coordinator")
    reference = await house.registered(VICTIM)
    anna = await house.logged_in("anna")
    path = f"/staff/cases/{reference}"
    await send(anna, f"{path}/number", {"number": "2026/<b>17"})
    assert "zaaknummer <bdi>2026/&lt;b&gt;17</bdi>" in (await anna.get(path)).text
    await send(anna, f"{path}/number", {"number": "2026/18"})
    assert "2026/18" in (await anna.get(path)).text


async def test_participant_can_know_who_looked(house: House) -> None:
    """Role and day of every opening, no name, each once a day."""
    await house.colleague("anna")
    await house.colleague("bea", "coordinator")
    reference = await house.registered(VICTIM)
    for login in ("anna", "anna", "bea"):
        await (await house.logged_in(login)).get(f"/staff/cases/{reference}")
    said = await house.store.db.read(lambda tx: in_words(tx, reference, LOOKED))
    assert said == "een coördinator op 2 maart 2026 en een medewerker op 2 maart 2026"
    assert len(await house.store.db.read(lambda tx: looked(tx, reference))) == 2
    assert await house.store.db.read(lambda tx: in_words(tx, "HB-0", LOOKED)) == ""


async def test_a_case_goes_to_the_case_system_with_one_button(store: Store) -> None:
    """The page says where it is: on its way, refused with another try, arrived; without a system there is no button."""
    receiver = FakeReceiver(answers=[Undeliverable(reason="refused"), Sent(ref="Z-2026-17")])
    async with open_house(store) as plain:
        to = ToCaseSystem(store=store, clock=plain.clock, receiver=receiver)
        await plain.colleague("anna", "coordinator")
        reference = await plain.registered(VICTIM)
        path = f"/staff/cases/{reference}"
        bare = await plain.logged_in("anna")
        assert "zaaksysteem" not in (await bare.get(path)).text.replace("Invoer in het zaaksysteem", "")
        assert (await send(bare, f"{path}/case-system")).status_code == 400
    async with open_house(store, to_case_system=to) as house:
        anna = await house.logged_in("anna")
        assert (await send(anna, f"{path}/case-system")).headers["location"].endswith("told=case-system")
        assert "Op weg naar het zaaksysteem" in (await anna.get(path)).text
        await to.round()
        assert "kwam niet aan in het zaaksysteem" in (await anna.get(path)).text
        plain.clock.forward(minutes=1)
        await send(anna, f"{path}/case-system")
        await to.round()
        page = (await anna.get(path)).text
        assert "Het zaaksysteem heeft de aanmelding sinds" in page
        assert "zaaknummer <bdi>Z-2026-17</bdi>" in page
