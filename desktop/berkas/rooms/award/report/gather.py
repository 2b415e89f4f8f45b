"""Reads everything a dossier or a recapitulation needs in one go; called on the reader's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.assessing import instrument_of
from berkas.engine.evidence import Use, print_copy
from berkas.engine.issuing import Subject
from berkas.engine.leaving import leaving
from berkas.engine.letterheads import (
    letterhead_on,
    office_facts,
    office_name_on,
    place_date,
    signer_on,
    unit_head_on,
    unit_ministry_on,
)
from berkas.engine.preflightrules import check_rules
from berkas.engine.roundalike import Where, alike_in_round
from berkas.engine.rulebook import Rulebook
from berkas.rooms.award.queries.matters import findings_of, matters_of
from berkas.rooms.award.queries.ranking import in_order, ranking_of
from berkas.rooms.award.queries.readiness import Facts, facts_of, judge
from berkas.rooms.award.queries.sheet import (
    Sheet,
    day_of,
    entry_places,
    load_sheet,
    mark_of,
    shared_items,
)
from berkas.rooms.award.report.values import (
    AlikeValues,
    CriterionCounts,
    DossierValues,
    Member,
    OfficeValues,
    ProofValues,
    RankingValues,
    RecapValues,
    RoundValues,
    SectionCounts,
    UnitCounts,
)
from berkas.rules import dates
from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument, Section
from berkas.rules.vocabulary import (
    AnswerPass,
    AwardResult,
    AwardStage,
    EvidenceKind,
    FaultSeverity,
    SignerRole,
)
from berkas_db.errors import Refused
from berkas_db.tables import (
    AwardEntry,
    AwardRound,
    EntryMember,
    IssuedDocument,
    LetterOfAssignment,
    Ministry,
    RoundStage,
    Term,
    Unit,
)

_TEAM = (SignerRole.KETUA_TIM, SignerRole.ANGGOTA_TIM)


def day(text: str | None) -> str:
    """“12 Juni 2025” for a stored date, "" for none."""
    return dates.show_medium(date.fromisoformat(text)) if text else ""


def entry_subjects(session: Session) -> list[Subject]:
    """Every unit of every round by `ROUND:UNIT`, oldest round first."""
    return [Subject(place.key, place.unit_name, AwardEntry, place.id) for place in entry_places(session)]


def round_subjects(session: Session) -> list[Subject]:
    """Every round by its code, oldest first."""
    rows = session.execute(
        select(AwardRound.id, AwardRound.code, AwardRound.title)
        .where(AwardRound.trashed_at.is_(None))
        .order_by(AwardRound.year, AwardRound.id)
    )
    return [Subject(row.code, row.title, AwardRound, row.id) for row in rows]


def entry_id(subject: Subject) -> int:
    """The unit in a round a paper is about. Raises Refused where no unit was named."""
    if subject.id is None:
        raise Refused("Dokumen ini tentang satu unit dalam putaran.", "Sebutkan kuncinya.")
    return subject.id


def gather_dossier(session: Session, rulebook: Rulebook, subject: Subject, on: date) -> DossierValues:
    """Everything about one unit in a round, with the recapitulation of the round and printable photos."""
    values = gather_minutes(session, rulebook, subject, on)
    sheet = load_sheet(session, _id(subject))
    return replace(
        values,
        minutes_number=values.minutes_number or _issued_number(session, subject.key),
        proofs=tuple(_proofs(session, sheet)),
        recap=_recap(session, values.office, values.round, sheet.place.round_id),
    )


def gather_minutes(session: Session, rulebook: Rulebook, subject: Subject, on: date) -> DossierValues:
    """The same without photos and recapitulation: what a berita acara needs.

    The number it was issued under comes with the stamp: what it is drawn from must not change by issuing it.
    """
    del rulebook  # the round opens with its own version of the instrument
    sheet = load_sheet(session, _id(subject))
    entry = session.get(AwardEntry, sheet.place.id)
    unit = session.get(Unit, sheet.place.unit_id)
    if entry is None or unit is None:
        raise Refused("Unit ini sudah tidak ada dalam putaran.", "Muat ulang daftar.")
    verified = day_of(entry.verified_on, sheet.place.year, on)
    facts = facts_of(session, sheet)
    ministry = unit_ministry_on(session, unit.id, verified)
    members = _team(session, entry.id)
    notes = {**sheet.notes[AnswerPass.VERIFIKATOR], **sheet.notes[AnswerPass.AKHIR]}
    return DossierValues(
        office=_office(session, on, sheet.place.round_id),
        round=_round(session, sheet.place.round_id, sheet.instrument),
        key=sheet.place.key,
        unit=sheet.place.unit_name,
        unit_word=_word(session, "jenis_unit", unit.kind),
        unit_address=unit.address or "",
        unit_ministry=ministry.name if ministry else "",
        authority=entry.authority_note or "",
        instrument=sheet.instrument,
        unit_kind=sheet.place.unit_kind,
        answers=sheet.newest(),
        own_answers=sheet.answers[AnswerPass.MANDIRI],
        notes=notes,
        proofs=tuple(_listed_proofs(sheet)),
        team=members,
        head=_head(session, entry, verified),
        verified_words=dates.show_words(verified) if entry.verified_on else "",
        verified_on=day(entry.verified_on),
        place=unit.name,
        assignment=_assignment(session, entry.visit_id),
        minutes_number=entry.verification_number or "",
        conclusion=entry.verification_text or "",
        repair_until=day(entry.repair_until) or _repair_of_round(session, sheet.place.round_id),
        second_look_on=day(entry.second_look_on),
        findings=findings_of(session, entry.id),
        matters=matters_of(session, unit.id, sheet.place.year),
        check=judge(facts),
    )


def minutes_number(session: Session, subject: Subject) -> str | None:
    """The number the minutes were given by hand."""
    entry = session.get(AwardEntry, _id(subject))
    return (entry.verification_number or None) if entry is not None else None


def gather_recap(session: Session, rulebook: Rulebook, subject: Subject, on: date) -> RecapValues:
    """All units of a round, with their counts and readiness."""
    del rulebook
    round_id = _id(subject)
    row = session.get(AwardRound, round_id)
    if row is None:
        raise Refused("Putaran ini sudah tidak ada.", "Muat ulang daftar.")
    round_ = _round(session, round_id, instrument_of(session, row.instrument_version_id))
    values = _recap(session, _office(session, on, round_id), round_, round_id, alike=True)
    rule = ranking_of(session, row.code)
    if rule is None:
        return values
    ranked = RankingValues(rule.stated, rule.basis, in_order(values.units, rule.code))
    return replace(values, ranking=ranked)


def _id(subject: Subject) -> int:
    if subject.id is None:
        raise Refused("Dokumen ini tentang satu unit atau satu putaran.", "Sebutkan kuncinya.")
    return subject.id


# what the office gives


def _office(session: Session, on: date, round_id: int) -> OfficeValues:
    facts = office_facts(session)
    letterhead = session.execute(select(AwardRound.letterhead_id).where(AwardRound.id == round_id)).scalar()
    return OfficeValues(
        name=office_name_on(session, on, id=letterhead),
        city=facts.city,
        letterhead=letterhead_on(session, on, id=letterhead),
        size=facts.size,
        place_date=place_date(session, on),
        head=signer_on(session, "Kepala Kantor Wilayah", on),
    )


def _round(session: Session, round_id: int, instrument: Instrument) -> RoundValues:
    row = session.get(AwardRound, round_id)
    if row is None:
        raise Refused("Putaran ini sudah tidak ada.", "Muat ulang daftar.")
    ministry = session.get(Ministry, row.ministry_id) if row.ministry_id else None
    stages = session.execute(
        select(RoundStage).where(RoundStage.round_id == round_id).order_by(RoundStage.sort, RoundStage.id)
    ).scalars()
    decree = row.team_decree_number or ""
    if decree and row.team_decree_on:
        decree += f" tanggal {day(row.team_decree_on)}"
    return RoundValues(
        code=row.code,
        year=row.year,
        title=row.title,
        award_name=row.award_name or instrument.title,
        regulation=instrument.regulation or instrument.title,
        legal_basis=row.legal_basis.strip().rstrip(".;"),
        legal_basis_on=day(row.legal_basis_on),
        ministry=ministry.name if ministry else "",
        team_decree=decree,
        evidence_period=_span(row.evidence_from or row.upload_from, row.evidence_until or row.upload_until),
        repair_until=day(row.repair_until),
        is_example=row.is_example,
        stages=tuple(
            (
                stage.name or AwardStage.label_of(stage.stage),
                _span(stage.from_date, stage.until_date),
                stage.basis or "",
            )
            for stage in stages
        ),
    )


def _span(first: str | None, last: str | None) -> str:
    if first and last:
        return dates.show_range(date.fromisoformat(first), date.fromisoformat(last))
    if first:
        return f"mulai {day(first)}"
    return f"sampai {day(last)}" if last else ""


def _repair_of_round(session: Session, round_id: int) -> str:
    return day(session.execute(select(AwardRound.repair_until).where(AwardRound.id == round_id)).scalar())


def _word(session: Session, kind: str, code: str) -> str:
    label = session.execute(select(Term.label).where(Term.kind == kind, Term.code == code)).scalar()
    return label or code


# who


def _team(session: Session, entry_id: int) -> tuple[Member, ...]:
    rows = session.execute(
        select(EntryMember).where(EntryMember.entry_id == entry_id).order_by(EntryMember.sort)
    ).scalars()
    return tuple(
        Member(
            SignerRole(row.role).label,
            row.name,
            row.nip or "",
            row.rank or "",
            row.position or "",
            SignerRole(row.role) in _TEAM,
        )
        for row in rows
    )


def _head(session: Session, entry: AwardEntry, on: date) -> Member:
    role = SignerRole.KEPALA_UNIT.label
    if entry.head_name:
        return Member(
            role, entry.head_name, entry.head_nip or "", entry.head_rank or "", entry.head_position or ""
        )
    known = unit_head_on(session, entry.unit_id, on)
    return Member(role, known.name, known.nip, known.rank, known.role[-1].rstrip(",") if known.name else "")


def _assignment(session: Session, visit_id: int | None) -> str:
    if visit_id is None:
        return ""
    row = session.execute(
        select(LetterOfAssignment.number, LetterOfAssignment.letter_on)
        .where(LetterOfAssignment.visit_id == visit_id)
        .order_by(LetterOfAssignment.id)
        .limit(1)
    ).one_or_none()
    if row is None or not row.number:
        return ""
    return f"{row.number} tanggal {day(row.letter_on)}" if row.letter_on else row.number


def _issued_number(session: Session, key: str) -> str:
    number = session.execute(
        select(IssuedDocument.number)
        .where(
            IssuedDocument.kind == "berita-acara",
            IssuedDocument.subject_key == key,
            IssuedDocument.state == "terbit",
        )
        .order_by(IssuedDocument.id.desc())
        .limit(1)
    ).scalar()
    return number or ""


# proofs


def _listed_proofs(sheet: Sheet) -> list[ProofValues]:
    """All proofs in the order of the criteria, photos and documents numbered apart, without pictures."""
    places = {question.key: mark_of(question) for question in sheet.route.questions}
    shared = shared_items(sheet.uses)
    numbers = {True: 0, False: 0}
    found: list[ProofValues] = []
    for key, place in places.items():
        for use in this_years(sheet, key):
            is_photo = use.kind is EvidenceKind.FOTO
            numbers[is_photo] += 1
            others = [places.get(code, code) for code in shared.get(use.evidence_id, []) if code != key]
            found.append(_proof(use, numbers[is_photo], place, others, is_photo=is_photo))
    return found


def this_years(sheet: Sheet, key: str) -> list[Use]:
    """The proofs of a criterion that count: what last year's round lent is only a suggestion."""
    return [use for use in sheet.uses_under(key) if not use.needs_new_photo]


def _proof(use: Use, number: int, place: str, others: Sequence[str], *, is_photo: bool) -> ProofValues:
    taken = day(use.taken_on)
    if taken and use.taken_at:
        taken += f" pukul {use.taken_at[11:16].replace(':', '.')}"
    shared = ""
    if others:
        shared = f"dipakai juga pada butir {', '.join(others)}"
        shared += f" ({use.shared_reason})" if use.shared_reason else ""
    return ProofValues(
        number=number,
        is_photo=is_photo,
        item_key=use.item_code,
        item_place=place,
        name=use.caption or use.title or ("" if is_photo else use.file_name),
        place=use.place,
        taken=taken,
        taker=use.taken_by,
        alt=use.alt_text,
        image=None,
        withheld=not use.may_print,
        shared=shared,
        is_wide=(use.width or 0) >= (use.height or 0),
        pages=use.pages,
        file_name=use.file_name,
        sha256=use.sha256,
    )


def _proofs(session: Session, sheet: Sheet) -> list[ProofValues]:
    """The same with pictures; PDF documents come along with their pages."""
    listed = _listed_proofs(sheet)
    places = [question.key for question in sheet.route.questions]
    uses = [use for key in places for use in this_years(sheet, key)]
    return [_with_bytes(session, proof, use) for proof, use in zip(listed, uses, strict=True)]


def _with_bytes(session: Session, proof: ProofValues, use: Use) -> ProofValues:
    if proof.is_photo:
        return replace(proof, image=print_copy(session, use))
    if use.pages and use.may_print:
        return replace(proof, pdf=leaving(session, use))
    return proof


# counts


def _recap(
    session: Session, office: OfficeValues, round_: RoundValues, round_id: int, *, alike: bool = False
) -> RecapValues:
    """With `alike` also the photos of all units compared with each other, which takes a while."""
    sheets = [load_sheet(session, place.id) for place in entry_places(session, round_id=round_id)]
    row = session.get(AwardRound, round_id)
    assert row is not None  # noqa: S101  read a moment ago
    return RecapValues(
        office=office,
        round=round_,
        instrument=instrument_of(session, row.instrument_version_id),
        units=tuple(_unit_counts(session, sheet) for sheet in sheets),
        sections=tuple(_section_counts(sheets)),
        alike=_alike(session, round_id, sheets) if alike else None,
    )


def _alike(session: Session, round_id: int, sheets: Sequence[Sheet]) -> AlikeValues:
    marks = {question.key: mark_of(question) for sheet in sheets for question in sheet.route.questions}
    pairs, unlooked = alike_in_round(session, round_id, check_rules(session).likeness)

    def place(where: Where) -> str:
        return f"{where.unit}\nButir {marks.get(where.item_code, where.item_code)}: {where.name}"

    shown = tuple(
        (place(pair.first), place(pair.second), "sama persis" if pair.percent == 100 else f"{pair.percent} %")
        for pair in pairs
    )
    return AlikeValues(shown, unlooked)


def _unit_counts(session: Session, sheet: Sheet) -> UnitCounts:
    entry = session.get(AwardEntry, sheet.place.id)
    assert entry is not None  # noqa: S101  its place was read a moment ago
    facts: Facts = facts_of(session, sheet, likeness=False)
    check = judge(facts)
    answers = sheet.newest()
    scored = [question for question in sheet.route.asked(answers) if question.section.scored]
    by_scale: dict[str, dict[str, int]] = {}
    fulfilled = 0
    for question in scored:
        answer = answers.get(question.key)
        option = next((each for each in sheet.instrument.options(question.item) if each.code == answer), None)
        if option is not None:
            counts = by_scale.setdefault(question.item.scale, {})
            counts[option.code] = counts.get(option.code, 0) + 1
            fulfilled += option.fulfils
    weights = [fault.severity for fault in check.faults]
    return UnitCounts(
        name=sheet.place.unit_name,
        code=sheet.place.key.partition(":")[2],
        kind=_word(session, "jenis_unit", sheet.place.unit_kind),
        stage=AwardStage(entry.stage).label,
        verified_on=day(entry.verified_on),
        by_scale=by_scale,
        asked=len(scored),
        answered=sum(question.key in answers for question in scored),
        fulfilled=fulfilled,
        proofs=len({use.sha256 for use in sheet.uses}),
        blocking=weights.count(FaultSeverity.MENGHALANGI),
        warnings=weights.count(FaultSeverity.PERINGATAN),
        open_findings=sum(line.status.is_open for line in findings_of(session, sheet.place.id)),
        is_ready=check.is_ready,
        proposal=entry.proposal or "",
        result=AwardResult(entry.result).label,
    )


def _section_counts(sheets: Sequence[Sheet]) -> list[SectionCounts]:
    """Per section the answers over all units that were asked it."""
    sections: dict[str, tuple[Section, list[Mapping[str, Answer]]]] = {}
    for sheet in sheets:
        answers = sheet.newest()
        for section in sheet.route.sections:
            if section.scored:
                sections.setdefault(section.key, (section, []))[1].append(answers)
    found: list[SectionCounts] = []
    for section, all_answers in sections.values():
        rows: list[CriterionCounts] = []
        for item in section.items:
            counts: dict[str, int] = {}
            for answers in all_answers:
                code = answers.get(item.key)
                if isinstance(code, str):
                    counts[str(code)] = counts.get(str(code), 0) + 1
            rows.append(CriterionCounts(item.no, item.label, item.scale, counts, len(all_answers)))
        scale = section.scale or (section.items[0].scale if section.items else "")
        title = f"{_part_of(sheets[0].instrument, section)}{section_title(section)}"
        found.append(SectionCounts(title, scale, len(all_answers), tuple(rows)))
    return found


def _part_of(instrument: Instrument, section: Section) -> str:
    """“Kantor Imigrasi, ” before a section that is for some kinds of units only."""
    labels = [part.label for part in instrument.unit_parts if part.key in section.unit_kinds]
    return f"{'/'.join(labels)}, " if labels else ""


def section_title(section: Section) -> str:
    """“a. Aksesibilitas dan Ketersediaan Fasilitas (Pengunjung)”."""
    mark = section.letter or section.no
    return f"{mark}. {section.label}" if mark else section.label
