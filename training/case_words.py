"""Which English words a newspaper prints small: words whose capital says nothing at a sentence's start or in a headline.

python training/case_words.py ARTICLES.jsonl.gz    rewrite resources/lexicons/en/case-words.toml

Counted over words inside sentences only (Lita et al. 2003, truecasing): a word is kept that is printed small at least
`FEWEST` times and with a capital in less than `MOST_CAPITAL` of its places. Every fourth article is read.
"""

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src/sidelight/resources/lexicons/en/case-words.toml"
FEWEST, MOST_CAPITAL, KEPT = 12, 0.2, 9000
INSIDE = re.compile(r"(?<=[a-z,;] )[A-Za-z][a-z]+(?![\w'’-])")


def main() -> int:
    """Count and write."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        for k, line in enumerate(lines):
            if k % 4:
                continue
            for word in INSIDE.findall(json.loads(line)["text"]):
                (small if word[0].islower() else capital)[word.lower()] += 1
    kept = [w for w, n in small.most_common() if n >= FEWEST and capital[w] < MOST_CAPITAL * (n + capital[w])][:KEPT]
    kept.sort()
    body = "\n".join("    " + " ".join(f'"{w}",' for w in kept[i : i + 11]) for i in range(0, len(kept), 11))
    TARGET.write_text(
        "# Written by training/case_words.py: words that newspapers print small inside a sentence.\n"
        f"[words]\nname_common_words = [\n{body}\n]\n",
        "utf-8",
    )
    print(f"{len(kept)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
