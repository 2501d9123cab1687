"""Trains the reading model's two networks. Fixed seed; on one core about an hour for sentences, half an hour for windows.

python training/reader_train.py sentences|windows --base model.safetensors --vocabulary vocab.txt --out WEIGHTS.pt
                                [--shared DIR] [--all] [--without babe|newsmtsc|crossner|gum …] [--device cuda] [--steps N]

Without --all a part of every set is held out for reader_evaluate.py (see reader_data.py). --without leaves a set out: heads
that live on it alone stay untrained. Batches of the tasks alternate; the sentence vector is held near the base's own, so that
it goes on matching facts. The learning rate warms up, then falls to nothing in a straight line.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import torch
from reader_data import ROOT, Example, babe, crossner, gum, held_groups, newsmtsc, polnear, windows
from reader_model import SentenceNetwork, WindowNetwork, base
from torch import Tensor, nn
from torch.nn import functional

from sidelight.encode.pieces import FIRST, LAST, Cutter

RATE, HEAD_RATE, WARM = 1e-4, 1e-3, 60
EPOCHS = {"loaded": 4.5, "sentiment": 2.5, "names": 3.0}
WINDOW_EPOCHS = 1.3
CROSSNER_TIMES = 3
"""CrossNER is small beside GUM and nearer to political news."""
Task = tuple[list[tuple[Example, ...]], Callable[[SentenceNetwork, Tensor, Tensor, list[Example]], Tensor]]


def padded(texts: list[Example], first: int, last: int, device: str) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, cases and mask [B, n], with the marks around each text."""
    longest = max(len(e.pieces.ids) for e in texts) + 2
    ids = torch.zeros(len(texts), longest, dtype=torch.long)
    cases, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for k, example in enumerate(texts):
        n = len(example.pieces.ids)
        ids[k, : n + 2] = torch.tensor([first, *example.pieces.ids, last])
        cases[k, 1 : n + 1] = torch.tensor(list(example.pieces.cases))
        mask[k, : n + 2] = 1
    return ids.to(device), cases.to(device), mask.to(device)


def spread(rows: list[list[float]] | list[list[int]], like: Tensor, empty: float, kind: torch.dtype) -> Tensor:
    """Labels of pieces on the places of `like` [B, n]; marks and padding are `empty`."""
    found = torch.full(like.shape[:2], empty, dtype=kind)
    for k, row in enumerate(rows):
        found[k, 1 : len(row) + 1] = torch.tensor(row, dtype=kind)
    return found.to(like.device)


def loaded_loss(network: SentenceNetwork, hidden: Tensor, mask: Tensor, texts: list[Example]) -> Tensor:
    """Experts' votes, whether it is opinion, and the words that they marked."""
    logits, _ = network.pooled(hidden, mask)
    votes = torch.tensor([e.loaded for e in texts], device=hidden.device)
    opinion = torch.tensor([-1.0 if e.opinion is None else e.opinion for e in texts], device=hidden.device)
    marks = spread([list(e.words or ()) for e in texts], mask, 0.0, torch.float32)
    counted = mask.float().clone()
    counted[:, 0] = 0
    cross = functional.binary_cross_entropy_with_logits
    word = (cross(network.word(hidden).squeeze(-1), marks, reduction="none") * counted).sum() / counted.sum()
    said = (cross(logits[:, 1], opinion.clamp(min=0), reduction="none") * (opinion >= 0)).mean()
    return cross(logits[:, 0], votes) + 0.4 * said + 1.5 * word


def sentiment_loss(weights: Tensor, network: SentenceNetwork, hidden: Tensor, _: Tensor, texts: list[Example]) -> Tensor:
    """At the mean of the target's pieces."""
    targets = torch.stack([hidden[k, [p + 1 for p in e.target or ()]].mean(0) for k, e in enumerate(texts)])
    gold = torch.tensor([e.sentiment for e in texts], device=hidden.device)
    return functional.cross_entropy(network.sentiment(targets), gold, weight=weights.to(hidden.device), label_smoothing=0.05)


def names_loss(network: SentenceNetwork, hidden: Tensor, mask: Tensor, texts: list[Example]) -> Tensor:
    """At every piece whose label is known."""
    gold = spread([list(e.names or ()) for e in texts], mask, -100, torch.long)
    return functional.cross_entropy(network.name(hidden).flatten(0, 1), gold.flatten(), ignore_index=-100)


def batches(items: list[tuple[Example, ...]], size: int) -> Iterator[list[Example]]:
    """Endlessly, texts of like length together; of a text's variants one by chance."""
    while True:
        order = random.sample(items, len(items))
        for k in range(0, len(order), size * 8):
            near = sorted(order[k : k + size * 8], key=lambda item: len(item[0].pieces.ids))
            cut = [near[j : j + size] for j in range(0, len(near), size)]
            for some in random.sample(cut, len(cut)):
                yield [random.choice(item) for item in some]


def tasks(options: argparse.Namespace, cutter: Cutter) -> dict[str, Task]:
    """What the sentence network learns from: a task's examples and its loss."""
    shared, without, found = options.shared, set(options.without), dict[str, Task]()
    if "babe" not in without:
        pairs = babe(shared, cutter)
        held = set() if options.all else held_groups(pairs)
        found["loaded"] = [pair for pair in pairs if pair[0].group not in held], loaded_loss
    if "newsmtsc" not in without:
        targets = [e for part in (("train", "dev") if options.all else ("train",)) for e in newsmtsc(shared, cutter, part)]
        share = [sum(e.sentiment == k for e in targets) for k in range(3)]
        weights = torch.tensor([(len(targets) / 3 / n) ** 0.5 for n in share])
        found["sentiment"] = [(e,) for e in targets], partial(sentiment_loss, weights)
    names: list[Example] = []
    if "crossner" not in without:
        names += CROSSNER_TIMES * [e for e in crossner(shared, cutter) if options.all or e.index % 2 == 0]
    if "gum" not in without:
        learn, held_out = gum(shared, cutter)
        names += learn + (held_out if options.all else [])
    if names:
        found["names"] = [(e,) for e in names], names_loss
    return found


def optimiser(network: nn.Module) -> Callable[[Tensor, int, int], None]:
    """A step: loss, number of the step, steps in all."""
    inside = [p for name, p in network.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    rates = (RATE, HEAD_RATE)
    optimizer = torch.optim.AdamW([{"params": inside}, {"params": heads}], lr=RATE, weight_decay=0.01)

    def step(loss: Tensor, at: int, total: int) -> None:
        factor = min(1.0, (at + 1) / WARM) * max(0.02, 1 - at / total)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()

    return step


def train_sentences(options: argparse.Namespace, cutter: Cutter, marks: tuple[int, int]) -> nn.Module:
    """Batches of 32 from each task, in a shuffled order, each task as many epochs as EPOCHS says."""
    device = options.device
    network, teacher = SentenceNetwork(base(options.base)).to(device), base(options.base).to(device).eval()
    network.encoder.freeze_table()
    work = tasks(options, cutter)
    plan = [name for name, (items, _) in work.items() for _ in range(int(EPOCHS[name] * len(items) / 32))]
    random.shuffle(plan)
    plan = plan[: options.steps]
    source = {name: batches(items, 32) for name, (items, _) in work.items()}
    step, started = optimiser(network), time.monotonic()
    network.train()
    for at, name in enumerate(plan):
        texts = next(source[name])
        ids, cases, mask = padded(texts, *marks, device)
        with torch.autocast(device, dtype=torch.bfloat16):
            hidden = network.encoder.read(network.look_up(ids, cases), mask)
            with torch.no_grad():
                theirs = teacher.read(teacher.look_up(ids), mask).float()
        hidden, seen = hidden.float(), mask[:, :, None].float()
        goal = functional.normalize((theirs * seen).sum(1) / seen.sum(1), dim=-1)
        apart = 1 - (network.vectors(network.pooled(hidden, mask)[1]) * goal).sum(-1).mean()
        loss = work[name][1](network, hidden, mask, texts)
        step(loss + 2 * apart, at, len(plan))
        if at % 50 == 0:
            print(
                at, len(plan), name, round(loss.item(), 3), round(apart.item(), 3), round(time.monotonic() - started), flush=True
            )
    return network


def train_windows(options: argparse.Namespace, cutter: Cutter, marks: tuple[int, int]) -> nn.Module:
    """Batches of 16 windows; without --all every fifth article of the training part is kept for the linker."""
    device = options.device
    network = WindowNetwork(base(options.base)).to(device)
    network.encoder.freeze_table()
    articles = [item for k, item in enumerate(polnear(options.shared, "train")) if options.all or k % 5 != 4]
    items = [(example,) for item in articles for _, example in windows(item, cutter)]
    total = min(int(WINDOW_EPOCHS * len(items) / 16), options.steps or 10**9)
    source, step, started = batches(items, 16), optimiser(network), time.monotonic()
    network.train()
    for at in range(total):
        texts = next(source)
        ids, _, mask = padded(texts, *marks, device)
        with torch.autocast(device, dtype=torch.bfloat16):
            hidden = network.encoder.read(network.encoder.look_up(ids), mask)
        gold, counted = torch.zeros(*ids.shape, 3), torch.zeros(ids.shape)
        for k, example in enumerate(texts):
            gold[k, 1 : len(example.roles) + 1] = torch.from_numpy(example.roles)
            counted[k, 1 : len(example.roles) + 1] = 1
        each = functional.binary_cross_entropy_with_logits(network.tag(hidden.float()), gold.to(device), reduction="none")
        step((each.mean(-1) * counted.to(device)).sum() / counted.sum(), at, total)
        if at % 50 == 0:
            print(at, total, round(time.monotonic() - started), flush=True)
    return network


def main() -> None:
    """Train one network and keep its weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", choices=["sentences", "windows"])
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--without", nargs="+", default=[], choices=["babe", "newsmtsc", "crossner", "gum"])
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    known = dict(zip(options.vocabulary.read_text("utf-8").split("\n"), count(), strict=False))
    train = {"sentences": train_sentences, "windows": train_windows}[options.network]
    network = train(options, Cutter(known), (known[FIRST], known[LAST]))
    torch.save({name: weights.cpu() for name, weights in network.state_dict().items()}, options.out)


if __name__ == "__main__":
    main()
