from __future__ import annotations

import asyncio
import json

import pytest

from bot.channels import Button, Inbound, Outbound
from bot.channels.webchat_pages import NOTES
from bot.channels.webchat_throttle import Manners, Rate
from tests.channels.desk import KNOWN_CODE, WELCOME
from tests.channels.visitor import LEAVE, Chat, bubbles, nonce, words


async def test_a_whole_conversation_without_script() -> None:
    """Every step is a form that leads back to the same page, which already holds the answer."""
    chat = Chat()
    visitor = chat.visitor()
    page = await visitor.page("?bron=pi-dordrecht")
    assert 'name="source" value="pi-dordrecht"' in page
    assert bubbles(page) == []
    begun = await visitor.submits(do="begin", source="pi-dordrecht")
    assert (begun.status_code, begun.headers["location"]) == (303, "/")
    page = await visitor.page()
    assert bubbles(page)[-1] == ("bot", "Waar wil je mee beginnen?")
    pressed = await visitor.submits(do="say", id=nonce(page), press="a.2")
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/")
    page = await visitor.page()
    assert ("own", "Ik wil me aanmelden") in bubbles(page)
    assert "Vraag 4 van ongeveer 20" in page
    assert 'value="a.2"' not in page
    assert (await visitor.submits(do="say", id=nonce(page), text="Ik twijfel nog")).status_code == 303
    assert ("own", "Ik twijfel nog") in bubbles(await visitor.page())
    assert [(one.kind, one.text, one.press) for one in chat.desk.heard] == [
        ("text", "/start pi-dordrecht", ""),
        ("press", "", "a.2"),
        ("text", "Ik twijfel nog", ""),
    ]


async def test_an_answer_that_takes_long_is_not_waited_for_forever() -> None:
    """After about two seconds the page comes anyway, says that the answer is on its way, and looks again."""
    chat = Chat()
    visitor = chat.visitor()
    chat.desk.silent = True
    await visitor.submits(do="begin")
    assert 2.0 <= sum(chat.clock.pauses) < 2.2
    page = await visitor.page()
    assert "Het antwoord komt eraan" in page
    assert 'http-equiv="refresh"' in page
    assert "Welkom" not in words(page)


async def test_beginning_twice_is_beginning_once() -> None:
    """A browser that already holds a conversation goes on with it."""
    chat = Chat()
    visitor = await chat.visitor().begins()
    address = visitor.address
    await visitor.begins()
    await visitor.submits(do="begin")
    assert visitor.address == address
    assert len(chat.desk.accepted) == 1


async def test_an_unknown_conversation_is_never_begun_under_its_old_id() -> None:
    """Nobody can make somebody else begin under an id that they chose; erased conversations begin anew."""
    visitor = Chat().visitor()
    visitor.browser.cookies["hb"] = "a" * 43
    response = await visitor.sends("/begin")
    assert response.cookies["hb"] != "a" * 43


async def test_the_tick_comes_after_storing_and_a_repeat_changes_nothing() -> None:
    """While it cannot be stored there is no tick; the page tries again with the same id, and it is said once."""
    chat = Chat()
    visitor = await chat.visitor().begins()
    chat.desk.failures = 1
    refused = await visitor.sends(text="Hallo")
    assert refused.status_code == 503
    assert refused.json() == {"error": NOTES["not-stored"]}
    for _ in range(3):
        assert (await visitor.sends(text="Hallo")).json() == {"ok": True, "fresh": False}
    assert [one.text for one in chat.desk.heard] == ["/start", "Hallo"]


async def test_a_form_that_could_not_be_stored_keeps_the_words() -> None:
    """Without script the text is still in the field when storing failed."""
    chat = Chat()
    visitor = chat.visitor()
    await visitor.submits(do="begin")
    chat.desk.failures = 1
    response = await visitor.submits(do="say", id="abcdefgh", text="Dit was moeilijk om te typen")
    assert response.status_code == 503
    assert ">Dit was moeilijk om te typen</textarea>" in response.text
    assert NOTES["not-stored"] in words(response.text)


async def test_a_text_that_is_too_long_is_kindly_refused_and_kept() -> None:
    """Both with and without script; nothing of it is stored."""
    chat = Chat()
    visitor = await chat.visitor().begins()
    text = "woord " * 800
    response = await visitor.submits(do="say", id="abcdefgh", text=text)
    assert response.status_code == 413
    assert text in response.text
    scripted = await visitor.sends(text="a" * 4001)
    assert (scripted.status_code, scripted.json()) == (413, {"error": NOTES["too-long"]})
    assert (await visitor.sends(text="a" * 20_000)).status_code == 413
    assert len(chat.desk.accepted) == 1
    assert (await visitor.sends(text="😀" * 4000)).status_code == 200


async def test_typing_without_a_conversation_begins_one() -> None:
    """Who left in another tab and types here is not sent away: the words begin a new conversation."""
    chat = Chat()
    visitor = chat.visitor()
    response = await visitor.sends(text="Ik wil iets vragen")
    assert response.json() == {"ok": True, "fresh": True}
    assert chat.desk.heard == [Inbound(kind="text", text="Ik wil iets vragen", ref="abcdefgh", language="nl")]
    assert ("own", "Ik wil iets vragen") in bubbles(await visitor.page())


async def test_a_flood_is_stopped_before_anything_is_stored() -> None:
    """Sixty at once, then two a second; the rest is kindly refused and leaves no trace."""
    chat = Chat()
    visitor = await chat.visitor().begins()
    answers = [(await visitor.sends(id=f"bericht{number}", text="hoi")) for number in range(65)]
    assert [one.status_code for one in answers] == [200] * 60 + [429] * 5
    assert answers[-1].json() == {"error": NOTES["flood"]}
    assert answers[-1].headers["retry-after"] == "1"
    assert len(chat.desk.accepted) == 61
    form = await visitor.submits(do="say", id="abcdefgh", text="rustig")
    assert form.status_code == 429
    assert ">rustig</textarea>" in form.text
    assert (await (await chat.visitor().begins()).sends(text="hoi")).status_code == 200
    chat.clock.time += 0.5
    assert (await visitor.sends(text="hoi")).status_code == 200


async def test_beginning_is_bounded_per_network_and_overall() -> None:
    """One network cannot begin endlessly, all together neither; a proxy in front of us is not one network."""
    manners = Manners(begin_each=Rate(burst=2, every=60.0), begin_all=Rate(burst=5, every=60.0))
    chat = Chat(manners=manners)
    one = [(await chat.visitor().sends("/begin")).status_code for _ in range(3)]
    assert one == [200, 200, 429]
    others = [(await chat.visitor(client="127.0.0.1").sends("/begin")).status_code for _ in range(4)]
    assert others == [200, 200, 200, 429]
    assert len(chat.desk.accepted) == 5


async def test_a_code_brings_the_conversation_back_on_another_device() -> None:
    """Who typed the code on another device sees everything that was said and goes on there."""
    chat = Chat()
    first = await chat.visitor().begins()
    chat.desk.codes[KNOWN_CODE] = first.address
    second = chat.visitor()
    response = await second.submits(do="return", code="1234 5678 9012 3452")
    assert (response.status_code, response.headers["location"]) == (303, "/")
    assert bubbles(await second.page())[-1][1] == WELCOME[-1].text
    assert second.address == first.address
    assert (await chat.visitor().sends("/return", code=KNOWN_CODE)).json() == {"ok": True}


async def test_an_unknown_code_and_a_mistyped_one_look_the_same() -> None:
    """Same words, same status, same time; the time of a right code is no different either."""
    chat = Chat()
    chat.desk.codes[KNOWN_CODE] = "a" * 43
    pages, waits = set(), set()
    for code in ("1234567890123460", "12", "", "geen cijfers", "9" * 500):
        visitor = chat.visitor()
        before = chat.clock.time
        response = await visitor.submits(do="return", code=code)
        waits.add(chat.clock.time - before)
        pages.add((response.status_code, words(response.text)))
        assert "hb" not in visitor.browser.cookies
    before = chat.clock.time
    await chat.visitor().submits(do="return", code=KNOWN_CODE)
    waits.add(chat.clock.time - before)
    assert len(pages) == 1
    assert waits == {0.5}
    ((status, text),) = pages
    assert status == 404
    assert NOTES["code-unknown"] in text


async def test_codes_cannot_be_guessed() -> None:
    """A few tries per network and a bounded number overall; beyond that even a right code is not looked at."""
    chat = Chat(manners=Manners(come_back_takes=0.0))
    chat.desk.codes[KNOWN_CODE] = "a" * 43
    visitor = chat.visitor()
    tries = [(await visitor.submits(do="return", code="1")).status_code for _ in range(8)]
    assert tries == [404] * 8
    refused = await visitor.submits(do="return", code=KNOWN_CODE)
    assert refused.status_code == 429
    assert NOTES["code-busy"] in words(refused.text)
    spread = [
        (await chat.visitor(client=f"203.0.113.{number}").submits(do="return", code="1")).status_code
        for number in range(100, 160)
    ]
    assert spread.count(404) == 52
    assert spread[-1] == 429


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_leaving_takes_the_conversation_from_the_browser(method: str) -> None:
    """The cookie goes, the browser is told to clear, and a link leads to the neutral page; the page is empty again."""
    visitor = await Chat(secure=True).visitor().begins()
    response = await visitor.browser.request(method, "/weg")
    assert response.status_code == (303 if method == "GET" else 204)
    assert response.headers.get("location") == (LEAVE if method == "GET" else None)
    assert response.headers["clear-site-data"] == '"cookies", "storage", "cache"'
    assert "__Host-hb" not in visitor.browser.cookies
    assert bubbles(await visitor.page()) == []


async def test_another_site_cannot_end_a_conversation() -> None:
    """A link or picture elsewhere that points at the way out takes nothing away."""
    visitor = await Chat().visitor().begins()
    response = await visitor.browser.get("/weg", headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 303
    assert "clear-site-data" not in response.headers
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("path", ["/", "/begin", "/say", "/return"])
@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://anders.test"}])
async def test_posts_from_elsewhere_are_refused(path: str, headers: dict[str, str]) -> None:
    """Whatever another site makes a browser post here, nothing of it is taken."""
    chat = Chat()
    visitor = chat.visitor(headers=headers)
    for response in (
        await visitor.browser.post(path, json={"id": "abcdefgh", "text": "hoi"}),
        await visitor.browser.post(path, data={"do": "begin", "id": "abcdefgh", "text": "hoi"}),
    ):
        assert response.status_code == 403
        assert "set-cookie" not in response.headers
    assert chat.desk.accepted == {}


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[1]", "application/json", 400),
        (b"[" * 9000, "application/json", 400),
        (b'{"id": 3, "text": ["a"]}', "application/json", 400),
        (b"tekst", "text/plain", 415),
        (b"do=iets", "application/x-www-form-urlencoded", 400),
        (b"kapot", "multipart/form-data", 400),
        (b"&".join(b"a=1" for _ in range(50)), "application/x-www-form-urlencoded", 400),
        (b'{"id": "abcdefgh", "text": "\\ud800"}', "application/json", 200),
        (b'{"id": "abcdefgh", "press": "\\ud800\\u0000"}', "application/json", 200),
    ],
)
async def test_odd_requests_are_answered(content: bytes, kind: str, status: int) -> None:
    """Nothing that can be posted brings the service down."""
    visitor = await Chat().visitor().begins()
    path = "/say" if kind == "application/json" else "/"
    response = await visitor.browser.post(path, content=content, headers={"content-type": kind})
    assert response.status_code == status


async def test_messages_after_a_number() -> None:
    """A page whose stream does not come through asks for what is new, and hears whether an answer is on its way."""
    chat = Chat()
    visitor = await chat.visitor().begins()
    everything = (await visitor.browser.get("/messages")).json()
    assert [line["kind"] for line in everything["lines"]] == ["message"] * 3
    assert everything["answered"] is True
    last = everything["lines"][-1]["seq"]
    assert (await visitor.browser.get(f"/messages?after={last}")).json()["lines"] == []
    chat.desk.silent = True
    await visitor.sends(text="hoi")
    assert (await visitor.browser.get(f"/messages?after={last}")).json() == {"lines": [], "answered": False}
    assert (await chat.visitor().browser.get("/messages")).json() == {"lines": [], "answered": True}


async def test_the_stream_goes_on_where_the_page_was() -> None:
    """Lines come with their numbers from the last one the browser names, and a goodbye ends it."""
    chat = Chat()
    visitor = await chat.visitor().begins()
    chat.desk.looked.clear()
    (first, _), *rest = chat.desk.lines[visitor.address]
    reading = asyncio.create_task(visitor.browser.get("/events?after=0", headers={"last-event-id": str(first)}))
    await chat.desk.looked.wait()
    await chat.desk.say(visitor.address, Outbound(text="Nog iets"))
    chat.web.close()
    response = await reading
    assert response.headers["content-type"].startswith("text/event-stream")
    numbers = [int(one.removeprefix("id: ")) for one in response.text.split("\n") if one.startswith("id: ")]
    assert numbers[: len(rest)] == [seq for seq, _ in rest]
    assert response.text.endswith("event: bye\ndata: {}\n\n")


async def test_no_stream_without_a_conversation_or_room() -> None:
    """A browser with nothing to follow, or with too many pages open, is told to ask instead."""
    chat = Chat(manners=Manners(streams_each=0))
    assert (await chat.visitor().browser.get("/events")).status_code == 204
    visitor = await chat.visitor().begins()
    assert (await visitor.browser.get("/events")).status_code == 204


async def test_asking_only_for_the_headers_of_the_stream_opens_none() -> None:
    """HEAD gets an answer that ends, and takes nobody's room."""
    chat = Chat()
    visitor = chat.visitor()
    await visitor.begins()
    answer = await visitor.browser.head("/events")

    assert answer.status_code == 204


async def test_nobody_reads_anothers_conversation() -> None:
    """Without the cookie there is nothing to see, whatever number or address is in the question."""
    chat = Chat()
    owner = await chat.visitor().begins()
    await owner.sends(text="Mijn geheim")
    other = chat.visitor()
    for path in ("/", f"/?address={owner.address}", "/messages?after=0", f"/messages?address={owner.address}"):
        assert "Mijn geheim" not in (await other.browser.get(path)).text


async def test_what_was_typed_is_shown_harmlessly_with_script_too() -> None:
    """Markup that somebody types travels as words in JSON, never as a page."""
    chat = Chat()
    visitor = await chat.visitor().begins()
    evil = "<script>alert(1)</script>"
    await visitor.sends(text=evil)
    await chat.desk.say(visitor.address, Outbound(text=evil, buttons=((Button(label=evil, data="x"),),)))
    response = await visitor.browser.get("/messages")
    assert response.headers["content-type"] == "application/json"
    assert json.loads(response.text)["lines"][-1]["paragraphs"] == [[[evil, False, ""]]]
    assert evil not in await visitor.page()


async def test_identifying_words_are_gone_from_the_page() -> None:
    """What was masked is masked on the page, and the removal carries the id of the visitor's own bubble."""
    chat = Chat()
    visitor = await chat.visitor().begins()
    await visitor.sends(id="bericht-7", text="111222333")
    lines = (await visitor.browser.get("/messages")).json()["lines"]
    assert {"kind": "remove", "ref": "bericht-7"}.items() <= next(
        one for one in lines if one["kind"] == "remove"
    ).items()
    page = await visitor.page()
    assert "111222333" not in page
    assert ("own", "[weggehaald]") in bubbles(page)


async def test_a_conversation_begins_in_the_language_of_the_browser_or_the_one_chosen() -> None:
    """What the browser likes best is handed over with the first words; a choice on the page goes before it."""
    chat = Chat()
    headers = {"sec-fetch-site": "same-origin", "accept-language": "en-GB,en;q=0.9,nl;q=0.5"}
    english = chat.visitor(headers=headers)
    assert '<html lang="en"' in await english.page()
    await english.sends("/begin")
    chosen = chat.visitor(headers=headers)
    assert "Bent u er nog?" in await chosen.page("?taal=nl-formal")
    await chosen.submits(do="begin", language="nl-formal")
    typing = chat.visitor(headers=headers)
    await typing.sends(id="m" * 16, text="hello", language="<nl>")
    assert [one.language for one in chat.desk.heard] == ["en", "nl-formal", "en"]


async def test_a_refusal_is_told_in_the_language_of_the_conversation() -> None:
    """To the page's script as well as on the page."""
    chat = Chat()
    visitor = await chat.visitor().begins()
    chat.desk.lines[visitor.address].append((90, Outbound(text="Hello", language="en")))
    refused = await visitor.sends(id="m" * 16, text="x" * 5000)
    assert refused.json()["error"].startswith("Your message is too long")


async def test_a_copy_of_the_cookie_is_worth_nothing_after_leaving() -> None:
    """Leaving ends it on our side: with the old cookie nothing is read, and what is said begins another conversation."""
    chat = Chat()
    visitor = await chat.visitor().begins()
    stolen = visitor.address
    assert (await visitor.sends("/weg")).status_code == 204
    thief = chat.visitor()
    thief.browser.cookies.set("hb", stolen, domain="gesprek.test", path="/")
    assert bubbles(await thief.page()) == []
    assert (await thief.browser.get("/messages")).json()["lines"] == []
    assert (await thief.browser.get("/events")).status_code == 204
    await thief.sends(text="Dag")
    assert thief.address != stolen
    assert {raw.address for raw in chat.desk.accepted.values()} == {stolen, thief.address}


async def test_leaving_works_when_the_house_fails() -> None:
    """Whatever is wrong with us, the browser forgets and goes elsewhere."""
    chat = Chat()
    visitor = await chat.visitor().begins()

    async def fails(_token: str) -> None:
        raise OSError("the disk is full")

    chat.desk.close = fails  # type: ignore[assignment]
    answer = await visitor.browser.get("/weg")
    assert answer.headers["location"] == LEAVE
    assert "hb" not in visitor.browser.cookies


async def test_another_site_cannot_end_it() -> None:
    """A link or form elsewhere that leads to leaving takes nothing away."""
    chat = Chat()
    visitor = await chat.visitor().begins()
    await visitor.browser.get("/weg", headers={"sec-fetch-site": "cross-site"})
    assert chat.desk.ended == set()
