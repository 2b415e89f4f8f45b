"""Gathers the facts about one dossier and has them looked through (“Periksa kelengkapan”).

The rules stand in `rules.preflight`; here the book is asked what they need. Session in, values out.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.evidence import Use
from berkas.engine.photoreuse import Elsewhere, Reuse, reuse_of
from berkas.engine.preflightrules import CheckRules, LooksRules, check_rules
from berkas.engine.rulebook import Rulebook
from berkas.engine.wholeproofs import broken_proofs
from berkas.rooms.award.queries.entries import foreign_ministry, suggested_head
from berkas.rooms.award.queries.matters import findings_of, matters_of
from berkas.rooms.award.queries.sheet import Sheet, day_of, entry_places, load_sheet, mark_of
from berkas.rules.instruments import Question, covers
from berkas.rules.preflight import (
    DossierFacts,
    EarlierUse,
    Fault,
    LetterFacts,
    NearPair,
    OpenMatter,
    Preflight,
    ProofFacts,
    SignerFacts,
    criteria_facts,
)
from berkas.rules.preflight import preflight as look_through
from berkas.rules.vocabulary import FaultSeverity, SignerRole
from berkas_db.errors import Refused
from berkas_db.tables import AwardEntry, AwardRound, EntryMember, LetterOfAssignment, SignOff

_TEAM = (SignerRole.KETUA_TIM.value, SignerRole.ANGGOTA_TIM.value)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a dossier, and which proofs stand under several criteria with a stated reason."""

    dossier: DossierFacts
    explained: frozenset[str]
    authority: str
    rules: CheckRules
    unlooked: int = 0


def preflight(session: Session, rulebook: Rulebook, key: str) -> Preflight:
    """Look the dossier of `ROUND:UNIT` through; a unit alone means its latest round. Raises Refused."""
    del rulebook  # the round opens with its own version of the instrument
    return check_entry(session, find_entry(session, key))


def find_entry(session: Session, key: str) -> int:
    """The entry people mean by a key. Raises Refused with keys that exist."""
    places = entry_places(session)
    wanted = key.strip().casefold()
    for place in reversed(places):
        if wanted == place.key.casefold() or (":" not in wanted and wanted == _unit(place.key)):
            return place.id
    known = ", ".join(place.key for place in places[-5:]) or "belum ada satu pun"
    raise Refused(f"Unit “{key}” tidak ada dalam putaran P2HAM.", f"Yang tersedia antara lain: {known}.")


def _unit(key: str) -> str:
    return key.partition(":")[2].casefold()


def check_entry(session: Session, entry_id: int, *, likeness: bool = True) -> Preflight:
    """Look one dossier through; without `likeness` its photos are not compared by what they show."""
    return judge(facts_of(session, load_sheet(session, entry_id), likeness=likeness))


def judge(facts: Facts) -> Preflight:
    """The faults of a dossier. One photo under several criteria weighs less when somebody said why."""
    result = look_through(facts.dossier, facts.rules.faults)
    faults = tuple(_weighed(fault, facts.explained) for fault in result.faults)
    if facts.authority:
        doubt = Fault(
            "kewenangan", FaultSeverity.PERINGATAN, "Dasar kewenangan", facts.authority, "kewenangan", ""
        )
        faults = (*faults, doubt)
    order = list(FaultSeverity)
    unchecked = result.unchecked
    if facts.unlooked:
        unchecked = (
            f"{facts.unlooked} pasang foto yang agak mirip belum dibandingkan dari dekat.",
            *unchecked,
        )
    return Preflight(tuple(sorted(faults, key=lambda fault: order.index(fault.severity))), unchecked)


def _weighed(fault: Fault, explained: frozenset[str]) -> Fault:
    if fault.code == "foto_sama_kriteria_lain" and fault.key in explained:
        return replace(fault, severity=FaultSeverity.PERINGATAN)
    return fault


def facts_of(session: Session, sheet: Sheet, *, likeness: bool = True) -> Facts:
    """Ask the book everything the check wants to know."""
    entry = session.get(AwardEntry, sheet.place.id)
    round_ = session.get(AwardRound, sheet.place.round_id)
    if entry is None or round_ is None:
        raise Refused("Unit ini sudah tidak ada dalam putaran.", "Muat ulang daftar.")
    places = {question.key: _place(question) for question in sheet.route.questions}
    uses = [use for use in sheet.uses if not use.needs_new_photo]  # last year's are only suggestions
    rules = check_rules(session)
    broken = broken_proofs(session, uses)
    whole = [use for use in uses if use.evidence_id not in broken]
    reuse = reuse_of(session, whole, rules.likeness, entry_id=sheet.place.id, near=likeness)
    findings = findings_of(session, sheet.place.id)
    matters = matters_of(session, sheet.place.unit_id, sheet.place.year)
    dossier = DossierFacts(
        unit=sheet.place.unit_name,
        is_covered=covers(sheet.instrument, sheet.place.unit_kind),
        period_from=round_.evidence_from or round_.upload_from or f"{round_.year}-01-01",
        period_until=round_.evidence_until or round_.upload_until or f"{round_.year}-12-31",
        criteria=tuple(
            replace(fact, place=places[fact.key])
            for fact in criteria_facts(sheet.route, sheet.newest(), _proofs(uses, rules.looks, broken))
        ),
        signed_on=_signed_on(session, entry),
        earlier_uses=_earlier(reuse.elsewhere, uses),
        near_pairs=_near_pairs(reuse, uses, places) if likeness else None,
        statement_signed=_statement_signed(session, entry),
        signers=_signers(session, entry, day_of(entry.verified_on, round_.year, date(round_.year, 12, 31))),
        letters=_letters(session, entry, round_),
        findings=tuple(
            OpenMatter(str(line.id), line.title, line.due_on or None)
            for line in findings
            if line.status.is_open
        ),
        complaints=tuple(
            OpenMatter(str(line.id), f"nomor {line.number}", line.due_on or None)
            for line in matters.complaints
            if line.is_open
        ),
        ombudsman=tuple(
            OpenMatter(str(line.id), line.text or line.subject, line.due_on or None)
            for line in matters.supervision
            if line.is_open
        ),
    )
    explained = frozenset(str(use.id) for use in uses if use.shared_reason)
    return Facts(dossier, explained, _authority(session, entry, round_), rules, reuse.unlooked)


def _place(question: Question) -> str:
    return f"{mark_of(question)} {question.item.label}"


def _authority(session: Session, entry: AwardEntry, round_: AwardRound) -> str:
    if entry.authority_note or entry.handed_over_on:
        return ""
    on = day_of(entry.verified_on, round_.year, date(round_.year, 12, 31))
    sentence = foreign_ministry(session, entry.round_id, entry.unit_id, on)
    return f"{sentence} Isi dasar kewenangan, atau limpahkan." if sentence else ""


def _proofs(uses: Sequence[Use], looks: LooksRules, broken: Set[int]) -> dict[str, list[ProofFacts]]:
    found: dict[str, list[ProofFacts]] = {}
    for use in uses:
        found.setdefault(use.item_code, []).append(
            ProofFacts(
                key=str(use.id),
                name=use.shown_name,
                kind=use.kind,
                sha256=use.sha256,
                caption=use.caption,
                taken_on=use.taken_on or None,
                readable=use.evidence_id not in broken,  # what cannot be opened is not taken in
                blank=_is_blank(use, looks),
                blurred=None if use.sharpness is None else use.sharpness < looks.blurred,
                width=use.width,
                height=use.height,
            )
        )
    return found


def _is_blank(use: Use, looks: LooksRules) -> bool | None:
    if use.sharpness is None or use.brightness is None:
        return None
    return use.sharpness < looks.blank or not looks.dark <= use.brightness <= looks.bright


def _earlier(alike: Sequence[Elsewhere], uses: Sequence[Use]) -> tuple[EarlierUse, ...]:
    hashes = {use.evidence_id: use.sha256 for use in uses}
    return tuple(EarlierUse(hashes[one.own_id], f"{one.unit} ({one.key})") for one in alike if one.is_same)


def _near_pairs(reuse: Reuse, uses: Sequence[Use], places: Mapping[str, str]) -> tuple[NearPair, ...]:
    """Look-alikes here and in other dossiers; the very same file is said elsewhere."""
    first_use = {use.evidence_id: use.id for use in reversed(uses)}
    here = [
        NearPair(str(two.id), str(one.id), places.get(one.item_code, one.item_code), percent)
        for one, two, percent in reuse.within
        if one.sha256 != two.sha256
    ]
    there = [
        NearPair(str(first_use[one.own_id]), "", f"bukti {one.unit} ({one.key})", one.percent)
        for one in reuse.elsewhere
        if not one.is_same
    ]
    return (*here, *there)


def _signers(session: Session, entry: AwardEntry, on: date) -> tuple[SignerFacts, ...]:
    signed = {
        row.sort: row.signed_on
        for row in session.execute(
            select(SignOff).where(
                SignOff.entry_id == entry.id,
                SignOff.paper == "berita_acara",
                SignOff.revision == entry.revision,
            )
        ).scalars()
    }
    team = session.execute(
        select(EntryMember).where(EntryMember.entry_id == entry.id).order_by(EntryMember.sort)
    ).scalars()
    found = [
        SignerFacts(
            f"tim:{member.id}",
            SignerRole(member.role).label,
            member.name,
            member.nip or "",
            signed.get(member.sort),
        )
        for member in team
    ]
    if not any(member.role == SignerRole.KETUA_TIM.label for member in found):
        found.insert(0, SignerFacts("tim", SignerRole.KETUA_TIM.label))
    own = {"head_name": entry.head_name or "", "head_nip": entry.head_nip or ""}
    head = own if entry.head_name else suggested_head(session, entry.unit_id, on)
    found.append(
        SignerFacts(
            "kepala_unit",
            SignerRole.KEPALA_UNIT.label,
            head.get("head_name", ""),
            head.get("head_nip", ""),
            signed.get(HEAD_SORT),
        )
    )
    return tuple(found)


HEAD_SORT = 1000
"""The place of the head of the unit among the signatures: after the team."""


def _letters(session: Session, entry: AwardEntry, round_: AwardRound) -> tuple[LetterFacts, ...]:
    letters = [
        LetterFacts("sk_tim", "SK Tim", round_.team_decree_number or "", round_.team_decree_on),
    ]
    if entry.visit_id is not None:
        row = session.execute(
            select(LetterOfAssignment.number, LetterOfAssignment.letter_on)
            .where(LetterOfAssignment.visit_id == entry.visit_id)
            .order_by(LetterOfAssignment.id)
            .limit(1)
        ).one_or_none()
        number, dated = (row.number or "", row.letter_on) if row else ("", None)
        letters.append(LetterFacts("surat_tugas", "Surat tugas", number, dated))
    letters.append(LetterFacts("verifikasi", "Verifikasi lapangan", "-", entry.verified_on))
    return tuple(letters)


def _statement_signed(session: Session, entry: AwardEntry) -> bool:
    """Whether the head of the unit signed that the proofs of this revision are true."""
    found = session.execute(
        select(SignOff.id).where(
            SignOff.entry_id == entry.id,
            SignOff.paper == "keabsahan_data_dukung",
            SignOff.revision == entry.revision,
            SignOff.signed_on.is_not(None),
        )
    )
    return found.first() is not None


def _signed_on(session: Session, entry: AwardEntry) -> str | None:
    days = session.execute(
        select(SignOff.signed_on).where(
            SignOff.entry_id == entry.id,
            SignOff.paper == "berita_acara",
            SignOff.revision == entry.revision,
            SignOff.signed_on.is_not(None),
        )
    ).scalars()
    return max((day for day in days if day), default=None)


_RECORDS = {
    "temuan": ("followups", "finding"),
    "pengaduan": ("complaints", "complaint"),
    "ombudsman": ("complaints", "supervision"),
}


_FIELDS = {
    ("penanda_tangan", "kepala_unit", "nip_kosong"): "head_nip",
    ("penanda_tangan", "kepala_unit", "nip_keliru"): "head_nip",
    ("surat", "verifikasi", "tanggal_surat_kosong"): "verified_on",
}


def field_of(fault: Fault) -> str:
    """The field of the unit's form in which a fault is mended, or the rows it stands in; "" for the form."""
    if fault.target == "kewenangan":
        return "authority_note"
    if fault.target == "penanda_tangan" and fault.key.startswith("tim"):
        return "members"
    usual = "head_name" if fault.target == "penanda_tangan" else ""
    return _FIELDS.get((fault.target, fault.key, fault.code), usual)


def mended_at(session: Session, entry_id: int, fault: Fault) -> tuple[str, str, int] | None:
    """Room, kind and id of the record in which a fault is mended; None for the form of the unit."""
    if fault.target in _RECORDS:
        return (*_RECORDS[fault.target], int(fault.key))
    entry = session.get(AwardEntry, entry_id)
    if entry is None or fault.target != "surat":
        return None
    if fault.key == "sk_tim":
        return ("award", "award_round", entry.round_id)
    if fault.key == "surat_tugas" and entry.visit_id is not None:
        return ("visits", "visit", entry.visit_id)
    return None
