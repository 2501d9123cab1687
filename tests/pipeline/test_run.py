"""What is known of a text is not sought again."""

from dataclasses import replace

from sidelight.extract import article_from_text
from sidelight.pipeline.run import annotate

TEXT = "The council of Eastmere voted on Monday to close the ferry line. “We cannot run empty boats,” said Mayor Jon Alder."


def test_known_annotations_are_taken_over_and_the_rest_is_made_from_them() -> None:
    article = article_from_text(TEXT)
    some = annotate(article, {"sentences", "names", "attributions", "voices"})
    nobody = replace(some, names=())
    whole = annotate(article, {"sentences", "names", "attributions", "voices", "mentions"}, nobody)
    assert whole.names == ()
    assert whole.attributions == some.attributions
    assert {TEXT[m.start : m.end] for m in whole.mentions or ()} == {"We"}


def test_what_was_made_in_two_steps_is_what_is_made_in_one() -> None:
    article = article_from_text(TEXT)
    wanted = {"sentences", "attributions", "voices", "loaded", "mentions"}
    first = annotate(article, {"sentences", "names", "attributions", "voices"})
    assert annotate(article, wanted, first) == annotate(article, wanted | {"names"})
