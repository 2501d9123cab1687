"""Articles come one by one and become stories."""

from group.news import BUDGET, FERRY, FERRY_AGAIN, FEVER, report

from sidelight.group import Stream, Window, assign, in_order, story_id, sweep, why
from sidelight.types import GroupState


def ferry(name: str, days: float | None = 0.0) -> object:
    return report(name, "Ferry stuck off Castel Morra", FERRY, days)


def test_reports_of_one_event_share_a_story_and_others_do_not() -> None:
    stream = Stream()
    first = stream.take(report("a", "Ferry runs aground off Castel Morra", FERRY)).assignment
    second = stream.take(report("b", "Passengers safe after ferry sticks on sandbank", FERRY_AGAIN, 0.2)).assignment
    third = stream.take(report("c", "Parliament passes budget", BUDGET, 0.3)).assignment
    fourth = stream.take(report("d", "River fever in the Tamsin valley", FEVER, 0.4)).assignment
    assert first.story == second.story
    assert len({first.story, third.story, fourth.story}) == 3
    assert (first.opened, second.opened) == (True, False)


def test_a_story_is_named_after_the_article_that_founds_it() -> None:
    assert Stream().take(report("a", "Ferry runs aground", FERRY)).assignment.story == story_id("a")
    assert story_id("a") == story_id("a") != story_id("b")


def test_assigning_alters_nothing() -> None:
    stream = Stream()
    stream.take(report("a", "Ferry runs aground", FERRY))
    before = stream.window.state()
    assign(report("b", "Ferry freed", FERRY_AGAIN, 0.1), stream.window)
    assert stream.window.state() == before


def test_an_article_taken_twice_keeps_its_story_and_changes_nothing() -> None:
    stream = Stream()
    story = stream.take(report("a", "Ferry runs aground", FERRY)).assignment.story
    again = stream.take(report("a", "Ferry runs aground", FERRY))
    assert again.assignment.story == story
    assert again.changes == ()


def test_why_names_what_is_shared_and_the_next_nearest_story() -> None:
    stream = Stream()
    stream.take(report("a", "Ferry runs aground off Castel Morra", FERRY))
    stream.take(report("c", "Parliament passes budget", BUDGET, 0.1))
    stream.take(report("b", "Ferry freed near Castel Morra", FERRY_AGAIN, 1.1))
    reason = why("b", stream.window)
    assert reason.nearest == "a"
    assert "castel morra" in reason.names
    assert "rudder" in reason.words
    assert reason.days_apart == 1
    assert reason.link > reason.next_link
    opened = why("c", stream.window)
    assert opened.nearest is None


def test_a_story_closes_after_fourteen_quiet_days() -> None:
    stream = Stream()
    first = stream.take(report("a", "Ferry runs aground off Castel Morra", FERRY)).assignment
    stream.take(report("x", "Parliament passes budget", BUDGET, 15))
    assert "a" not in stream.window.members
    assert stream.take(report("b", "Ferry runs aground off Castel Morra", FERRY, 15.1)).assignment.story != first.story


def test_a_late_article_joins_what_is_alive() -> None:
    stream = Stream()
    first = stream.take(report("a", "Ferry runs aground off Castel Morra", FERRY, 3)).assignment
    stream.take(report("x", "Parliament passes budget", BUDGET, 5))
    assert stream.take(report("b", "Ferry freed near Castel Morra", FERRY_AGAIN, 2)).assignment.story == first.story
    assert stream.window.today == stream.window.members["x"].day


def test_undated_articles_come_last_and_may_join_what_has_closed() -> None:
    listed = [ferry("u", None), report("x", "Parliament passes budget", BUDGET, 30), ferry("a")]
    ordered = in_order(listed)
    assert [article.id for article in ordered] == ["a", "x", "u"]
    stream = Stream(keep_closed=True)
    stories = [stream.take(article).assignment.story for article in ordered]
    assert stories[0] == stories[2] != stories[1]


def test_a_state_that_was_kept_goes_on_as_if_nothing_had_happened() -> None:
    whole, first = Stream(), Stream()
    articles = [
        report("a", "Ferry runs aground off Castel Morra", FERRY),
        report("c", "Parliament passes budget", BUDGET, 0.5),
        report("b", "Ferry freed near Castel Morra", FERRY_AGAIN, 1),
        report("d", "River fever in the Tamsin valley", FEVER, 2),
    ]
    expected = [whole.take(article).assignment.story for article in articles]
    got = [first.take(article).assignment.story for article in articles[:2]]
    second = Stream(first.window.state())
    got += [second.take(article).assignment.story for article in articles[2:]]
    assert got == expected
    assert second.window.state() == whole.window.state()


def test_the_changes_alone_rebuild_the_state() -> None:
    stream, copy = Stream(), Window(GroupState())
    for article in (report("a", "Ferry", FERRY), report("b", "Ferry freed", FERRY_AGAIN, 1), report("c", "Budget", BUDGET, 20)):
        for change in stream.take(article).changes:
            copy.apply(change)
    assert copy.state() == stream.window.state()


def test_stories_that_turn_out_to_be_one_merge_and_the_id_given_up_still_resolves() -> None:
    window = Stream().window
    for name in ("a", "b"):
        change = assign(report(name, "Ferry runs aground off Castel Morra", FERRY), window).change
        member = change.members[0]
        window.apply(_alone(change, member, story_id(name)))
    assert len(window.stories) == 2
    change = sweep(window)
    assert len(window.stories) == 1
    assert window.resolve(story_id("b")) == window.resolve(story_id("a")) in window.stories
    assert change.redirects


def test_what_does_not_belong_is_put_out_of_a_story() -> None:
    window = Stream().window
    for name, title, text in (("a", "Ferry", FERRY), ("b", "Ferry freed", FERRY_AGAIN), ("c", "Budget passes", BUDGET)):
        change = assign(report(name, title, text), window).change
        window.apply(_alone(change, change.members[0], story_id("a")))
    sweep(window)
    assert window.members["a"].story == window.members["b"].story != window.members["c"].story
    assert window.members["c"].story in window.stories


def test_a_sweep_after_a_sweep_changes_nothing() -> None:
    stream = Stream()
    for name, text in (("a", FERRY), ("b", FERRY_AGAIN), ("c", BUDGET), ("d", FEVER)):
        stream.take(report(name, "News", text))
    stream.finish()
    assert stream.finish().members == ()


def _alone(change: object, member: object, story: str) -> object:
    from dataclasses import replace

    return replace(change, members=(replace(member, story=story),))  # type: ignore[type-var]
