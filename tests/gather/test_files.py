"""Files, streams and batches: what is read, and one clear sentence for what cannot be."""

import gzip
import io
import json
import os
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.config import Settings
from sidelight.errors import BatchLineError, EmptyInput, InputError, TooLarge
from sidelight.gather.batch import batch_lines
from sidelight.gather.files import read_file, read_stream

SMALL = Settings(max_input_bytes=1000)


class Counting(io.RawIOBase):
    """An endless stream that counts what is read of it."""

    def __init__(self) -> None:
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "asked for everything"
        self.count += size
        return b"x" * size


def test_a_file_is_read_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"The ferry stops.")
    capture = read_file(tmp_path / "a.txt")
    assert (capture.body, capture.path, capture.url) == (b"The ferry stops.", str(tmp_path / "a.txt"), None)


def test_a_stream_has_neither_path_nor_address() -> None:
    capture = read_stream(io.BytesIO(b"text"))
    assert (capture.body, capture.path, capture.url) == (b"text", None, None)


def test_never_more_than_one_byte_beyond_the_limit_is_read() -> None:
    stream = Counting()
    with pytest.raises(TooLarge, match="max_input_bytes"):
        read_stream(stream, SMALL)  # type: ignore[arg-type]  # a RawIOBase reads like a BinaryIO
    assert stream.count == 1001


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 1000)
    assert len(read_file(tmp_path / "a", SMALL).body) == 1000
    (tmp_path / "a").write_bytes(b"x" * 1001)
    with pytest.raises(TooLarge):
        read_file(tmp_path / "a", SMALL)


def test_missing_folder_and_empty_each_have_their_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    with pytest.raises(InputError, match="no such file"):
        read_file(tmp_path / "gone.txt")
    with pytest.raises(InputError, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(EmptyInput, match="is empty"):
        read_file(tmp_path / "empty")
    with pytest.raises(InputError):
        read_file("nul\0name")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "locked"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(InputError, match="permissions"):
        read_file(path)


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "batch.jsonl"
    path.write_bytes(data)
    return path


def test_objects_come_with_their_line_numbers_and_blank_lines_count(tmp_path: Path) -> None:
    path = written(tmp_path, b'{"id": "a"}\n\n  \n{"id": "b"}')
    assert list(batch_lines(path)) == [(1, {"id": "a"}), (4, {"id": "b"})]


def test_broken_lines_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [b'{"id": "a"}', b"{broken", b"[1, 2]", b'{"id": "\xff"}', b"[" * 100_000, b"1" * 5000, b'{"id": "b"}']
    found = list(batch_lines(written(tmp_path, b"\n".join(lines))))
    assert [number for number, _ in found] == [1, 2, 3, 4, 5, 6, 7]
    assert [isinstance(item, BatchLineError) for _, item in found] == [False, True, True, True, True, True, False]
    assert "line 2" in str(found[1][1])
    assert "not UTF-8" in str(found[3][1])
    assert all("\n" not in str(item) for _, item in found)


def test_an_over_long_line_is_passed_over(tmp_path: Path) -> None:
    long = b'{"text": "' + b"x" * 5_000_000 + b'"}'
    found = list(batch_lines(written(tmp_path, b'{"id": "a"}\n' + long + b'\n{"id": "b"}\n' + long), SMALL))
    assert [number for number, _ in found] == [1, 2, 3, 4]
    assert isinstance(found[1][1], BatchLineError)
    assert "max_input_bytes" in str(found[1][1])
    assert found[2][1] == {"id": "b"}
    assert isinstance(found[3][1], BatchLineError)


def test_a_byte_order_mark_before_the_first_line_is_no_fault(tmp_path: Path) -> None:
    assert list(batch_lines(written(tmp_path, b'\xef\xbb\xbf{"id": "a"}'))) == [(1, {"id": "a"})]


def test_gzip_is_told_by_its_bytes_not_its_name(tmp_path: Path) -> None:
    assert list(batch_lines(written(tmp_path, gzip.compress(b'{"id": "a"}\n')))) == [(1, {"id": "a"})]


def test_broken_gzip_gives_what_came_before_then_one_error(tmp_path: Path) -> None:
    drawn = random.Random(7)
    rows = b"".join(json.dumps({"id": k, "text": drawn.randbytes(200).hex()}).encode() + b"\n" for k in range(500))
    packed = gzip.compress(rows, mtime=0)
    for data in (packed[: len(packed) // 2], packed[:-4], packed + b"tail"):
        found = list(batch_lines(written(tmp_path, data)))
        assert isinstance(found[-1][1], BatchLineError)
        assert "gzip" in str(found[-1][1])
        assert [item["id"] for _, item in found[:-1] if isinstance(item, dict)] == list(range(len(found) - 1))


def test_gzip_spoilt_in_its_middle_gives_what_came_before_and_ends_in_an_error(tmp_path: Path) -> None:
    drawn = random.Random(7)
    rows = b"".join(json.dumps({"id": k, "text": drawn.randbytes(200).hex()}).encode() + b"\n" for k in range(500))
    packed = gzip.compress(rows, mtime=0)
    found = list(batch_lines(written(tmp_path, packed[:5000] + b"\0\0\0\0" + packed[5004:])))
    assert isinstance(found[-1][1], BatchLineError)
    assert [item["id"] for _, item in found[:10] if isinstance(item, dict)] == list(range(10))


def test_standard_input_is_read_as_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BufferedReader(io.BytesIO(b'{"id": "a"}\n'))  # type: ignore[arg-type]  # BytesIO reads like a raw stream

    monkeypatch.setattr("sys.stdin", Input())
    assert list(batch_lines("-")) == [(1, {"id": "a"})]


def test_a_missing_batch_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(batch_lines(tmp_path / "gone.jsonl"))
    with pytest.raises(InputError, match="is a folder"):
        list(batch_lines(tmp_path))


@given(st.lists(st.binary(max_size=60).filter(lambda b: b"\n" not in b), max_size=8))
def test_any_bytes_give_an_object_or_an_error_for_each_line(tmp_path_factory: Any, lines: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("b") / "any.jsonl"
    path.write_bytes(b"\n".join([b"{}", *lines]))
    found = list(batch_lines(path))
    assert [number for number, _ in found] == [1] + [k for k, line in enumerate(lines, 2) if line.strip()]
    assert all(isinstance(item, dict | BatchLineError) for _, item in found)
