"""Questions in one's own words find their topic; what is not about us finds none."""

from __future__ import annotations

import pytest

from bot.engine.topics import OFF_TOPIC, Bars, Topic, TopicMatcher, topic_of

TOPICS = (
    Topic(
        id="kosten",
        question="Wat kost het?",
        examples=("is het gratis", "moet ik betalen", "hoeveel euro", "wat zijn de kosten", "betaal ik iets"),
    ),
    Topic(
        id="pauze",
        question="Kan ik een pauze nemen?",
        examples=("even stoppen en later verder", "mag ik een time-out", "kan het stil liggen", "ik wil even rust"),
    ),
    Topic(
        id="brief",
        question="Hoe werkt een brief?",
        examples=("kan ik een brief schrijven", "ik wil iets op papier zetten", "helpt iemand met mijn brief"),
    ),
)
OFF_TOPIC_TEXTS = (
    "hoe laat gaat de trein",
    "wat is het weer morgen",
    "wie wint de wedstrijd",
    "ik heb een brief van de belasting",
)
LEXICON = {"geld": ["geld", "euro*", "doekoe", "kost*", "betal*", "gratis"]}


@pytest.fixture(scope="module")
def matcher() -> TopicMatcher:
    """A matcher of three topics."""
    return TopicMatcher.train(TOPICS, OFF_TOPIC_TEXTS, LEXICON)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("wat zijn de kosten dan", "kosten"),
        ("moet ik ook betaln", "kosten"),
        ("Kan ik een PAUZE nemen???", "pauze"),
        ("kheb een brief kan ik die schrijven", "brief"),
    ],
)
def test_the_meant_topic_comes_first(matcher: TopicMatcher, text: str, topic: str) -> None:
    """Capitals, slips and other endings do not hide the topic that is meant."""
    assert matcher.match(text).candidates[0].topic == topic


def test_a_word_no_example_has_is_reached_through_the_lexicon(matcher: TopicMatcher) -> None:
    """A concept word is understood although nobody used it in an example, and is named as the reason."""
    candidate = matcher.match("hoeveel doekoe").candidates[0]
    assert candidate.topic == "kosten"
    assert "doekoe" in candidate.because


def test_what_is_learnt_as_off_topic_is_not_answered(matcher: TopicMatcher) -> None:
    """A message like those that are not about us gets no answer at once."""
    assert all(matcher.match(text).outcome != "answered" for text in OFF_TOPIC_TEXTS)


@pytest.mark.parametrize("text", ["", "   ", "???", "🙂", "漢字"])
def test_nothing_readable_matches_nothing(matcher: TopicMatcher, text: str) -> None:
    """A message without words the matcher knows has no candidates."""
    match = matcher.match(text)
    assert match.outcome == "none"
    assert match.candidates == ()


def test_an_offer_is_two_or_three_and_an_answer_one(matcher: TopicMatcher) -> None:
    """Outcomes carry as many candidates as they promise, best first."""
    for text in ("kosten", "brief of pauze", "mag ik", "wat kost een brief", "is het gratis", "de trein"):
        match = matcher.match(text)
        scores = [candidate.score for candidate in match.candidates]
        assert len(scores) in {"answered": (1,), "offered": (2, 3), "none": (0,)}[match.outcome]
        assert scores == sorted(scores, reverse=True)


def test_training_again_gives_the_same_answers(matcher: TopicMatcher) -> None:
    """The same texts always give the same matcher."""
    again = TopicMatcher.train(TOPICS, OFF_TOPIC_TEXTS, LEXICON)
    for text in ("wat kost een brief", "even rust", "de trein"):
        assert again.match(text) == matcher.match(text)


def test_what_was_learnt_can_be_kept_as_bytes(matcher: TopicMatcher) -> None:
    """A matcher kept as bytes recognises the same, for the same reasons, without learning again."""
    again = TopicMatcher.from_bytes(matcher.to_bytes(), TOPICS, LEXICON)
    for text in ("wat kost een brief", "hoeveel doekoe", "even rust", "de trein", ""):
        kept, fresh = again.match(text), matcher.match(text)
        assert kept.outcome == fresh.outcome
        assert [(one.topic, one.because) for one in kept.candidates] == [
            (one.topic, one.because) for one in fresh.candidates
        ]


def test_a_referrers_question_is_likelier_from_a_referrer() -> None:
    """The role is weighed when it is known, and does not matter to other topics' order."""
    topics = (*TOPICS, Topic(id="verwijzen", question="Hoe meld ik mijn client aan?", examples=(), audience="referrer"))
    trained = TopicMatcher.train(topics, OFF_TOPIC_TEXTS, LEXICON)
    chances = [
        dict(trained.ranking("hoe meld ik aan", role=role))["verwijzen"] for role in ("verwijzer", None, "dader")
    ]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > chances[2]


def test_the_ranking_names_every_topic_once(matcher: TopicMatcher) -> None:
    """All topics and the class of foreign messages are ranked, with chances that sum to one."""
    ranking = matcher.ranking("wat kost een brief")
    assert {name for name, _ in ranking} == {OFF_TOPIC, *(topic.id for topic in TOPICS)}
    assert sum(chance for _, chance in ranking) == pytest.approx(1, abs=1e-5)


def test_the_parsed_file_of_foreign_messages_is_taken_as_it_is(matcher: TopicMatcher) -> None:
    """The mapping of geen.yaml teaches the same as the list inside it."""
    again = TopicMatcher.train(TOPICS, {"off_topic": list(OFF_TOPIC_TEXTS)}, LEXICON)
    assert again.match("hoe laat gaat de trein") == matcher.match("hoe laat gaat de trein")


def test_bars_prefer_an_offer_to_a_wrong_answer() -> None:
    """Sure: answered; certainly foreign: nothing; everything between is offered."""
    bars = Bars(sure=0.7, foreign=0.9)
    assert bars.outcome(0.7, 0.0) == "answered"
    assert bars.outcome(0.05, 0.9) == "none"
    assert bars.outcome(0.69, 0.3) == bars.outcome(0.1, 0.89) == "offered"


def test_a_topic_is_read_from_parsed_yaml() -> None:
    """The mapping of a topic file becomes the topic that matching needs."""
    data = {"id": "kosten", "question": "Wat kost het?", "examples": ["gratis?"], "audience": "all", "say": []}
    assert topic_of(data) == Topic(id="kosten", question="Wat kost het?", examples=("gratis?",), audience="all")
