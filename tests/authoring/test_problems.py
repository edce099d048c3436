from __future__ import annotations

from bot.authoring.problems import Place, Problem, did_you_mean, listed


def at(file: str, line: int = 1, column: int = 1, rule: str = "r") -> Problem:
    """A problem at a place."""
    return Problem(place=Place(file=file, line=line, column=column), rule=rule, message="m")


def test_a_problem_is_one_line_that_an_editor_can_jump_to() -> None:
    """File, line and column in front, as compilers write them, then the rule and what is wrong."""
    assert str(at("lists/x.yaml", 3, 14)) == "lists/x.yaml:3:14: r: m"


def test_problems_sort_as_one_reads() -> None:
    """By file, then from top to bottom by number (not by text: line 9 comes before line 10)."""
    ninth, tenth, further, other = at("a", 9), at("a", 10, 2), at("a", 10, 11), at("b", 1)

    assert sorted([other, further, tenth, ninth]) == [ninth, tenth, further, other]


def test_the_same_problem_found_twice_is_one() -> None:
    """Rules may come across the same mistake along several ways; it is told once."""
    assert len({at("a"), at("a"), at("a", rule="s")}) == 2


def test_only_what_looks_like_it_is_suggested() -> None:
    """The nearest known word, or nothing at all rather than a wild guess."""
    known = {"telefoon", "e-mail", "brief"}

    assert did_you_mean("telefon", known) == '; bedoelde je "telefoon"?'
    assert did_you_mean("postduif", known) == ""
    assert did_you_mean("telefoon", set()) == ""


def test_allowed_words_come_in_a_fixed_order() -> None:
    """A message about a set is the same at each run."""
    assert listed({"c", "a", "b"}) == "a, b, c"
