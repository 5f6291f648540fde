"""What is kept of long work: whole at every moment, forgotten when old, never found by a name that is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from outspoken.web.pieces import Board, Stand, fresh


def test_what_is_put_is_found(tmp_path: Path) -> None:
    board = Board(tmp_path, set())
    piece = replace(fresh("x", "Amal", "take", {"only": ["S1"]}, "take"), stand=Stand.DONE, problems=("a", "b"))
    board.put(piece)
    assert board.find(piece.id) == piece
    assert not list(board.running())
    for number in ("", "..", "../x", "nothing", "x/../y", f"{piece.id}.json"):
        assert board.find(number) is None
    (tmp_path / "half.json").write_text("{", encoding="utf-8")
    assert board.find("half") is None


def test_who_holds_it_does_it(tmp_path: Path) -> None:
    board, other = Board(tmp_path, set()), Board(tmp_path, set())
    piece = fresh("x", "Amal", "take", {}, "take")
    held = board.hold(piece.id)
    board.put(piece)
    assert other.find(piece.id) == piece
    assert [one.id for one in other.running()] == [piece.id]
    held.close()
    lost = other.find(piece.id)
    assert lost is not None
    assert lost.stand is Stand.INTERRUPTED


def test_the_oldest_are_forgotten_and_what_runs_is_not(tmp_path: Path) -> None:
    board = Board(tmp_path, set())
    running = fresh("x", "Amal", "take", {}, "take")
    held = board.hold(running.id)
    board.put(running)
    for _ in range(205):
        board.put(replace(fresh("x", "Amal", "take", {}, "take"), stand=Stand.DONE))
    board.clear()
    assert board.find(running.id) == running
    assert len(list(tmp_path.glob("*.json"))) == 201
    held.close()
