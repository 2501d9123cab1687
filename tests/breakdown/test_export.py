"""The JSON that the command line promises."""

import json
from importlib.resources import files

import jsonschema
import pytest

from sidelight import read
from sidelight.breakdown.export import to_json, to_line
from sidelight.types import Article, Breakdown

TEXT = """HARBOUR CITY — The council voted 9 to 4 on Monday to close the controversial ferry line.

“We cannot run empty boats for ever,” said Mayor Jon Alder. Passenger numbers fell from 48,000 in 2019 to 36,000 in 2024, a drop of 25%.

Critics said the decision was a disgrace. The line opened in 1951 and carried some of the workers who built the dam.

Sign up for our newsletter!"""


@pytest.fixture(scope="module")
def breakdown() -> Breakdown:
    return read(TEXT)


@pytest.mark.parametrize("everything", [False, True])
def test_the_output_keeps_the_schema_that_ships(breakdown: Breakdown, everything: bool) -> None:
    schema = json.loads((files("sidelight.breakdown") / "schema.json").read_text("utf-8"))
    jsonschema.validate(to_json(breakdown, everything=everything), schema)


def test_every_offset_is_into_the_text_that_is_printed(breakdown: Breakdown) -> None:
    out = to_json(breakdown, everything=True)
    text = out["article"]["text"]
    spans = [span for finding in out["findings"] for span in finding["evidence"]]
    assert spans
    assert all(text[s["start"] : s["end"]] == s["text"] for s in spans if s["part"] == "text")


def test_all_has_one_loaded_finding_for_each_body_sentence(breakdown: Breakdown) -> None:
    out = to_json(breakdown, everything=True)
    promoted = next(b for b in out["article"]["blocks"] if b["kind"] == "promotion")
    body = [[s, e] for s, e in out["annotations"]["sentences"] if s < promoted["start"]]
    loaded = [f["evidence"][0] for f in out["findings"] if f["lens"] == "loaded" and f["kind"] == "loaded-sentence"]
    assert sorted([s["start"], s["end"]] for s in loaded) == body


def test_without_all_nothing_below_the_threshold_is_printed(breakdown: Breakdown) -> None:
    out = to_json(breakdown)
    assert all(f["displayed"] for f in out["findings"])
    assert "annotations" not in out
    assert len(out["findings"]) < len(to_json(breakdown, everything=True)["findings"])


def test_a_line_is_one_line_and_the_same_each_time(breakdown: Breakdown) -> None:
    line = to_line(breakdown, everything=True)
    assert "\n" not in line
    assert line == to_line(read(TEXT), everything=True)


def test_a_spokesmans_principal_is_printed_as_for(breakdown: Breakdown) -> None:
    data = [f["data"] for f in to_json(breakdown, everything=True)["findings"] if f["kind"] == "attribution"]
    assert data
    assert all("for" in d and "principal" not in d for d in data)


def test_the_telling_findings_come_first(breakdown: Breakdown) -> None:
    assert isinstance(breakdown.subject, Article)
    telling = [f.telling for f in breakdown.displayed]
    assert telling == sorted(telling, reverse=True)


def test_other_settings_or_another_text_change_the_digest_of_inputs(breakdown: Breakdown) -> None:
    from sidelight import Settings

    others = [read(TEXT, settings=Settings(loaded_threshold=0.5)), read(TEXT + " It rained.")]
    digests = {b.provenance.inputs for b in [breakdown, *others]}
    assert len(digests) == 3
