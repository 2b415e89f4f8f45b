"""Whether a text that is listed, printed or sent out names somebody whose identity lies in the vault.

Only the people of the record at hand are compared, and only which text names one is told, never whom:
otherwise a name could be tried to learn whether it is known. Imports no Qt and no room.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.rules.fields import Problem, Severity
from berkas_db.tables import (
    Assessment,
    CaseRecipient,
    Complainant,
    ComplaintAccused,
    Consent,
    Identity,
    Recipient,
    Trace,
)

_COLUMNS = ("name", "alias_names", "parent_names", "guardian_name", "nik")
_SHORTEST = 4
_APART = re.compile(r"[,;/\n]| dan ")
_WORD = re.compile(r"\w+")


def named_in(
    session: Session, identity_ids: Iterable[int], texts: Mapping[str, object], labels: Mapping[str, str]
) -> list[Problem]:
    """A doubt for each text (by its key) that names one of these people, their parents or guardian."""
    names = [_words(name) for name in _names(session, identity_ids)]
    found: list[Problem] = []
    for key, label in labels.items():
        text = f" {_words(str(texts.get(key) or ''))} "
        if any(f" {name} " in text for name in names):
            sentence = f"{label}: memuat nama atau NIK orang yang hanya boleh disebut dengan kode."
            found.append(Problem(key, sentence, Severity.SOFT))
    return found


def people_of_visit(session: Session, visit_id: int | None) -> set[int]:
    """Who was to be traced or was interviewed on a visit."""
    own = select(Assessment.id).where(Assessment.visit_id == visit_id)
    return _known(
        session,
        select(Recipient.identity_id)
        .join(Assessment, Assessment.recipient_id == Recipient.id)
        .where(Assessment.visit_id == visit_id),
        select(Recipient.identity_id)
        .join(Trace, Trace.recipient_id == Recipient.id)
        .where(Trace.visit_id == visit_id),
        select(Consent.identity_id).where(Consent.assessment_id.in_(own)),
    )


def people_of_case(session: Session, case_id: int | None, recipient_ids: Iterable[int]) -> set[int]:
    """The recipients of a case, those just entered included."""
    return _known(
        session,
        select(Recipient.identity_id)
        .join(CaseRecipient, CaseRecipient.recipient_id == Recipient.id)
        .where(CaseRecipient.case_id == case_id),
        select(Recipient.identity_id).where(Recipient.id.in_(list(recipient_ids))),
    )


def people_of_complaint(session: Session, complaint_id: int) -> set[int]:
    """Who complains, or for whom, and who is complained about."""
    return _known(
        session,
        select(Complainant.identity_id).where(Complainant.complaint_id == complaint_id),
        select(ComplaintAccused.identity_id).where(ComplaintAccused.complaint_id == complaint_id),
    )


def respondent_of(session: Session, assessment_id: int) -> int | None:
    """The identity behind a filled instrument, when somebody said who they are."""
    return next(
        iter(
            sorted(
                _known(
                    session,
                    select(Recipient.identity_id)
                    .join(Assessment, Assessment.recipient_id == Recipient.id)
                    .where(Assessment.id == assessment_id),
                )
                or _known(session, select(Consent.identity_id).where(Consent.assessment_id == assessment_id))
            )
        ),
        None,
    )


def _known(session: Session, *statements: Any) -> set[int]:  # noqa: ANN401  selects of one column
    return {
        found
        for statement in statements
        for found in session.execute(statement).scalars()
        if found is not None
    }


def _names(session: Session, identity_ids: Iterable[int]) -> Iterator[str]:
    table = Identity.__table__.c
    rows = session.execute(
        select(*(table[column] for column in _COLUMNS)).where(table.id.in_(list(identity_ids)))
    )
    for row in rows:
        for value in row:
            for part in _APART.split(value or ""):
                if len(part.strip()) >= _SHORTEST:
                    yield part


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
