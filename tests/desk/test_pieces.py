"""An archive that comes in pieces: stories merge and split as more is known, and nothing that was ever printed is lost."""

from pathlib import Path

from desk.news import written

from sidelight.config import Settings
from sidelight.desk.open import Desk, open_desk

ALONE = Settings(workers=1)

DAM = (
    "The Tarn dam above Ostrel cracked after a week of rain, and the agency for waters opened its sluices. Engineer Mirel Voss said "
    "that water was coming through the eastern wall. {more}"
)
CAMP = (
    "Four thousand villagers slept in schools on Monday while soldiers carried mattresses. Mayor Bela Kant said that nobody knew when "
    "they could go back to their houses. {more}"
)
LEMMICK = (
    "Bus drivers in Lemmick stopped work on Monday over unpaid night hours. Union secretary Aino Prell said that the depot stays shut "
    "until the company pays. {more}"
)
PERNOW = (
    "Bus drivers in Pernow stopped work on Monday over unpaid night hours. Union secretary Aino Prell said that the tramway of Pernow "
    "would follow. Passengers in Pernow walked over the Ilse bridge to the market. {more}"
)


def line(name: str, day: int, hour: int, title: str, text: str) -> dict[str, str]:
    return {
        "id": name,
        "title": title,
        "text": text,
        "published": f"2031-03-{day:02d}T{hour:02d}:00:00Z",
        "outlet": f"{name}.example",
    }


PIECES = [
    [
        line("dam1", 3, 6, "Crack in Tarn dam", DAM.format(more="")),
        line("camp1", 3, 7, "Night in the schools", CAMP.format(more="")),
        line("lemmick1", 3, 8, "Buses stand still in Lemmick", LEMMICK.format(more="")),
        line("pernow1", 3, 9, "Pernow walks to work", PERNOW.format(more="")),
    ],
    [line("both", 3, 12, "Night in the schools below the cracked Tarn dam", DAM.format(more="") + CAMP.format(more=""))],
    [line("lemmick2", 3, 15, "Lemmick buses stand still again", LEMMICK.format(more="The mayor of Lemmick is angry."))],
    [line("pernow2", 4, 16, "Pernow walks to work over its bridge", PERNOW.format(more="It rained."))],
    [line("dam2", 5, 9, "Water still comes through the Tarn dam", DAM.format(more="Rain goes on."))],
]


def test_every_id_ever_printed_leads_to_a_story_after_five_pieces_with_a_merge_and_a_split(tmp_path: Path) -> None:
    printed: set[str] = set()
    with open_desk(tmp_path / "desk.db", ALONE) as desk:
        first = grouped(desk, tmp_path, 0, PIECES[0])
        printed |= set(first.values())
        for number, records in enumerate(PIECES[1:], 1):
            last = grouped(desk, tmp_path, number, records)
            printed |= set(last.values())
        assert first["dam1"] != first["camp1"]
        assert last["dam1"] == last["camp1"] == last["both"] == last["dam2"], "two stories became one"
        assert first["lemmick1"] == first["pernow1"] == last["lemmick1"] == last["lemmick2"]
        assert last["pernow1"] == last["pernow2"] != last["lemmick1"], "one story became two"
        assert {desk.store.stories.resolve(story) for story in printed} == set(last.values())
        for article, story in last.items():
            assert desk.why(story, article).next_story in {None, *last.values()}


def grouped(desk: Desk, folder: Path, number: int, records: list[dict[str, str]]) -> dict[str, str]:
    desk.import_file(written(folder / f"{number}.jsonl", records))
    desk.group()
    return dict(desk.store.stories.places())
