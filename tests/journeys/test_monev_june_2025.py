"""The monev of 12 June 2025 as it was reported, entered in the real window into an empty office.

Four OBH, six recipients in criminal cases (two, one, one and two per OBH), three in an LPKA and three in a
narcotics prison, people and paralegals who assisted them, the visit, and the interviews. Units and OBH are
called by invented names marked contoh; who was whose client where was not reported, so that is invented too.
"""

import io
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from berkas.desk import Place, RecordPage, identitypanel
from berkas.engine.issuing import draft
from berkas.shell import registry
from berkas.shell.startup import Program
from berkas.shell.window import OfficeWindow
from berkas_db.book import Book
from berkas_db.check import check_book
from berkas_db.tables import (
    Assessment,
    CaseHearing,
    CasePerson,
    CaseRecipient,
    LegalCase,
    Obh,
    ObhPerson,
    OfficialScore,
    Recipient,
    SoftOverride,
    Trace,
)

Enter = Callable[..., int]
OBH = ("LBH Al-Adil (contoh)", "LBH Legal Mandiri (contoh)", "LBH KUBA (contoh)", "LBH Panca Darma (contoh)")
CLIENTS = (0, 0, 1, 2, 3, 3)
"""Which OBH assisted each of the six."""
LIKES = ("LPR01", "LPR02", "LPR04", "LPR05", "LPR06", "LPR07", "LIN01", "LIN02", "LIN03", "LIN04", "LIN05",
         "LIN06", "LIN07", "LIP01", "LIP02", "LIP03", "LIP04", "LIP05", "LIP06")  # fmt: skip


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kosong") / "kosong.berkas"
    Book.create(path, office_name="Kantor Wilayah Contoh").close()
    return path


@pytest.fixture
def window(program: Program, empty_office: Path, tmp_path: Path, qtbot: QtBot) -> OfficeWindow:
    program.start(Path(shutil.copy(empty_office, tmp_path / "monev.berkas")))
    assert program.office is not None
    shown = program.office.window
    shown.resize(1366, 768)
    with qtbot.waitActive(shown):
        shown.activateWindow()
    return shown


@pytest.fixture
def enter(window: OfficeWindow, qtbot: QtBot) -> Enter:
    """Fills a new record in its own page and saves it with Ctrl+S; gives its id. Nothing may be doubted."""

    def enter(room: str, kind: str, values: Mapping[str, Any], **rows: Sequence[Mapping[str, Any]]) -> int:
        window.desk.open(Place(room, kind))
        page = window.pages.page(room).page(kind)  # type: ignore[union-attr]
        assert isinstance(page, RecordPage)
        page.start_new()
        qtbot.waitUntil(page.sheet.is_showing)
        fields = {field.key for field in page.spec.fields}
        assert set(values) <= fields, set(values) - fields
        for key, value in values.items():
            page.sheet.form.set_value(key, value)
        for key, given in rows.items():
            fields = {field.key for field in page.sections[key].rows.fields}
            assert all(set(row) <= fields for row in given), key
            page.sections[key].open()
            page.sections[key].editor.set_values(given)
        page.sheet.form.focus(next(iter(values)))
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: page.record is not None, timeout=10000)
        assert page.record is not None
        return page.record.id

    return enter


def one(window: OfficeWindow, statement: Any) -> Any:  # noqa: ANN401  any single value
    return window.desk.glance(lambda session: session.execute(statement).scalar_one())


def code_id(window: OfficeWindow, source: str, words: str) -> str:
    """What somebody chooses in a reference field after typing these words."""
    return next(choice.code for choice in window.desk.lookup(source, words))


def test_the_case_of_june_2025_is_entered_completely(
    window: OfficeWindow, enter: Enter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = code_id(window, "kabupaten", "Pangkalpinang")
    lpka, narcotics = (
        enter("office", "unit", {"name": name, "kind": kind, "unit_class": level, "regency_id": town})
        for name, kind, level in (
            ("LPKA Kelas II Contoh", "lpka", "II"),
            ("Lapas Narkotika Kelas IIA Contoh", "lapas_narkotika", "IIA"),
        )
    )
    counsellors = [
        enter("office", "official", {"name": name, "functional_title": "Penyuluh Hukum"})
        for name in ("Ketua Contoh, S.H.", "Anggota Contoh, S.H.")
    ]
    obhs = [_enter_obh(window, enter, name, town) for name in OBH]
    people = [
        [code_id(window, "orang", f"{role} {name}") for role in ("Advokat", "Paralegal")] for name in OBH
    ]
    recipients = [_enter_recipient(enter, lpka if each < 3 else narcotics, each < 3) for each in range(6)]
    _enter_identity(window, recipients[0], qtbot, monkeypatch)
    cases = [
        _enter_case(enter, obhs[CLIENTS[each]], people[CLIENTS[each]], recipients[each], each)
        for each in range(6)
    ]
    assisted = [obhs[place] for place in CLIENTS]
    traced = list(zip(recipients, assisted, cases, strict=True))
    visit = _enter_visit(enter, counsellors, (lpka, narcotics), traced)
    for each, (recipient, obh, _case) in enumerate(traced):
        _key_interview(window, qtbot, visit, obh, recipient, (lpka, narcotics)[each // 3])
    _enter_official_score(window, obhs[0], qtbot)
    _report_tells_what_was_reported(window)
    _nothing_is_missing(window)
    assert check_book(window.desk.book) == []


def _enter_obh(window: OfficeWindow, enter: Enter, name: str, town: str) -> int:
    accredited = {
        "period_id": code_id(window, "periode_akreditasi", "2025"), "result": "terakreditasi",
        "category": "c", "decree_number": "SK-1 (contoh)", "decree_on": "2024-12-30",
    }  # fmt: skip
    return enter(
        "obh",
        "obh",
        {"name": name, "legal_form": "yayasan", "regency_id": town,
         "has_stopela": True, "is_example": True},
        addresses=[{"address": "Jalan Contoh 1", "regency_id": town, "is_main": True}],
        areas=[{"regency_id": town}],
        accreditations=[accredited],
        people=[
            {"name": f"Advokat {name}", "title_after": "S.H.", "role": "advokat",
             "licence_number": f"KTPA {name}",
             "licence_until": "2027-12-31", "oath_number": f"BA {name}", "oath_on": "2015-01-01",
             "valid_from": "2020-01-01"},
            {"name": f"Paralegal {name}", "role": "paralegal", "training_name": "Pelatihan paralegal",
             "training_on": "2023-05-05", "valid_from": "2020-01-01"},
        ],
    )  # fmt: skip


def _enter_recipient(enter: Enter, unit: int, is_child: bool) -> int:
    status = "anak_binaan" if is_child else "narapidana"
    return enter(
        "obh",
        "recipient",
        {"status": status, "unit_id": str(unit), "is_example": True},
        detentions=[{"unit_id": str(unit), "from_date": "2025-03-20"}],
    )


def _enter_identity(
    window: OfficeWindow, recipient: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name goes into the vault, and nowhere else."""
    window.desk.open(Place("obh", "recipient", recipient))
    page = window.pages.page("obh").page("recipient")  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.record is not None and page.record.id == recipient)
    typed = {"name": "Anak Contoh", "birth_on": "2009-02-01", "parent_names": "Orang Tua Contoh"}
    monkeypatch.setattr(identitypanel, "ask_form", lambda *_a, **_k: typed)
    page.identity.enter_button.click()
    qtbot.waitUntil(lambda: page.identity.code.text().startswith("Kode ID-"))


def _enter_case(enter: Enter, obh: int, people: Sequence[str], recipient: int, place: int) -> int:
    is_child = place < 3
    advocate, paralegal = people
    return enter(
        "obh",
        "legal_case",
        {"obh_id": str(obh), "service_kind": "pidana", "state": "selesai", "title": "Narkotika (contoh)",
         "request_on": "2025-01-13", "request_form": "tertulis", "completed_on": "2025-01-14",
         "answered_on": "2025-01-15", "poverty_proof": "sktm", "poverty_number": f"SKTM-{place}",
         "poverty_on": "2025-01-10", "court": "PN Contoh", "court_number": f"{place}/Pid.Sus/2025/PN Contoh",
         "attorney_number": f"SKK-{place}", "attorney_on": "2025-01-15", "current_stage": "persidangan",
         "verdict": "Pidana penjara (contoh)", "verdict_on": "2025-03-12", "in_force_on": "2025-03-20",
         "is_example": True},
        recipients=[{"recipient_id": str(recipient), "role": "anak" if is_child else "terdakwa",
                     "status_then": "tahanan", "age_then": 16 if is_child else 30}],
        people=[{"person_id": advocate, "role": "advokat", "really_assists": "ya"},
                {"person_id": paralegal, "role": "paralegal", "really_assists": "tidak_diketahui"}],
        stages=[{"stage": "penyidikan", "from_date": "2025-01-15", "until_date": "2025-02-03"},
                {"stage": "persidangan", "court": "PN Contoh", "number": f"{place}/Pid.Sus/2025",
                 "from_date": "2025-02-04", "until_date": "2025-03-12"}],
        hearings=[{"on_date": "2025-02-11", "stage": "persidangan", "agenda": "Dakwaan",
                   "attended_by": "Advokat contoh", "was_accompanied": True},
                  {"on_date": "2025-03-12", "stage": "persidangan", "agenda": "Putusan",
                   "was_accompanied": True}],
    )  # fmt: skip


def _enter_visit(
    enter: Enter, counsellors: Sequence[int], units: Sequence[int], traced: Sequence[tuple[int, int, int]]
) -> int:
    return enter(
        "visits",
        "visit",
        {"title": "Monitoring dan evaluasi pelaksanaan bantuan hukum (contoh)", "state": "terlaksana",
         "from_date": "2025-06-12", "purposes": ("monev_bankum",), "lead_official_id": str(counsellors[0]),
         "basis": "Permenkumham 4/2021", "aims": "Memastikan bantuan hukum tepat sasaran (contoh).",
         "met_text": "Petugas pembinaan (contoh)",
         "summary": "Tanggapan penerima beragam menurut pendampingan yang diberikan.", "is_example": True},
        places=[{"kind": "upt", "unit_id": str(unit), "on_date": "2025-06-12"} for unit in units],
        members=[{"official_id": str(counsellors[0]), "role": "ketua"},
                 {"official_id": str(counsellors[1]), "role": "anggota"}],
        traces=[{"recipient_id": str(recipient), "obh_id": str(obh), "case_id": str(case),
                 "place": 1 if place < 3 else 2, "result": "ditemukan", "asked_of": "Kasi Binadik",
                 "result_on": "2025-06-12"}
                for place, (recipient, obh, case) in enumerate(traced)],
    )  # fmt: skip


def _key_interview(  # noqa: PLR0917  all that differs between the six
    window: OfficeWindow, qtbot: QtBot, visit: int, obh: int, recipient: int, unit: int
) -> None:
    before = one(window, select(func.count()).select_from(Assessment))
    page = window.pages.page("visits")
    page.key_visit(visit)  # type: ignore[union-attr]
    keying = page.keying  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: keying.form is not None and keying.form.isVisible())
    for key, value in (("recipient_id", recipient), ("obh_id", obh), ("unit_id", unit)):
        keying.head.set_value(key, str(value))
    assert keying.form is not None
    is_child = one(window, select(Recipient.is_child).where(Recipient.id == recipient))
    guarded = {
        "CON04": "ya",
        "CON05": "pembimbing_kemasyarakatan",
        "CON08": "Pembimbing contoh",
        "CON06": "ya",
    }
    answers = dict.fromkeys(LIKES, "3") | {
        "CON01": "ya", "CON02": "ya", "CON03": "ya", "CON04": "tidak", "CON07": "tidak",
        "IDN01": f"R-{before}", "KAS01": str(obh), "INT01": "tidak", "INT04": "ya", "INT05": "ya",
    } | (guarded if is_child else {})  # fmt: skip
    keying.form.set_answers(answers)
    keying.save_button.click()
    qtbot.waitUntil(
        lambda: one(window, select(func.count()).select_from(Assessment)) == before + 1, timeout=10000
    )
    qtbot.waitUntil(keying.save_button.isEnabled)


def _enter_official_score(window: OfficeWindow, obh: int, qtbot: QtBot) -> None:
    """What Sidbankum made of the answers is read there and typed here, apart from our own figure."""
    window.desk.open(Place("obh", "obh", obh))
    page = window.pages.page("obh").page("obh")  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.record is not None and page.record.id == obh)
    section = page.sections["scores"]
    section.open()
    section.editor.set_values([
        {"label": "Semester I 2025", "period_from": "2025-01-01", "period_until": "2025-06-30",
         "part": "litigasi", "score": 94.18, "read_on": "2025-06-30"},
    ])  # fmt: skip
    QTest.keyClick(page.sheet.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: one(window, select(func.count()).select_from(OfficialScore)) == 1, timeout=10000)


def _report_tells_what_was_reported(window: OfficeWindow) -> None:
    """Day, both places, how many were met in each, whose clients they are; nobody's name."""
    desk = window.desk
    kind = registry.document_kinds()["laporan-monev"]
    (subject,) = desk.book.read(kind.subjects).result()
    pdf = draft(desk.book, desk.rulebook, kind, subject, date(2025, 6, 12))
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    for words in ("12 Juni 2025", "LPKA Kelas II Contoh", "Lapas Narkotika Kelas IIA Contoh",
                  "Permenkumham 4/2021", "Penyuluh Hukum", "Tanggapan penerima beragam", *OBH):  # fmt: skip
        assert words in text, words
    assert "Anak Contoh" not in text


def _nothing_is_missing(window: OfficeWindow) -> None:
    """What was reported can be counted again, and nothing had to be confirmed with a reason."""
    counted = (
        (Obh, 4), (ObhPerson, 8), (Recipient, 6), (LegalCase, 6), (CaseRecipient, 6), (CasePerson, 12),
        (CaseHearing, 12), (Trace, 6), (Assessment, 6), (SoftOverride, 0),
    )  # fmt: skip
    for model, number in counted:
        assert one(window, select(func.count()).select_from(model)) == number, model.__tablename__
    children = select(func.count()).where(CaseRecipient.is_child_then.is_(True))
    assert one(window, children) == 3
    per_obh = select(func.count()).where(Assessment.state == "lengkap").group_by(Assessment.obh_id)
    found = window.desk.glance(lambda session: sorted(session.execute(per_obh).scalars()))
    assert found == [1, 1, 2, 2]
