from __future__ import annotations

import os
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.app import build
from bot.commands.demo import LOGINS, PASSWORD, Backdated, furnish
from bot.commands.demo_people import PEOPLE
from bot.services.documents import document
from bot.services.moments import amsterdam
from bot.store import registrations, staff
from bot.store.cases import Filters
from bot.store.passwords import check_password
from bot.store.sight import PROGRAM
from tests.authoring.shipped import shipped
from tests.commands.process import process, says, stops
from tests.journeys.conftest import settings


def test_nobody_of_the_demo_exists() -> None:
    """Mail goes to a domain for examples, and the telephone numbers are counted up."""
    numbers = [str(sample.wishes.get("contact.phone", "")) for sample in PEOPLE]
    addresses = [str(sample.wishes.get("contact.email", "")) for sample in PEOPLE]

    assert {number for number in numbers if number} == {"06 12345678", "06 23456789"}
    assert {address.rpartition("@")[2] for address in addresses if address} == {"example.org"}


def test_every_wish_is_about_something_the_scripts_ask() -> None:
    """A question that is renamed or taken away cannot quietly empty the demo."""
    dialog = shipped().dialog
    assert dialog is not None
    asked = {step.field or step.id for step in dialog.steps.values()}

    assert [name for sample in PEOPLE for name in sample.wishes if name not in asked] == []


async def test_the_demo_shows_every_stage_of_the_work(tmp_path: Path, learnt: Path) -> None:
    """All people arrive through the conversation on the days they came; some are taken up, and one was spoken to."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "learnt").symlink_to(learnt, target_is_directory=True)
    clock = Backdated()
    async with build(settings(tmp_path), clock=clock) as app:
        await furnish(app, clock)
        cases = await app.store.db.read(
            lambda tx: registrations.listed(tx, app.store.vault, PROGRAM, Filters(), limit=100)
        )
        accounts = await app.store.db.read(staff.everybody)
    found = {one["role"] + one["contact"]["name"]: one for one in map(document, cases)}

    assert Counter(case.status for case in cases) == {"new": 4, "claimed": 1, "contacted": 1}
    assert {case.reference: case.status for case in cases}[found["slachtofferMila"]["reference"]] == "contacted"
    for sample in PEOPLE:
        one = found[f"{sample.wishes['role']}{sample.wishes['contact.name']}"]
        age = amsterdam() - datetime.fromisoformat(one["created_at"])
        assert timedelta(days=sample.days_ago) <= age < timedelta(days=sample.days_ago, minutes=5)
        assert one["source"] == (sample.source or None)
    assert {account.login: account.role for account in accounts} == {login: role for login, _, role in LOGINS}
    assert all(check_password(account.password, PASSWORD) for account in accounts)
    assert clock.days_ago == 0


@pytest.mark.skipif(os.name != "posix", reason="other systems cannot be asked to stop by a signal")
def test_a_demo_needs_nothing_and_leaves_nothing(tmp_path: Path, learnt: Path) -> None:
    """Without any setting it serves and tells how to log in; stopped, everything of it is gone."""
    (tmp_path / "cache" / "herstelbot").mkdir(parents=True)
    (tmp_path / "cache" / "herstelbot" / "learnt").symlink_to(learnt, target_is_directory=True)
    (tmp_path / "here").mkdir()
    (tmp_path / "temporary").mkdir()
    given = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "TMPDIR": str(tmp_path / "temporary")}
    with process(["demo", "--port", "0"], tmp_path / "here", **given) as running:
        address = says(running, "Webchat")
        assert httpx.get(address).status_code == 200
        assert PASSWORD in says(running, LOGINS[0][0])
        assert len(list((tmp_path / "temporary").iterdir())) == 1
        status, _, wrong = stops(running)

    assert status == 0, wrong
    assert list((tmp_path / "temporary").iterdir()) == []
    assert list((tmp_path / "here").iterdir()) == []
