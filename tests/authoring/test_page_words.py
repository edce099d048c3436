from __future__ import annotations

from bot.authoring.page_words import collected


def test_marked_texts_are_collected_from_every_kind_of_file() -> None:
    """Templates, scripts and modules, each with its own mark; the same text once, at its first place; the rest is left."""
    found = collected(
        {
            "a.py": 'NOTE = {"x": mark("Eén"), "y": "niet"}\nother("ook niet")\n',
            "b.html": '<p>{{ _("Twee") }} los</p>\n<i title="{{ _("Drie")|upper }}">',
            "c.js": 'say(t("Vier")); say("niet"); t("Eén");\n',
        }
    )

    assert [(one.text, one.place.file) for one in found] == [
        ("Eén", "a.py"),
        ("Twee", "b.html"),
        ("Drie", "b.html"),
        ("Vier", "c.js"),
    ]
