"""Makes `resources/outlets/`: ratings.csv, outlets.csv (facts alone) and fitted.toml (what each rater's figures mean).

    python training/outlets.py RATERS.csv OWNERS.csv FEEDS.csv

RATERS.csv has a line a domain and a column a rater (the keys of raters.toml), OWNERS.csv `domains`, `name`, `country`, `kind`,
`owner_note`, FEEDS.csv `language` and `feed`. Prints how well the raters agree; run `training/manifest.py` after it.
"""

import csv
import sys
import tomllib
from collections import defaultdict
from datetime import date
from pathlib import Path

from outlet_facts import fact_rows
from rater_checks import report

from sidelight.stats.leans import RaterModel
from sidelight.stats.rater_fit import fit_raters
from sidelight.types import Rating

FOLDER = Path(__file__).resolve().parent.parent / "src" / "sidelight" / "resources" / "outlets"
ANCHOR = "allsides"
LARGE = 200
"""Accounts from which an outlet that one rater alone knows is shipped, if it is a news outlet: a higher bar would ship fewer of
the right (500 accounts: 1.7 outlets of the left for one of the right, 200: 1.4, all that there are: 1.1)."""


def main() -> int:
    """Write the three files and say what was fitted."""
    raters_file, owners_file, feeds_file = map(Path, sys.argv[1:4])
    raters = tomllib.loads((FOLDER / "raters.toml").read_text("utf-8"))["raters"]
    ratings, large = read_ratings(raters_file, raters)
    model = fit_raters(ratings, {name: facts["kind"] for name, facts in raters.items()}, ANCHOR)
    (FOLDER / "fitted.toml").write_text(fitted_toml(model), "utf-8")
    held = defaultdict(list)
    for rating in ratings:
        held[rating.outlet].append(rating)
    shipped = [r for outlet in sorted(held) if len(held[outlet]) > 1 or outlet in large for r in held[outlet]]
    write_ratings(shipped)
    with (FOLDER / "outlets.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(fact_rows(owners_file, feeds_file))
    print(
        f"{len(shipped)} ratings of {len({r.outlet for r in shipped})} outlets, {(FOLDER / 'ratings.csv').stat().st_size} bytes"
    )
    report(held, model)
    return 0


def read_ratings(path: Path, raters: dict[str, dict[str, str | int]]) -> tuple[list[Rating], set[str]]:
    """Every figure, cut off at -1 and 1; and the news outlets of a large audience."""
    found, large = [], set()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name, facts in raters.items():
                if said := row[str(facts["key"])]:
                    n = int(row["rounded_n_accts"]) if facts["key"] == "score" else None
                    value = round(max(-1.0, min(1.0, float(said))), 4)
                    day = date(int(facts["year"]), 1, 1)
                    found.append(Rating(outlet=row["domain"], rater=name, value=value, rated=day, n=n))
            if row["is_news"] == "True" and int(row["rounded_n_accts"] or 0) >= LARGE:
                large.add(row["domain"])
    return found, large


def write_ratings(ratings: list[Rating]) -> None:
    """One line a figure; of dates the year alone is known."""
    with (FOLDER / "ratings.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("outlet", "rating", "rater", "date", "n"))
        for r in ratings:
            table.writerow((r.outlet, f"{r.value:g}", r.rater, r.rated.year if r.rated else "", r.n or ""))


def fitted_toml(model: RaterModel) -> str:
    """The model as TOML, one table a rater."""
    lines = [
        "# Written by training/outlets.py, 2026-11, from the outlets that at least two raters share.",
        "# rating = offset + scale x lean + error; sigma is the error's deviation on the rater's own scale,",
        "# shared that of the error that raters of one kind have in common.",
        f"shared = {model.shared}",
        "",
    ]
    for name, r in sorted(model.raters.items()):
        lines += [f"[raters.{name}]", f'kind = "{r.kind}"']
        lines += [f"{key} = {getattr(r, key)}" for key in ("scale", "offset", "sigma", "outlets")] + [""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
