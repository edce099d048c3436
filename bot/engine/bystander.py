"""Whether somebody writes about another person's danger rather than their own: then other words help.

Only chooses between two wordings that both begin with the right number, so a miss costs little. Read as written by
oneself unless the text clearly speaks of another.
"""

from __future__ import annotations

import re

from bot.engine.plain import plain

_PERSON = (
    r"client\w*|zoon\w*|dochter\w*|kind\w*|broer\w*|zus\w*|vriend\w*|moeder|vader|ma|pa|mama|papa|man|vrouw|partner|ex"
    r"|buur\w*|collega|celgenoot|maat|neef|nicht|oom|tante|opa|oma|kleinzoon|kleindochter|stiefzoon|stiefdochter"
    r"|schoonzoon|schoondochter|leerling|patient\w*|gedetineerde|jongen|meisje|bewoner\w*|pupil|mevrouw|meneer"
)
_ANOTHER = re.compile(
    rf"\b(?:mijn|me|mn|m n|onze|ons|een|de|het|zijn|haar|die|deze|my|our|a) (?:\w+ )?(?:{_PERSON})\b"
    r"|^(?:client|clienten|mevrouw|meneer|betrokkene)\b"
    r"|\b(?:hij|zij|ze|he|she) (?:wil|zegt|zei|heeft|denkt|gaf|geeft|vertelde|appte|belde|schreef|snijdt|wants|says|said)\b"
)
_SELF = re.compile(
    r"\bik (?:wil|ga|kan niet|maak|snij|doe|spring|heb net|denk|zou|hoef|ben|word|sla|steek|schiet|schud|zal|vermoord)\b"
    r"|\b(?:slaat|mishandelt|bedreigt|wurgt|schopt|stalkt|achtervolgt|doet) (?:mij|me|ons)\b|\bmezelf\b|\bi (?:want|am|will|just)\b"
)


def about_another(text: str) -> bool:
    """Whether the text reports on somebody else: "mijn zoon wil niet meer leven" does, "mijn man slaat mij" does not."""
    words = plain(text)
    return _ANOTHER.search(words) is not None and _SELF.search(words) is None
