"""Parts that several papers of the award share: criteria tables, counts, findings, proofs. Values in, parts
out.
"""

from collections.abc import Iterable, Sequence

from berkas.paper.parts import (
    OFFICE_WORDING,
    Align,
    Count,
    Counts,
    Criteria,
    Criterion,
    Finding,
    Findings,
    Heading,
    Notice,
    NoticeKind,
    Para,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Tone,
)
from berkas.paper.words import italic
from berkas.rooms.award.queries.sheet import mark_of
from berkas.rooms.award.report.gather import day, section_title
from berkas.rooms.award.report.values import DossierValues, Member, ProofValues
from berkas.rules.identity import show_nip
from berkas.rules.instruments import Instrument, Question, Route, Section, Status
from berkas.rules.vocabulary import Missing

NO_SCORE = "Jawaban dihitung, tidak dinilai: rumus, bobot, dan batas lulus resmi tidak diketahui."
OWN_MARK = "*"


def routes(values: DossierValues) -> tuple[Question, ...]:
    """The criteria of this kind of unit that count."""
    route = Route(values.instrument, values.unit_kind)
    return tuple(question for question in route.asked(values.answers) if question.section.scored)


def sections_of(questions: Sequence[Question]) -> list[tuple[Section, list[Question]]]:
    """Criteria by section, in order."""
    found: dict[str, tuple[Section, list[Question]]] = {}
    for question in questions:
        found.setdefault(question.section.key, (question.section, []))[1].append(question)
    return list(found.values())


def criteria_parts(values: DossierValues) -> Iterable[Part]:
    """One table per section in the regulation's own columns; what is the office's wording says so."""
    for section, questions in sections_of(routes(values)):
        is_own = section.status is Status.RUMUSAN_KANTOR
        scale = values.instrument.scales_by_key[section.scale or questions[0].item.scale]
        remarks = [section.note] if section.note else []
        if len({question.item.status for question in questions}) > 1 or _is_starred(section, questions):
            remarks.insert(0, f"{OWN_MARK} {OFFICE_WORDING}")
        yield Heading(section_title(section), level=2)
        yield Criteria(
            scale=tuple(option.label for option in scale.options),
            scale_title=scale.label or "Penilaian",
            rows=tuple(_criterion(values, question) for question in questions),
            caption=OFFICE_WORDING if is_own else "",
            note=" ".join(remarks),
        )


def _is_starred(section: Section, questions: Sequence[Question]) -> bool:
    """Whether items of the office stand in a section of the regulation, or the other way round."""
    return any(question.item.status is not section.status for question in questions)


def _criterion(values: DossierValues, question: Question) -> Criterion:
    answer = values.answers.get(question.key)
    label = next(
        (option.label for option in values.instrument.options(question.item) if option.code == answer), None
    )
    outside = answer.label if isinstance(answer, Missing) else ""
    own = [proof for proof in values.proofs if proof.item_key == question.key]
    statuses = {item.status for item in question.section.items} | {question.section.status}
    star = OWN_MARK if question.item.status is Status.RUMUSAN_KANTOR and len(statuses) > 1 else ""
    return Criterion(
        number=question.item.no,
        text=question.item.label + star,
        answer=label,
        evidence=proof_words(own),
        note=values.notes.get(question.key, ""),
        outside=outside,
        code=mark_of(question),
    )


def proof_words(proofs: Sequence[ProofValues]) -> str:
    """“Foto 1–3; dokumen 2”: the numbers under which the proofs stand further on."""
    parts: list[str] = []
    for is_photo, word in ((True, "foto"), (False, "dokumen")):
        numbers = sorted(proof.number for proof in proofs if proof.is_photo is is_photo)
        if numbers:
            parts.append(f"{word} {_runs(numbers)}")
    joined = "; ".join(parts)
    return joined[:1].upper() + joined[1:]


def _runs(numbers: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(
        str(first) if first == last else f"{first}–{last}" if last > first + 1 else f"{first}, {last}"
        for first, last in runs
    )


def counts_parts(values: DossierValues) -> Iterable[Part]:
    """How often each answer was given, per scale; never a score."""
    questions = routes(values)
    by_scale: dict[str, list[Question]] = {}
    for question in questions:
        by_scale.setdefault(question.item.scale, []).append(question)
    for key, asked in by_scale.items():
        scale = values.instrument.scales_by_key[key]
        rows = [
            Count(
                option.label,
                sum(values.answers.get(question.key) == option.code for question in asked),
            )
            for option in scale.options
        ]
        without = sum(isinstance(values.answers.get(question.key), Missing) for question in asked)
        silent = sum(question.key not in values.answers for question in asked)
        rows += [Count("Tanpa penilaian", without)] if without else []
        rows += [Count("Belum dinilai", silent)] if silent else []
        words = " / ".join(option.label for option in scale.options)
        yield Counts(tuple(rows), caption=f"{scale.label or 'Penilaian'}: {words}")
    yield Para((italic(NO_SCORE),), tone=Tone.SMALL)


def count_sentence(values: DossierValues) -> str:
    """“Dari 33 kriteria, 31 telah dinilai: 20 Ada, 5 Proses, 6 Tidak.”."""
    questions = routes(values)
    words: dict[str, int] = {}
    for question in questions:
        answer = values.answers.get(question.key)
        for option in values.instrument.options(question.item):
            words.setdefault(option.label, 0)
            words[option.label] += option.code == answer
    given = ", ".join(f"{count} {label}" for label, count in words.items() if count)
    judged = sum(question.key in values.answers for question in questions)
    return f"Dari {len(questions)} kriteria, {judged} telah dinilai{f': {given}' if given else ''}."


def findings_part(values: DossierValues) -> Part:
    """The gaps with advice and dates."""
    marks = {question.key: mark_of(question) for question in routes(values)}
    rows = tuple(
        Finding(
            number=str(number),
            text=line.title,
            advice=line.advice,
            place=marks.get(line.item_code, line.item_code),
            due=day(line.due_on),
            state=line.status.label + (f", {day(line.closed_on)}" if line.closed_on else ""),
            owner=values.head.position or "Kepala unit",
        )
        for number, line in enumerate(values.findings, 1)
    )
    return Findings(rows, empty="Tidak ada temuan yang dicatat pada verifikasi ini.")


def team_table(members: Sequence[Member]) -> Part:
    """The team with NIP and position."""
    rows = [
        (
            str(number),
            member.name + (f"\nNIP {show_nip(member.nip)}" if member.nip else ""),
            "\n".join(part for part in (member.rank, member.position) if part),
            member.role,
        )
        for number, member in enumerate(members, 1)
    ]
    return Table(
        (
            TableColumn("No", mm=11, align=Align.CENTRE),
            TableColumn("Nama dan NIP", share=2.2),
            TableColumn("Pangkat dan jabatan", share=2.4),
            TableColumn("Kedudukan", share=1.3),
        ),
        rows or [(str(number), "", "", "") for number in range(1, 4)],
        row_height=0 if rows else 11,
    )


def signatures(values: DossierValues, place_date: str) -> Part:
    """Head of the unit at the left, the team from its leader on, witnesses last; room for wet signatures."""
    head = values.head
    blocks = [Signer((f"{head.position or 'Kepala Unit'},",), head.name, show_nip(head.nip), head.rank)]
    blocks += [
        Signer((f"{_signing_role(member)},",), member.name, show_nip(member.nip), member.rank)
        for member in values.team
    ]
    if not values.team:
        blocks.append(Signer(("Ketua Tim Verifikasi,",)))
    return Signatures(tuple(blocks), place_date=place_date)


def _signing_role(member: Member) -> str:
    return f"{member.role} Verifikasi" if member.is_team else member.role


def instrument_notice(instrument: Instrument) -> Iterable[Part]:
    """What is official in the instrument and what is not."""
    if instrument.status is Status.RUMUSAN_KANTOR or not instrument.complete:
        yield Notice(
            instrument.notice or OFFICE_WORDING, title="Tentang naskah kriteria", kind=NoticeKind.INFO
        )
