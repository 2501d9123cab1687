"""The stories before and after a story, on a desk."""

from pathlib import Path

from desk.news import report, written

from sidelight.config import Settings
from sidelight.desk.open import open_desk

INQUEST = (
    "Judges in Vastria heard on Friday how wells near the Orlo copper mine were poisoned. The company, Brant Metals, told the judges that "
    "it would pay for new wells; farmers called that too little. Arsenic above the limit had been found in eleven wells."
)


def test_the_next_step_of_an_affair_is_linked_and_another_affair_is_not(tmp_path: Path) -> None:
    records = [report("mine", 0, 0), report("ferry", 1, 2), report("bridge", 2, 3)]
    records.append(report("mine", 3, 24 * 40, id="inquest", title="Judges hear of poisoned wells", text=INQUEST))
    with open_desk(tmp_path / "desk.db", Settings(workers=1)) as desk:
        desk.import_file(written(tmp_path / "a.jsonl", records))
        desk.group()
        places = dict(desk.store.stories.places())
        (before,) = desk.steps("inquest")
        (after,) = desk.steps(places["mine-0"])
        assert (before.story, before.place) == (places["mine-0"], "before")
        assert (after.story, after.place) == (places["inquest"], "after")
        assert "Vastria" in before.names or "Orlo" in before.names
        assert desk.steps("ferry-1") == ()
