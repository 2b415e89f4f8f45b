"""Begins a round with the one before: its units, and its proofs as suggestions that need a new photo."""

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.evidence import uses_of
from berkas.rooms.award.commands.entries import add_units
from berkas.rooms.award.commands.locking import refuse_locked
from berkas.rooms.award.queries.lastyear import previous_entry
from berkas.rooms.award.queries.rounds import covered_units
from berkas.rooms.award.queries.sheet import entry_place, load_sheet
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import AwardEntry, AwardRound, EvidenceUse

OWNER = "award_entry_id"


def begin_round(step: Step, round_id: int) -> tuple[int, int]:
    """Put the units of the round before into this one and lend them their proofs.

    Units the rule of this round does not know stay out. Returns how many units came in and how many proofs
    were lent.
    """
    require(step.actor, Right.RECORD)
    round_ = step.session.get(AwardRound, round_id)
    if round_ is None:
        raise Refused("Putaran ini sudah tidak ada.", "Muat ulang daftar.")
    if round_.previous_round_id is None:
        raise Refused(
            "Putaran sebelumnya belum dipilih.", "Isi “Putaran sebelumnya”, simpan, lalu ulangi.",
            ("previous_round_id",),
        )  # fmt: skip
    there = select(AwardEntry.unit_id).where(
        AwardEntry.round_id == round_.previous_round_id, AwardEntry.trashed_at.is_(None)
    )
    before = set(step.session.execute(there).scalars())
    wanted = [unit for unit in covered_units(step.session, round_id) if unit in before]
    added = add_units(step, round_id, wanted)
    every = step.session.execute(
        select(AwardEntry.id).where(
            AwardEntry.round_id == round_id,
            AwardEntry.unit_id.in_(before),
            AwardEntry.trashed_at.is_(None),
            AwardEntry.locked_at.is_(None),
        )
    ).scalars()
    lent = sum(lend_proofs(step, entry_id) for entry_id in every.all())
    step.say(f"Putaran {round_.code} dimulai dari putaran sebelumnya")
    return len(added), lent


def lend_proofs(step: Step, entry_id: int) -> int:
    """Stand the proofs of the round before under their criteria, stamped “perlu foto baru”.

    Criteria this rule does not know, and proofs that stand here already, are left out. Returns how many.
    """
    require(step.actor, Right.RECORD)
    refuse_locked(step, entry_id)
    found = previous_entry(step.session, entry_id)
    if found is None:
        return 0
    sheet = load_sheet(step.session, entry_id)
    known = {question.key for question in sheet.route.questions}
    here = {(use.evidence_id, use.item_code) for use in sheet.uses}
    places: dict[str, int] = {}
    for use in sheet.uses:
        places[use.item_code] = places.get(use.item_code, 0) + 1
    lent = 0
    for use in uses_of(step.session, OWNER, found[0]):
        key = use.item_code
        if use.needs_new_photo or key not in known or (use.evidence_id, key) in here:
            continue
        sort = places.get(key, 0)
        places[key] = sort + 1
        step.insert(
            EvidenceUse,
            {
                "evidence_id": use.evidence_id,
                OWNER: entry_id,
                "item_code": key,
                "sort": sort,
                "needs_new_photo": True,
                "prints": False,
                "added_at": step.now,
            },
        )
        lent += 1
    step.say(f"{lent} bukti putaran sebelumnya dipinjam bagi {entry_place(step.session, entry_id).unit_name}")
    return lent
