from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels import Button, Outbound
from bot.services.wire import pack, unpack

BUTTONS = st.builds(Button, label=st.text(min_size=1), data=st.text())
OUTBOUND = st.builds(
    Outbound,
    kind=st.sampled_from(["message", "chosen", "remove"]),
    text=st.text(),
    buttons=st.lists(st.lists(BUTTONS, min_size=1).map(tuple)).map(tuple),
    ref=st.none() | st.text(min_size=1),
    step=st.none() | st.text(min_size=1),
    progress=st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99)),
)


@given(OUTBOUND)
def test_what_is_packed_comes_out_the_same(outbound: Outbound) -> None:
    """Any message survives the mailbox unchanged."""
    assert unpack(pack(outbound)) == outbound
