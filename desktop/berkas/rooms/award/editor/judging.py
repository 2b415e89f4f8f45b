"""Saving judgements while another window judges the same unit: merged, or asked side by side."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from berkas.desk.conflicts import Words, saving_over, settle
from berkas.engine.access import Right, may
from berkas.engine.history import office_zone
from berkas.engine.merging import Clash, RecordConflict, Seen, over
from berkas.kit.comparison import Pair
from berkas.rooms.award.commands.judging import Given, as_rows, load_judged, save_judged
from berkas.rules.vocabulary import AnswerPass
from berkas_db.changes import Changes
from berkas_db.tables import AwardEntry

if TYPE_CHECKING:
    from berkas.rooms.award.editor.verification import VerificationView


def why_fixed(page: "VerificationView") -> str:
    """Why the judgements of this unit can only be read; empty when they can be changed."""
    if page.view is not None and page.view.sheet.is_locked:
        return "Terkunci"
    writes = any(may(page.desk.actor, right) for right in (Right.RECORD, Right.VERIFY))
    return "" if writes and not page.desk.book.read_only else "Hanya dapat dibaca"


def hand_in(
    page: "VerificationView",
    base: Given,
    given: Given,
    done: Callable[[Changes], object],
    otherwise: Callable[[BaseException], object],
) -> None:
    """Save the passes in `given`, begun from `base`, over what stands in the book now."""
    now = page.desk.glance(load_judged, page.entry_id)
    seen = Seen(replace(now, values=as_rows(base)))
    _hand_in(page, seen, as_rows(given), done, otherwise)


def _hand_in(
    page: "VerificationView",
    seen: Seen,
    values: Mapping[str, Any],
    done: Callable[[Changes], object],
    otherwise: Callable[[BaseException], object],
) -> None:
    kept: dict[str, Any] = {}

    def save(step: Any, merged: Mapping[str, Any], **more: Any) -> int:  # noqa: ANN401  as the command takes
        kept.update(merged)
        return save_judged(step, merged, **more)

    def saved(changes: Changes) -> None:
        done(changes)
        if kept != values:
            page.reload()

    def failed(error: BaseException) -> None:
        otherwise(error)
        if not isinstance(error, RecordConflict):
            return
        words = Words(page.desk.book, (), own=lambda clash: _pair(page, clash))
        chosen = settle(page, error, words, page.desk.glance(office_zone), "penilaian unit")
        if chosen is not None:
            _hand_in(page, over(error), {name: chosen[name] for name in values}, saved, otherwise)

    command = page.drafting.saving(saving_over(load_judged, save, AwardEntry, seen))
    page.desk.change_or(page, saved, failed, command, dict(values), id=page.entry_id, version=None)


def _pair(page: "VerificationView", clash: Clash) -> Pair:
    item = page.view.sheet.instrument.items.get(str(clash.row)) if page.view is not None else None
    name = f"{item.no} {item.label}".strip() if item else str(clash.row)
    labels = {option.code: option.label for option in item.choices} if item else {}
    sides: list[str] = []
    for side in (clash.theirs, clash.yours):
        value = f"{side['answer']} {side['note'] or ''}".strip() if isinstance(side, Mapping) else side
        sides.append("" if value is None else labels.get(str(value), str(value)))
    what = "catatan" if clash.field == "note" else AnswerPass.label_of(clash.key)
    return Pair(f"{name} ({what})", sides[0], sides[1])
