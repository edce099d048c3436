"""Deciding on the page of a case which others belong to it."""

from __future__ import annotations

from tests.console.house import VICTIM, House, send


async def test_shown_decided_seen_and_undone(house: House) -> None:
    """The candidate stands on the page with its reason; a press links both, another takes it back."""
    await house.colleague("bea", "coordinator")
    one, other = await house.registered(VICTIM), await house.registered(VICTIM)
    bea = await house.logged_in("bea")
    page = (await bea.get(f"/staff/cases/{one}")).text
    assert "Zelfde telefoonnummer of e-mailadres" in page
    answer = await send(bea, f"/staff/cases/{one}/link", {"other": other, "verdict": "same-person"})
    assert answer.headers["location"].endswith("told=link-same-person")
    for here, there in ((one, other), (other, one)):
        page = (await bea.get(f"/staff/cases/{here}")).text
        assert "Hoort dit bij elkaar?" not in page
        assert f'/staff/cases/{there}">{there}</a>' in page
    await send(bea, f"/staff/cases/{other}/link", {"other": one, "verdict": "undo"})
    assert "Hoort dit bij elkaar?" in (await bea.get(f"/staff/cases/{one}")).text


async def test_a_reference_is_typed_by_hand(house: House) -> None:
    """Staff who know better link two cases by reference; itself, nonsense and nowhere are told kindly."""
    await house.colleague("bea", "coordinator")
    one, other = await house.registered(VICTIM), await house.registered({"role": "dader"})
    bea = await house.logged_in("bea")
    path = f"/staff/cases/{one}/link"
    for typed in (one, "HB-2222-2222", "<b>", ""):
        answer = await send(bea, path, {"other": typed, "verdict": "same-event"})
        assert answer.headers["location"].endswith("told=no-other"), typed
    assert (await send(bea, path, {"other": other, "verdict": "married"})).status_code == 400
    await send(bea, path, {"other": other.lower().replace("-", " "), "verdict": "same-event"})
    assert other in (await bea.get(f"/staff/cases/{one}")).text


async def test_a_colleague_without_the_case_sees_links_and_changes_none(house: House) -> None:
    """What was decided is on the page for everybody who may know both; the buttons are not, and the form is nowhere."""
    await house.colleague("anna")
    await house.colleague("bea", "coordinator")
    one, other = await house.registered(VICTIM), await house.registered(VICTIM)
    await send(await house.logged_in("bea"), f"/staff/cases/{one}/link", {"other": other, "verdict": "same-person"})
    anna = await house.logged_in("anna")
    page = (await anna.get(f"/staff/cases/{one}")).text
    assert other in page
    assert "Maak los" not in page
    for verdict in ("undo", "apart"):
        assert (await send(anna, f"/staff/cases/{one}/link", {"other": other, "verdict": verdict})).status_code == 404
