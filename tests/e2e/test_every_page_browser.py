"""Every page the console can give, in a real browser with axe: narrow and wide, light and dark.

The addresses come from the table of pages and the templates from their folder, so that a new page counts from its
first day.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.channels import Undeliverable
from bot.console.guard import Page as Route
from bot.console.site import PAGES, console
from bot.engine.registration import Registration
from bot.server import bind, serve
from bot.services.case_system import ToCaseSystem
from bot.services.count import count
from bot.services.publish import Publish
from bot.services.share import Share
from bot.services.tags import tags
from bot.services.triage import Triage
from bot.store import case_links, erasures, ids, messages, outbox, participants, registrations, staff, unanswered
from bot.store.staff import Account, Role
from tests.console.house import PASSWORD, VICTIM, hashed
from tests.e2e.browser import browser, needs_browser, visitor
from tests.e2e.keyboard import no_barriers
from tests.e2e.test_scripts_browser import SHIPPED
from tests.house import House, open_house
from tests.services.test_case_system import FakeReceiver

pytestmark = [needs_browser, pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

TEMPLATES = Path(__file__).parents[2] / "bot" / "console" / "templates"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOOKS = [(360, "light"), (1280, "dark")]
DATA = {"/schema.json", "/figures/csv", "/scripts/graph.css", "/scripts/languages/{language}.po"}
"""Addresses that give no page but data, beside those that a page asks by itself; a test holds that it is just these."""

Form = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A console at a real address, in which every corner has something in it."""

    house: House
    url: str
    cookie: str
    cases: list[str]
    proof: str
    shared: str

    def address(self, route: str) -> str:
        """A route with something that exists in its blanks."""
        blanks = {"reference": self.cases[0], "account": "robin", "step": "vormen", "name": "vormen", "topic": "kosten"}
        blanks |= {"token": self.shared, "language": "en"}
        return f"{self.url}{route.format(**blanks)}"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all."""
    async with browser() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """The shipped scripts, an administrator who is logged in, and cases with everything that can be on one."""
    async with open_house(tmp_path_factory.mktemp("office"), texts=SHIPPED) as house:
        token = ids.token()
        robin = await house.store.db.write(lambda tx: _people(tx, house, token))
        cases = await house.store.db.write(lambda tx: _cases(tx, house))
        triage = Triage(store=house.store, clock=house.clock)
        await triage.claim(robin, cases[0], 1)
        await triage.note(robin, cases[0], "Zus belt morgen", attempt="attempt:phone:none")
        to = ToCaseSystem(
            store=house.store, clock=house.clock, receiver=FakeReceiver([Undeliverable(reason="refused")])
        )
        await to.give(robin, cases[0])
        await to.round()
        site = console(
            house.store,
            house.library,
            house.clock,
            staff_group=True,
            to_case_system=to,
            public_url="https://chat.example",
            bot_name=lambda: "herstel_bot",
        )
        listener, stop = bind("127.0.0.1", 0), asyncio.Event()
        serving = asyncio.create_task(serve(Starlette(routes=[Mount("/staff", app=site)]), listener, stop))
        yield Office(
            house=house,
            url=f"http://127.0.0.1:{listener.getsockname()[1]}/staff",
            cookie=token,
            cases=cases,
            proof=erasures.proof(house.store.vault, "somebody"),
            shared=await _shared(house),
        )
        stop.set()
        await serving


async def _shared(house: House) -> str:
    """A draft with one change, and what is behind a link to it."""
    publish = Publish(store=house.store, library=house.library, clock=house.clock)
    organisation = SHIPPED["organisation.yaml"].replace("Perspectief", "Perspektief", 1)
    texts = {**SHIPPED, "organisation.yaml": organisation}
    await publish.save(texts, based_on=0, author="robin", what="organisation.yaml")
    draft = (await publish.working()).draft
    assert draft is not None
    return Share(vault=house.store.vault, clock=house.clock).token(draft)[0]


def _people(tx: sqlite3.Connection, house: House, token: str) -> Account:
    """Robin administers, Sam holds a case, Kim has a second factor."""
    people: dict[str, Role] = {"robin": "administrator", "sam": "staff", "kim": "staff"}
    for one, role in people.items():
        staff.add(tx, id=one, login=one, name=one.title(), role=role, password_hash=hashed(PASSWORD), now=house.clock())
    staff.set_totp(tx, house.store.vault, "kim", SEED)
    staff.begin_session(tx, "robin", token, house.clock())
    found = staff.get(tx, "robin")
    assert found is not None
    return found


def _cases(tx: sqlite3.Connection, house: House) -> list[str]:
    """Two from the same number, one across, one that Sam holds; counted, with messages and a question unanswered."""
    vault, now, made = house.store.vault, house.clock(), []
    event = {"event_category": "geweld", "time_ago": "maand-tot-jaar", "running_case": "ja"}
    flags = ["crisis", "druk", "contactverbod"]
    for number, answers in enumerate(
        ({**VICTIM, "circumstances": event, "flags": flags}, VICTIM, {"role": "dader", "circumstances": event}, VICTIM)
    ):
        who = participants.find_or_create(tx, vault, "telegram", f"9{number}", new_id=ids.participant_id(), now=now).id
        one = Registration.model_validate(
            {"reference": ids.reference(), "created_at": now.isoformat(), "status": "new", "channel": "telegram",
             "script_revision": house.library.current.dialog.revision, **answers}
        )  # fmt: skip
        whole = one.model_dump(mode="json")
        case = registrations.add(
            tx, vault, reference=one.reference, participant=who, submission="1", content=one.model_dump_json().encode(),
            tags=tags(whole), script_revision=one.script_revision, now=now - timedelta(days=9 * (number != 2)),
        )  # fmt: skip
        count(tx, one, now)
        made.append(case)
    registrations.claim(tx, made[3].id, "sam", 1, now)
    for who, text in (("robin", "Wanneer komt het uit?"), ("participant", "Dinsdag.")):
        (seq,) = outbox.post(tx, vault, made[0].participant, "telegram", [b"{}"], now, keep=False)
        messages.add(tx, vault, made[0].id, who=who, text=text, now=now, outbox=seq)
    case_links.decide(tx, made[0].id, made[3].id, "same-event", who="robin", now=now)
    unanswered.add(tx, vault, step="vormen", text="mag mijn hond mee?", now=now)
    return [one.reference for one in made]


async def window(chromium: Browser, office: Office, width: int, scheme: str, *, inside: bool = True) -> Page:
    """A window, with Robin logged in or nobody."""
    page, _ = await visitor(chromium, width=width, height=800, color_scheme=scheme)
    if inside:
        await page.context.add_cookies([{"name": "hb-staff", "value": office.cookie, "url": office.url}])
    return page


async def looked_at(page: Page) -> None:
    """Everything that folds is open, and axe finds nothing."""
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    await no_barriers(page)
    await page.context.close()


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("route", [one for one in PAGES if not one.post], ids=lambda one: one.path)
async def test_every_address_is_for_everybody(
    chromium: Browser, office: Office, route: Route, width: int, scheme: str
) -> None:
    """Each page of the table, with all that can be on it, has no barrier; what is no page is listed."""
    page = await window(chromium, office, width, scheme, inside=route.path != "/login")
    answer = await page.request.get(office.address(route.path))
    assert answer.status == 200
    no_page = route.path in DATA or route.quiet
    assert ("text/html" not in answer.headers["content-type"]) == no_page
    if not no_page:
        await page.goto(office.address(route.path))
        await looked_at(page)


FORMS: dict[str, Callable[[Office], Form]] = {
    "codes.html": lambda office: (
        "/me/second-factor",
        {"seed": SEED, "password": PASSWORD, "code": pyotp.TOTP(SEED).at(office.house.clock())},
    ),
    "conflict.html": lambda office: (f"/cases/{office.cases[3]}/claim", {"version": "1"}),
    "erased.html": lambda office: ("/find", {"for": office.proof}),
    "expired.html": lambda _: ("/logout", {"token": "van een ander"}),
    "found.html": lambda _: ("/find", {"for": "06 1234 5678"}),
    "print.html": lambda office: (f"/cases/{office.cases[0]}/export", {"why": "mediator", "form": "print"}),
    "script_conflict.html": lambda _: ("/scripts/discard", {"version": "7"}),
    "unfound.html": lambda _: ("/find", {"for": "HB-2222-2222"}),
}
"""Templates that only a form leads to: where to send what."""

OTHERWISE = {"missing.html": "/nergens", "try_gone.html": "/try/verlopen", "code.html": "/login"}
"""And those of which the address is nowhere (any more), or which come before one is in."""


async def test_every_template_is_looked_at() -> None:
    """A template is reached by an address, by a form of the list, or is a part of others (its name begins with _)."""
    shown = {path.name for path in TEMPLATES.glob("*.html") if not path.name.startswith("_")} - {"base.html"}
    by_address = {
        "answer.html", "answer_new.html", "answers.html", "audit.html", "case.html", "figures.html", "login.html",
        "me.html", "poster.html", "posters.html", "questions.html", "queue.html", "recognition.html",
        "script_file.html", "script_history.html", "script_insight.html", "script_languages.html", "script_list.html", "script_preview.html",
        "script_publish.html", "script_rehearsals.html", "script_step.html", "scripts.html", "team.html", "try.html",
    }  # fmt: skip
    assert shown == by_address | set(FORMS) | set(OTHERWISE)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("template", FORMS)
async def test_what_a_form_leads_to_is_for_everybody(
    chromium: Browser, office: Office, template: str, width: int, scheme: str
) -> None:
    """Answers to forms, trouble included, have no barrier either."""
    page = await window(chromium, office, width, scheme)
    await page.goto(f"{office.url}/")
    await sent(page, office, *FORMS[template](office))
    await looked_at(page)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
async def test_the_door_and_nowhere_are_for_everybody(
    chromium: Browser, office: Office, width: int, scheme: str
) -> None:
    """Asked for the code of the second factor, and an address that does not exist."""
    page = await window(chromium, office, width, scheme, inside=False)
    await page.goto(f"{office.url}/login")
    await page.get_by_label("Naam").fill("kim")
    await page.get_by_label("Wachtwoord").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await page.get_by_label("Code uit de app").wait_for()
    await looked_at(page)
    for path in (OTHERWISE["missing.html"], OTHERWISE["try_gone.html"]):
        page = await window(chromium, office, width, scheme)
        await page.goto(f"{office.url}{path}")
        await looked_at(page)


async def sent(page: Page, office: Office, path: str, fields: dict[str, str]) -> None:
    """Send a form as the page itself would, with its token unless another is given."""
    async with page.expect_navigation():
        await page.evaluate(
            """([action, fields]) => {
              const form = document.createElement("form");
              const token = document.querySelector("input[name=token]").value;
              form.method = "post"; form.action = action;
              for (const [name, value] of Object.entries({ token, ...fields })) {
                const field = document.createElement("input");
                field.type = "hidden"; field.name = name; field.value = value; form.append(field);
              }
              document.body.append(form); form.submit();
            }""",
            [f"{office.url}{path}", fields],
        )
