from __future__ import annotations

import copy
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import Inbound
from bot.channels import telegram_updates as updates

ANNA: dict[str, Any] = {"id": 5, "is_bot": False, "first_name": "Anna", "language_code": "nl"}
PRIVATE: dict[str, Any] = {"id": 5, "type": "private", "first_name": "Anna"}
GROUP: dict[str, Any] = {"id": -100, "type": "supergroup", "title": "Buurt"}


def message(number: int = 1, **content: Any) -> dict[str, Any]:
    """An update with a message."""
    body = {"message_id": 9, "from": ANNA, "chat": PRIVATE, "date": 1_700_000_000, **content}
    return {"update_id": number, "message": body}


def press(number: int = 1, **content: Any) -> dict[str, Any]:
    """An update with a button press."""
    shown = {"message_id": 8, "chat": PRIVATE, "date": 1, "text": "Wil je dat?"}
    query = {"id": "77", "from": ANNA, "chat_instance": "1", "data": "n.0", "message": shown, **content}
    return {"update_id": number, "callback_query": query}


def member(status: str, chat: dict[str, Any] = PRIVATE) -> dict[str, Any]:
    """An update about the bot's membership."""
    body = {"chat": chat, "from": ANNA, "date": 1, "new_chat_member": {"status": status}}
    return {"update_id": 1, "my_chat_member": body}


def read(update: object) -> Inbound:
    """The update as the channel reads it."""
    return updates.read(json.dumps(update).encode())


SAMPLES = [
    message(text="Hallo"),
    message(photo=[{"file_id": "x"}], caption="kijk"),
    {"update_id": 1, "edited_message": message(text="Hoi", edit_date=1_700_000_001)["message"]},
    press(),
    press(message={**press()["callback_query"]["message"], "entities": [{"type": "bold", "offset": 0, "length": 3}]}),
    member("kicked"),
    message(text="hoi", chat=GROUP),
    member("member", GROUP),
]


@pytest.mark.parametrize(
    ("update", "kind", "text"),
    [
        (message(text="Hallo"), "text", "Hallo"),
        (message(text="/start pi-dordrecht"), "text", "/start pi-dordrecht"),
        (message(photo=[{}], caption="kijk"), "media", "kijk"),
        (message(document={}), "media", ""),
        (message(video_note={}), "media", ""),
        (message(voice={}), "voice", ""),
        (message(sticker={}), "sticker", ""),
        (message(contact={"phone_number": "06"}), "contact", ""),
        (message(location={}), "location", ""),
        (message(venue={}, location={}), "location", ""),
        (message(poll={}), "media", ""),
        (message(pinned_message={}), "other", ""),
        ({"update_id": 1, "edited_message": message(text="Hoi")["message"]}, "edited", "Hoi"),
        ({"update_id": 1, "edited_message": message(location={})["message"]}, "other", ""),
        (member("kicked"), "left", ""),
        (member("member"), "other", ""),
        ({"update_id": 1, "poll": {}}, "other", ""),
        ({"update_id": 1}, "other", ""),
    ],
)
def test_each_kind_is_read_for_what_it_is(update: dict[str, Any], kind: str, text: str) -> None:
    """Text, edits, media of every kind, blocking and whatever is new to us each become their kind of inbound."""
    inbound = read(update)
    assert (inbound.kind, inbound.text) == (kind, text)


def test_a_press_knows_the_message_it_was_under() -> None:
    """A press carries its data, and a reference with the message's words and styles so that the choice can be shown."""
    inbound = read(SAMPLES[4])
    assert (inbound.kind, inbound.press, inbound.language) == ("press", "n.0", "nl")
    assert json.loads(inbound.ref or "") == {
        "ids": [8],
        "text": "Wil je dat?",
        "entities": [{"type": "bold", "offset": 0, "length": 3}],
    }


def test_a_press_under_a_message_that_is_no_longer_accessible_still_counts() -> None:
    """Of an old message Telegram tells only its id; the press is read all the same."""
    inbound = read(press(message={"message_id": 8, "chat": PRIVATE, "date": 0}))
    assert (inbound.press, inbound.ref) == ("n.0", '{"ids":[8]}')


def test_a_message_can_be_referred_to() -> None:
    """The reference of what somebody typed names the message, so that identifying data can leave the chat."""
    assert read(message(text="Mijn BSN is")).ref == '{"ids":[9],"own":true}'


def test_text_from_outside_is_cleaned() -> None:
    """A lone surrogate or a NUL in a message cannot reach the store or an encoder."""
    assert read(message(text="a\ud800\x00b")).text == "a\ufffdb"


@pytest.mark.parametrize(
    "payload", [b"", b"{", b"[]", b"null", b"1", b"\xff\xfe", b"[" * 100_000, b'"' + b"x" * 9, b"9" * 5000]
)
def test_what_is_no_update_is_a_value_error_without_content(payload: bytes) -> None:
    """Garbage is refused with one class of error whose text quotes nothing."""
    with pytest.raises(ValueError, match=r"^not ") as refused:
        updates.read(payload)
    assert refused.value.__cause__ is None
    assert str(refused.value) in {"not JSON", "not an update"}


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to every value in a nested one."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, one in inside for place in places(one, (*path, key)))]


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A real update in which some places hold junk, or hold nothing."""
    update: Any = copy.deepcopy(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places(update)))
        if not path:
            return draw(JUNK)
        holder = update
        for key in path[:-1]:
            holder = holder[key]
        if isinstance(holder, dict) and draw(st.booleans()):
            del holder[path[-1]]
        else:
            holder[path[-1]] = draw(JUNK)
    return update


@given(update=mutated())
def test_a_mutated_update_is_read_or_refused_and_nothing_else(update: Any) -> None:
    """Whatever is wrong with an update: reading gives an inbound or a ValueError, and storing always works."""
    raw = updates.raw(update, bot_id=1, staff={-100})
    assert raw.address is None or raw.address.lstrip("-").isdecimal()
    raw.external_id.encode()
    updates.chores(update, staff=set())
    updates.moved(update)
    try:
        inbound = updates.read(raw.payload)
    except ValueError:
        return
    inbound.text.encode()
    inbound.press.encode()
    assert inbound.ref is None or json.loads(inbound.ref)["ids"]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(payload: bytes) -> None:
    """Bytes of no meaning are refused as ValueError; a webhook turns them into one dead letter."""
    assert len(updates.webhook_batch(payload, bot_id=1)) == 1
    with suppress(ValueError):
        updates.read(payload)


def test_the_address_is_the_private_chat() -> None:
    """Messages, presses and blocking in a private chat are addressed to that chat."""
    for update in (message(text="a"), press(), member("kicked")):
        assert updates.raw(update, bot_id=1).address == "5"


def test_nothing_of_a_strangers_group_is_kept() -> None:
    """What is said in a group gets no address and its words never reach the mailbox."""
    raw = updates.raw(message(7, text="groepsgeheim", chat=GROUP), bot_id=1, staff={-200})
    assert raw.address is None
    assert json.loads(raw.payload) == {"update_id": 7}


def test_presses_in_the_staff_group_come_through_with_who_pressed() -> None:
    """A colleague's press is addressed to the group and names the colleague; talk in the group stays out."""
    pressed = updates.raw(press(message={"message_id": 8, "chat": GROUP, "date": 1}), bot_id=1, staff={-100})
    assert pressed.address == "-100"
    read = updates.read(pressed.payload)
    assert (read.kind, read.colleague, read.query) == ("press", "5", "77")
    assert updates.chores(press(message={"message_id": 8, "chat": GROUP, "date": 1}), staff={-100}).acknowledge is None
    assert updates.raw(message(text="koffie?", chat=GROUP), bot_id=1, staff={-100}).address is None


def test_an_update_has_the_same_external_id_every_time_and_no_other_has() -> None:
    """Delivered again it is recognised; with the number of an old update but other content it is not taken for that."""
    first = updates.raw(message(5, text="a"), bot_id=1).external_id
    assert updates.raw(message(5, text="a"), bot_id=1).external_id == first
    later = [
        updates.raw(message(5, text="a", date=1_800_000_000), bot_id=1),
        updates.raw(message(5, text="a"), bot_id=2),
        updates.raw(message(6, text="a"), bot_id=1),
        updates.raw(press(5), bot_id=1),
        updates.raw(press(5, id="78"), bot_id=1),
    ]
    assert len({first, *(one.external_id for one in later)}) == 6


def test_the_external_id_says_nothing_about_the_person() -> None:
    """The id that the mailbox keeps in the clear holds no chat id, user id or query id."""
    external_id = updates.raw(message(3, chat={**PRIVATE, "id": 987654321}), bot_id=1).external_id
    assert "987654321" not in external_id


def test_the_next_offset_follows_the_latest_batch() -> None:
    """Last id plus one, even when the ids have started again lower; an empty batch changes nothing."""
    assert updates.next_offset([message(900), message(901)], None) == 902
    assert updates.next_offset([message(4), message(5)], 902) == 6
    assert updates.next_offset([], 902) == 902
    assert updates.next_offset([message(3), {"update_id": "x"}, 7], 1) == 4


def test_chores_are_leaving_groups_and_acknowledging_presses() -> None:
    """A press is acknowledged; a group that is not the staff's is left, unless the bot is out already."""
    assert updates.chores(press()) == updates.Chores(acknowledge="77")
    assert updates.chores(message(text="a", chat=GROUP)) == updates.Chores(leave=-100)
    assert updates.chores(member("member", GROUP)) == updates.Chores(leave=-100)
    assert updates.chores(member("kicked", GROUP)) == updates.Chores()
    assert updates.chores(message(text="a", chat=GROUP), staff={-100}) == updates.Chores()
    assert updates.chores(message(text="a")) == updates.Chores()


def test_a_group_that_becomes_a_supergroup_is_noticed() -> None:
    """Both messages that Telegram sends about it tell the old and the new id."""
    assert updates.moved(message(chat={"id": -7, "type": "group"}, migrate_to_chat_id=-100)) == (-7, -100)
    assert updates.moved(message(chat=GROUP, migrate_from_chat_id=-7)) == (-7, -100)
    assert updates.moved(message(text="a")) is None


@pytest.mark.parametrize(
    ("given", "secret", "right"),
    [
        ("geheim", "geheim", True),
        ("fout", "geheim", False),
        (None, "geheim", False),
        ("", "", False),
        ("é\ud800", "geheim", False),
    ],
)
def test_a_webhook_call_must_know_the_secret(given: str | None, secret: str, right: bool) -> None:
    """Only the exact secret opens the door, and without a secret there is no door."""
    assert updates.secret_matches(given, secret) is right
