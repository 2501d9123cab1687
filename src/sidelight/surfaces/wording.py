"""How numbers, dates, certainty and verdicts are put into words, the same on every surface."""

import math
import re
from collections.abc import Callable, Iterator

from sidelight.resources.ratings import load_outlets
from sidelight.types import Article, Breakdown, CheckData, Finding, LoadedData, Measure

_DIGITS = re.compile(r"(?<![\d.,])\d{5,}(?![\d,])")
_MINUS = "−"
VERDICTS = {"holds": "holds", "off": "does not add up", "cannot-tell": "cannot be checked"}


def number(value: float) -> str:
    """Four significant digits, thousands set apart, no exponent in the common range."""
    if not math.isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < 1e16:
        return f"{int(value):,}".replace("-", _MINUS)
    digits = f"{value:,.4g}" if 1e-4 <= abs(value) < 1e4 else f"{value:,.0f}" if abs(value) >= 1e4 else f"{value:.3g}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits and "e" not in digits else digits
    return digits.replace("-", _MINUS)


def percent(value: float) -> str:
    """A share of one in whole per cent."""
    return f"{100 * value:.0f}%"


def arithmetic(data: CheckData) -> str:
    """The formula with its result: "75,000 / 6,600,000 = 0.01136; stated 0.01"; empty where nothing could be computed."""
    if data.computed is None:
        return ""
    line = _DIGITS.sub(lambda m: f"{int(m[0]):,}", data.formula)
    line += f" = {number(data.computed)}"
    return f"{line}; stated {number(data.stated)}" if data.stated is not None else line


def sureness(finding: Finding) -> str:
    """How sure the lens is, empty where it gives no probability.

    Of a loaded sentence it is the outlet's own wording that counts; where that is shown for one word's sake, the sentence's
    figure says nothing of the word and is left out.
    """
    probability = finding.data.own_voice if isinstance(finding.data, LoadedData) else finding.probability
    if probability is None or (isinstance(finding.data, LoadedData) and finding.displayed and probability < 0.5):
        return ""
    percent = round(100 * probability)
    return "over 99% sure" if percent > 99 else "under 1% sure" if percent < 1 else f"{percent}% sure"


def measures(finding: Finding) -> Iterator[str]:
    """The finding's count and measures, a line each; none whose figures its statement has already."""
    if finding.count and not all(f"{n:,}" in finding.statement for n in (finding.count.value, finding.count.of)):
        yield f"{finding.count.value:,} of {finding.count.of:,} {finding.count.what}"
    for measure in finding.measures:
        if measure.interval or not _told(measure, finding.statement):
            yield _measure(measure)


def published(article: Article) -> str:
    """The day, and the time where the source gave one: "4 February 2025, 13:05 UTC"."""
    when = article.published
    if when is None:
        return ""
    day = f"{when.day} {when:%B %Y}"
    return day if article.published_day_only else f"{day}, {when:%H:%M} UTC"


def outlet_name(article: Article) -> str:
    """The outlet's name, its domain where no name ships, else the file that the text came from; empty where nothing is known."""
    if article.outlet:
        return outlet_named(article.outlet)
    name = article.id.replace("\\", "/").rsplit("/", 1)[-1]
    return name if "." in name else ""


def outlet_named(domain: str) -> str:
    """The name of the outlet at a domain, the domain itself where no name ships."""
    outlet = load_outlets().get(domain)
    return outlet.name if outlet else domain


def made_with(breakdown: Breakdown) -> str:
    """One line on what made a breakdown, so that anyone can make it again; `made_of` has it in full."""
    made = breakdown.provenance
    lenses = ", ".join(f"{name} {version}" for name, version in made.lenses)
    parts = [f"Sidelight {made.sidelight}", f"lenses {lenses}" if lenses else "", f"settings {made.settings[:12]}"]
    return " · ".join(p for p in (*parts, f"inputs {made.inputs[:12]}") if p)


def made_of(breakdown: Breakdown) -> list[tuple[str, str]]:
    """All that made a breakdown, a name and a version or digest each."""
    made = breakdown.provenance
    lenses = [(f"lens {name}", version) for name, version in made.lenses]
    return [("Sidelight", made.sidelight), *lenses, ("settings", made.settings), ("inputs", made.inputs), *made.models]


def verdict(finding: Finding) -> str:
    """What a check came to, empty where the statement has said it."""
    if not isinstance(finding.data, CheckData):
        return ""
    words = VERDICTS.get(finding.data.verdict or "", "")
    return "" if words in finding.statement else words


def _measure(measure: Measure) -> str:
    put = _put(measure)
    unit = "" if put is percent or measure.unit in ("", "1") else f" {measure.unit}"
    line = f"{measure.name}: {put(measure.value)}{unit}"
    if measure.interval:
        line += f" (90% interval {put(measure.interval[0])} to {put(measure.interval[1])})"
    return f"{line}, n = {measure.n:,}"


def _told(measure: Measure, statement: str) -> bool:
    return f"{measure.name} {_put(measure)(measure.value)}" in statement


def _put(measure: Measure) -> Callable[[float], str]:
    return percent if measure.unit in ("fraction", "share") else number
