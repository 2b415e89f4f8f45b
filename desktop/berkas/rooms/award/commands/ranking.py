"""Switches the order of a round's units on, with its stated rule, and off again."""

from berkas.engine.access import Right, require
from berkas.engine.officesettings import keep_office_setting, office_setting
from berkas.rooms.award.queries.ranking import RANKING_SETTING, STATED
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import AwardRound

_SHORTEST = 10


def keep_ranking(step: Step, round_id: int, rule: str, basis: str) -> None:
    """Order the units of a round by a rule from now on; an empty rule switches the order off.

    Refused without the decision of the office the rule rests on.
    """
    require(step.actor, Right.VERIFY)
    row = step.session.get(AwardRound, round_id)
    if row is None or row.trashed_at is not None:
        raise Refused("Putaran ini sudah tidak ada.", "Muat ulang daftar.")
    kept = dict(office_setting(step.session, RANKING_SETTING) or {})
    if not rule:
        kept.pop(row.code, None)
        keep_office_setting(step, RANKING_SETTING, kept)
        step.say(f"Urutan unit {row.code} dimatikan")
        return
    if rule not in STATED:
        raise Refused("Aturan urutan ini tidak dikenal.", "Pilih salah satu aturan.", ("rule",))
    if len(basis.strip()) < _SHORTEST:
        raise Refused(
            "Urutan unit memerlukan dasar.", "Tuliskan keputusan atau rapat yang menetapkannya.", ("basis",)
        )
    kept[row.code] = {"aturan": rule, "dasar": basis.strip()}
    keep_office_setting(step, RANKING_SETTING, kept)
    step.say(f"Urutan unit {row.code} dinyalakan", basis.strip())
