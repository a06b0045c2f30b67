"""What was learned is kept for the next start; where that cannot be, it serves all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading import keep_learned


def test_what_was_learned_takes_the_place_of_what_was_before(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    keep_learned(folder / "matcher-1.npz", b"old")
    keep_learned(folder / "matcher-2.npz", b"new")
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("matcher-2.npz", b"new")]


def test_where_it_cannot_be_kept_that_is_told_and_no_more(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    in_the_way = tmp_path / "learned-1.npz"
    (in_the_way / "file").mkdir(parents=True)
    keep_learned(in_the_way, b"new")
    assert "what was learned cannot be kept" in caplog.text
    assert [each.name for each in tmp_path.iterdir()] == [in_the_way.name], "nothing half written is left"
