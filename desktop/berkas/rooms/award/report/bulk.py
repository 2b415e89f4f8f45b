"""How much there is to print of one unit, counted in the book: what the estimate of sheets goes by."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.rooms.award.queries.matters import findings_of, matters_of
from berkas.rooms.award.queries.sheet import entry_places, load_sheet
from berkas.rooms.award.report.choices import Bulk
from berkas.rules.vocabulary import EvidenceKind
from berkas_db.tables import EntryMember


def bulk_of(session: Session, entry_id: int) -> Bulk:
    """Criteria and sections, photos, documents with their pages, findings, matters, people, other units."""
    sheet = load_sheet(session, entry_id)
    uses = [use for use in sheet.uses if not use.needs_new_photo]
    photos = [use for use in uses if use.kind is EvidenceKind.FOTO and use.may_print]
    scored = [question for question in sheet.route.questions if question.section.scored]
    matters = matters_of(session, sheet.place.unit_id, sheet.place.year)
    people = session.execute(select(func.count()).where(EntryMember.entry_id == entry_id)).scalar_one()
    return Bulk(
        criteria=len(scored),
        sections=len({question.section.key for question in scored}),
        photos=len(photos),
        wide=all((use.width or 0) >= (use.height or 0) for use in photos),
        proofs=len(uses),
        attached_pages=sum(
            use.pages or 0 for use in uses if use.kind is not EvidenceKind.FOTO and use.may_print
        ),
        findings=len(findings_of(session, entry_id)),
        matters=len(matters.complaints) + len(matters.supervision),
        past=len(matters.history) + len(matters.innovations),
        people=people,
        units=len(entry_places(session, round_id=sheet.place.round_id)),
    )
