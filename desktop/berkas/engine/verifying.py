"""Answers a printed code: is the paper genuine, does the file still agree with it, and until when.

A paper is a witness of the journal before it. What somebody changed or cut before the paper shows, even
when every later hash was made anew, because the paper keeps the old one. Imports no Qt and no room.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas import __version__
from berkas.engine.contents import digest_of
from berkas.engine.history import office_zone
from berkas.engine.issuing import CONTENT, PROGRAM, DocumentKind, office_uid, options_of
from berkas.engine.papermark import Mark, read_mark
from berkas.engine.rulebook import Rulebook
from berkas.rules.dates import local_moment, show_instant, show_medium, show_time
from berkas.rules.vocabulary import IssuedState, PaperTruth
from berkas_db.attachments import read_attachment
from berkas_db.errors import BookDamaged, Refused
from berkas_db.journal import ChainReport, hash_at, head, verify_chain
from berkas_db.tables import IssuedDocument, JournalEntry, JournalRow


@dataclass(frozen=True, slots=True)
class Verification:
    """Answer to a printed code.

    `agrees_until` is the newest day up to which file and paper agree, `agreed_at` the same as an instant
    (UTC): that of the last journal entry which is proven to be as it was; empty when nothing is proven.
    `notes` are sentences that say what does not fit, in order.
    """

    state: PaperTruth
    document: str
    number: str
    issued: str
    agrees_until: str
    agreed_at: str = ""
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape the command line promises."""
        return {
            "state": str(self.state),
            "document": f"{self.document}, nomor {self.number}" if self.number else self.document,
            "issued": self.issued or None,
            "agrees_until": self.agrees_until or None,
        }


@dataclass(frozen=True, slots=True)
class Comparing:
    """What is needed to gather a document's values again: the kinds by key, and the office's rules."""

    kinds: Mapping[str, DocumentKind]
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class _Agreement:
    """How far file and paper agree: until an entry's instant, and whether anything contradicts."""

    at: str
    is_contradicted: bool


def verify(session: Session, typed: str, comparing: Comparing | None = None) -> Verification:
    """Answer a printed code: the 12 characters, what a scanner types from the QR, or pasted small print.

    UTUH: bytes, code and history fit and, when `comparing` is given, today's data are still those of the
    paper. BERUBAH: genuine, but replaced, or its data or the later history changed. TIDAK_COCOK: bytes, code
    or the history before it do not fit. TIDAK_DIKENAL: no such paper; a QR still says how far it agrees.
    """
    mark = read_mark(typed)
    row = _by_code(session, typed) if mark is None else _by_mark(session, mark)
    chain = verify_chain(session)
    if row is None:
        return _unknown(session, chain, mark)
    own = Mark(row.number or "", row.revision, row.journal_position, row.issued_at, row.journal_head)
    paper = mark or own
    forged = _doubts(session, row, own)
    if forged:
        return _answer(row, PaperTruth.TIDAK_COCOK, "", "", forged)
    agreement = _agreement(session, chain, paper)
    day, said = _until(session, agreement)
    broken = _history_doubt(session, chain, paper)
    if broken:
        return _answer(row, PaperTruth.TIDAK_COCOK, day, agreement.at, (broken, said))
    later = _later(session, chain, row, agreement, comparing)
    if later:
        return _answer(row, PaperTruth.BERUBAH, day, agreement.at, (*later, said))
    return _answer(row, PaperTruth.UTUH, day, agreement.at, ())


def _answer(
    row: IssuedDocument, state: PaperTruth, day: str, at: str, notes: tuple[str, ...]
) -> Verification:
    return Verification(state, row.title, row.number or "", row.issued_at, day, at, notes)


def _unknown(session: Session, chain: ChainReport, mark: Mark | None) -> Verification:
    """No such paper is kept. With only a code nothing more can be said; a QR is a witness all the same."""
    if mark is None:
        note = (
            "Tidak ada dokumen terbit dengan kode ini pada berkas kantor ini. Bila kertasnya asli, tempel "
            "isi kode QR atau huruf kecilnya: itu menunjukkan apakah riwayat berkas ini dipotong."
        )
        return Verification(PaperTruth.TIDAK_DIKENAL, "", "", "", "", notes=(note,))
    agreement = _agreement(session, chain, mark)
    day, said = _until(session, agreement)
    broken = _history_doubt(session, chain, mark)
    if broken:
        kept = "Dokumennya tidak ada pada berkas kantor ini."
        notes = (kept, broken, said)
        return Verification(PaperTruth.TIDAK_COCOK, "", mark.number, mark.at, day, agreement.at, notes)
    notes = ("Riwayat sampai lembar ini terbit cocok, tetapi dokumennya tidak ada pada berkas kantor.", said)
    return Verification(PaperTruth.TIDAK_DIKENAL, "", "", "", day, agreement.at, notes)


def _doubts(session: Session, row: IssuedDocument, own: Mark) -> tuple[str, ...]:
    """What does not fit of the kept paper itself."""
    found: list[str] = []
    if not _bytes_hold(session, row):
        found.append("Isi dokumen yang disimpan tidak lagi sama dengan saat terbit.")
    if row.code12 != own.code12(office_uid(session)):
        found.append("Catatan dokumen terbit ini diubah: kodenya tidak lagi sesuai.")
    return tuple(found)


def _history_doubt(session: Session, chain: ChainReport, paper: Mark) -> str:
    """Why the journal before the paper is not the one the paper saw; empty when it is."""
    if paper.position == 0:
        return ""
    kept = hash_at(session, paper.position)
    if kept is None:
        last = head(session)[0]
        return (
            f"Riwayat berkas ini terpotong: lembar ini terbit sesudah entri {paper.position}, "
            f"padahal riwayat kini berakhir pada entri {last}."
        )
    if kept != paper.head:
        return f"Riwayat sebelum lembar ini terbit (entri 1–{paper.position}) diubah atau dihitung ulang."
    first = chain.problems[0].position if chain.problems else None
    if first is not None and first <= paper.position:
        return f"Riwayat sebelum lembar ini terbit rusak mulai entri {first}."
    return ""


def _later(
    session: Session,
    chain: ChainReport,
    row: IssuedDocument,
    agreement: _Agreement,
    comparing: Comparing | None,
) -> tuple[str, ...]:
    """What happened after a paper that is genuine."""
    found: list[str] = []
    if row.state != IssuedState.TERBIT.value:
        found.append(f"Dokumen ini {IssuedState(row.state).label.casefold()}.")
    if not chain.is_whole or agreement.is_contradicted:
        found.append("Riwayat sesudah lembar ini terbit diubah atau terpotong.")
    if comparing is not None and _content_changed(session, row, comparing):
        found.append(_what_changed(session, row))
    return tuple(found)


def _content_changed(session: Session, row: IssuedDocument, comparing: Comparing) -> bool:
    """Whether the same document, gathered today for the same day, would hold other values.

    Papers of another version of the program gather differently; for those the record's own journal speaks.
    """
    kept = options_of(row)
    kind = comparing.kinds.get(row.kind)
    if kind is None or kept.get(PROGRAM) != __version__ or CONTENT not in kept:
        return _changes_since(session, row)[0] > 0
    try:
        subject = kind.find(session, row.subject_key or "")
        values = kind.gather(session, comparing.rulebook, subject, date.fromisoformat(row.issued_on))
    except (Refused, BookDamaged):
        return True  # what the paper is about is gone
    return digest_of(values) != kept[CONTENT]


def _what_changed(session: Session, row: IssuedDocument) -> str:
    count, last = _changes_since(session, row)
    if not count:
        return "Isi yang menjadi dasar dokumen ini sudah berubah sejak terbit."
    when = show_instant(last, office_zone(session))
    return f"Isi catatannya sudah berubah sejak terbit: {count} perubahan, terakhir {when}."


def _changes_since(session: Session, row: IssuedDocument) -> tuple[int, str]:
    """How often the record behind the paper was changed after it, and when last."""
    statement = (
        select(func.count(), func.max(JournalEntry.at))
        .select_from(JournalRow)
        .join(JournalEntry, JournalEntry.id == JournalRow.journal_id)
        .where(
            JournalRow.table_name == row.subject_table,
            JournalRow.row_uid == row.subject_uid,
            JournalRow.journal_id > row.journal_position,
        )
    )
    count, last = session.execute(statement).one()
    return count, last or ""


def _agreement(session: Session, chain: ChainReport, paper: Mark) -> _Agreement:
    """How far file and paper agree, by every witness: the paper, and the heads kept with other papers."""
    first_problem = chain.problems[0].position if chain.problems else None
    wrong: list[int] = [] if first_problem is None else [first_problem]
    right: list[int] = []
    for position, hashed, seen in (*_seen_by(session, paper), *_kept_heads(session)):
        fits = hashed is not None and hashed.startswith(seen)
        (right if fits else wrong).append(position)
    if not any(position != first_problem for position in wrong):
        return _Agreement(chain.agrees_until, is_contradicted=False)
    before = [position for position in right if position < min(wrong)]
    at = _instant(session, max(before)) if before else ""
    return _Agreement(at, is_contradicted=True)


def _seen_by(session: Session, paper: Mark) -> Iterable[tuple[int, str | None, str]]:
    return [
        (position, hash_at(session, position), seen) for position, seen in paper.witnesses() if position > 0
    ]


def _kept_heads(session: Session) -> Iterable[tuple[int, str | None, str]]:
    statement = (
        select(
            IssuedDocument.journal_position,
            func.lower(func.hex(JournalEntry.hash)),
            IssuedDocument.journal_head,
        )
        .outerjoin(JournalEntry, JournalEntry.id == IssuedDocument.journal_position)
        .where(IssuedDocument.journal_position > 0)
    )
    return [(position, hashed or None, seen) for position, hashed, seen in session.execute(statement)]


def _instant(session: Session, position: int) -> str:
    found = session.execute(select(JournalEntry.at).where(JournalEntry.id == position)).scalar_one_or_none()
    return found or ""


def _until(session: Session, agreement: _Agreement) -> tuple[str, str]:
    """The civil day of agreement, and the sentence about it."""
    if not agreement.at:
        return "", "Tidak ada bagian riwayat yang terbukti masih sama dengan lembar itu."
    moment = local_moment(agreement.at, office_zone(session))
    when = f"{show_medium(moment.date())} pukul {show_time(moment)}"
    sentence = f"Berkas ini dan lembar itu sama sampai {when}"
    return (
        moment.date().isoformat(),
        f"{sentence}; sesudah itu tidak terbukti." if agreement.is_contradicted else f"{sentence}.",
    )


def _bytes_hold(session: Session, row: IssuedDocument) -> bool:
    try:
        kept = read_attachment(session, row.attachment_id)
    except BookDamaged:
        return False
    return hashlib.sha256(kept).hexdigest() == row.sha256


def _by_code(session: Session, typed: str) -> IssuedDocument | None:
    code = (
        "".join(typed.upper().split()).replace("-", "").replace("O", "0").replace("I", "1").replace("L", "1")
    )
    return session.execute(select(IssuedDocument).where(IssuedDocument.code12 == code)).scalar_one_or_none()


def _by_mark(session: Session, mark: Mark) -> IssuedDocument | None:
    statement = select(IssuedDocument).where(
        IssuedDocument.number == mark.number,
        IssuedDocument.revision == mark.revision,
        IssuedDocument.issued_at == mark.at,
    )
    return session.execute(statement.limit(1)).scalar_one_or_none()
