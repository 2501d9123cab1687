"""Word stems: what document frequencies are counted by, and what joins a word's forms."""

from functools import lru_cache


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word without its commonest English endings: enough to join "strikes", "strike" and "striking"."""
    if len(word) < 5 or not word.isascii() or word.isdigit():
        return word[:-1] if len(word) == 4 and word[-1] == "s" and word[-2] not in "sui" else word
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            base = word[: -len(ending)]
            return base[:-1] if len(base) > 4 and base[-1] == base[-2] and base[-1] not in "lsz" else base
    return word[:-1] if word.endswith("e") and len(word) > 5 else word
