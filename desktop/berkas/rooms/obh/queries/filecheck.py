"""The file checklist of a claim: which form, what was ticked by whom, what is missing. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of, instrument_of
from berkas.engine.due.rules import rulebook_of
from berkas.rooms.obh.queries.claims import load_claim
from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument, Item, Section
from berkas.rules.instruments.model import answer_key
from berkas.rules.vocabulary import Missing, ServiceKind
from berkas_db.errors import Refused
from berkas_db.tables import Assessment

DESK = "kanwil"
"""The party of the form this office is."""
THERE, MISSING, UNSEEN = "ada", "tidak_ada", "belum_diperiksa"


@dataclass(frozen=True, slots=True)
class FileCheck:
    """The form of one claim with its answers; `assessment_id` None: nobody began to tick."""

    claim_id: int
    code: str
    subject: str
    instrument: Instrument
    answers: Mapping[str, Answer]
    assessment_id: int | None
    state: str

    @property
    def ticked(self) -> tuple[Section, ...]:
        """The sections with one column for each party."""
        return tuple(section for section in self.instrument.sections if section.ticks)

    @property
    def written(self) -> tuple[Item, ...]:
        """Items with words of their own: other documents, remarks."""
        return tuple(
            item for section in self.instrument.sections if not section.ticks for item in section.items
        )

    def tick(self, item: Item, party: str) -> str:
        """What one party found: ada, tidak_ada, belum_diperiksa, tidak_berlaku; empty when nobody looked."""
        given = self.answers.get(f"{item.key}:{party}")
        return given.value if isinstance(given, Missing) else str(given or "")

    def gaps(self, party: str = DESK) -> list[Item]:
        """What a party did not find."""
        return [
            item for section in self.ticked for item in section.items if self.tick(item, party) == MISSING
        ]

    def unseen(self, party: str = DESK) -> int:
        """How many items a party has not looked at."""
        items = [item for section in self.ticked for item in section.items]
        return sum(self.tick(item, party) in ("", UNSEEN) for item in items)

    def summary(self) -> str:
        """One line for the sheet of the claim."""
        items = [item for section in self.ticked for item in section.items]
        if self.assessment_id is None:
            return f"{len(items)} butir belum diperiksa."
        there = sum(self.tick(item, DESK) == THERE for item in items)
        return (
            f"Kanwil: {there} ada, {len(self.gaps())} tidak ada, {self.unseen()} belum diperiksa, "
            f"dari {len(items)} butir."
        )

    def differences(self) -> list[Item]:
        """What the OBH ticked as there and the office did not find."""
        return [item for item in self.gaps() if self.tick(item, "obh") == THERE]


def file_check(session: Session, claim_id: int) -> FileCheck:
    """The checklist of a claim: as it was begun, else the form of its kind in force."""
    record = load_claim(session, claim_id)
    kind = record.values["kind"]
    if not kind:
        raise Refused("Reimbursement ini belum menyebut perkara atau paket.", "Isi dahulu lalu simpan.")
    checklist_id = record.values["checklist_id"]
    if checklist_id is None:
        instrument = rulebook_of(session).instrument(ServiceKind(kind).checklist)
        return FileCheck(
            claim_id, record.title, record.subtitle, instrument, {}, None, record.values["state"]
        )
    version_id = session.execute(
        select(Assessment.instrument_version_id).where(Assessment.id == checklist_id)
    ).scalar_one()
    return FileCheck(
        claim_id,
        record.title,
        record.subtitle,
        instrument_of(session, version_id),
        answers_of(session, checklist_id, pass_=None),
        checklist_id,
        record.values["state"],
    )


def keys_of(check: FileCheck) -> set[str]:
    """Every key an answer of this form may have."""
    ticks = {
        answer_key(item, tick) for section in check.ticked for item in section.items for tick in section.ticks
    }
    return ticks | {item.key for item in check.written}
