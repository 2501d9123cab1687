"""The reading model's networks in plain torch: two BERT encoders (6 layers of 384) that share one frozen table of word pieces.

The sentence network reads one sentence: vector, loaded, opinion, loaded words, names, and what sentiment needs. The window
network reads up to 190 pieces of running text and tags source, cue and content. Both begin as all-MiniLM-L6-v2 (Apache-2.0);
written after Devlin et al. 2019. Shapes: B texts, n pieces with the marks around them, H = 384.
"""

import hashlib
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH, HEADS, LAYERS, PLACES, VOCABULARY = 384, 12, 6, 512, 30_522
NAME_LABELS = ("O", *(f"{mark}-{kind}" for kind in ("person", "organisation", "place", "other") for mark in "BI"))
SENTIMENTS = ("negative", "neutral", "positive")
ROLES = ("source", "cue", "content")


class Layer(nn.Module):
    """Attention and a feed-forward block, each with its residual and norm after it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, seen: Tensor | None) -> Tensor:
        texts, places, _ = x.shape
        query, key, value = (
            part(x).view(texts, places, HEADS, WIDTH // HEADS).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(texts, places, WIDTH))))
        return self.norm2(x + self.drop(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Table, places and layers. `read` begins behind the table, where the shipped graphs begin too."""

    def __init__(self) -> None:
        super().__init__()
        self.table, self.places, self.segment = (nn.Embedding(n, WIDTH) for n in (VOCABULARY, PLACES, 2))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)

    def look_up(self, ids: Tensor) -> Tensor:
        """[B, n] piece ids → [B, n, H], before the norm."""
        return self.table(ids) + self.places.weight[: ids.shape[1]] + self.segment.weight[0]

    def read(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """[B, n, H] → [B, n, H]; `mask` [B, n] is 1 where there is a piece, None where all are."""
        x = self.drop(self.norm(x))
        seen = None if mask is None else mask.bool()[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen)
        return x

    def freeze_table(self) -> None:
        """The shared table stays the base's own, so that both networks can use one."""
        for part in (self.table, self.places, self.segment):
            part.weight.requires_grad_(False)


class SentenceNetwork(nn.Module):
    """Everything that is read sentence by sentence, from one trunk."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.case = nn.Embedding(4, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.vector = nn.Linear(WIDTH, WIDTH)
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        self.attend = nn.Linear(WIDTH, 1)
        self.sentence = nn.Linear(2 * WIDTH, 2)
        self.word = nn.Linear(WIDTH, 1)
        self.name = nn.Sequential(nn.Linear(WIDTH, WIDTH // 2), nn.GELU(), nn.Linear(WIDTH // 2, len(NAME_LABELS)))
        self.sentiment_in, self.sentiment_out = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, len(SENTIMENTS))

    def look_up(self, ids: Tensor, cases: Tensor) -> Tensor:
        return self.encoder.look_up(ids) + self.case(cases)

    def pooled(self, hidden: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """The sentence's logits [B, 2] (loaded, opinion) and the mean over its pieces [B, H]."""
        weight = mask[:, :, None].to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        chosen = self.attend(hidden).squeeze(-1).masked_fill(mask == 0, -1e4).softmax(1)
        return self.sentence(torch.cat([mean, (hidden * chosen[:, :, None]).sum(1)], -1)), mean

    def vectors(self, mean: Tensor) -> Tensor:
        return functional.normalize(self.vector(mean), dim=-1)

    def sentiment(self, target: Tensor) -> Tensor:
        """Logits [..., 3] towards a target, from the mean of `hidden` over the target's pieces."""
        return self.sentiment_out(functional.gelu(self.sentiment_in(target)))


class WindowNetwork(nn.Module):
    """Who says what, over running text: a logit for each role and piece; roles may overlap."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.tag = nn.Linear(WIDTH, len(ROLES))


def base(path: Path) -> Encoder:
    """all-MiniLM-L6-v2 from its safetensors.

    Raises:
        SystemExit: it is not the file that the shipped model began with.
    """
    from safetensors.torch import load_file

    if hashlib.sha256(path.read_bytes()).hexdigest() != BASE_SHA256:
        raise SystemExit(f"{path} is not the all-MiniLM-L6-v2 that the model card names")
    theirs = load_file(path)
    embeddings = {"table": "word_embeddings", "places": "position_embeddings", "segment": "token_type_embeddings"}
    names = {f"{ours}.weight": f"embeddings.{name}.weight" for ours, name in embeddings.items()}
    parts = {"norm": "embeddings.LayerNorm"}
    inside = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for k in range(LAYERS):
        parts |= {f"layers.{k}.{ours}": f"encoder.layer.{k}.{name}" for ours, name in inside.items()}
    for ours, name in parts.items():
        names |= {f"{ours}.{kind}": f"{name}.{kind}" for kind in ("weight", "bias")}
    encoder = Encoder()
    encoder.load_state_dict({ours: theirs[name] for ours, name in names.items()})
    return encoder
