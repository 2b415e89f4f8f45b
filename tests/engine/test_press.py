"""A text about a visit: what tells who somebody is, what is told of it to whom, and that nothing goes out."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from berkas.engine import identities, press
from berkas.engine.press import CHECKED, check_texts, hits_in, refuse_named
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.errors import Refused
from berkas_db.journal import history
from berkas_db.tables import CaseRecipient, LegalCase, Obh, Recipient, Trace, Unit, Visit, VisitPlace

VERIFIER = Actor(None, "Verifikator contoh", "verifikator")


def _fill(step: Step) -> int:
    unit = step.insert(
        Unit,
        {"code": "LAPAS-X", "name": "Lapas Kelas IIA Contoh", "short_name": "Lapas Contoh", "kind": "lapas"},
    )
    obh = step.insert(Obh, {"code": "OBH-X", "name": "LBH Melati (contoh)", "short_name": "LBH Melati"})
    adult = identities.put(
        step,
        {
            "name": "Budi Hartono Contoh",
            "alias_names": "Cak Bud",
            "nik": "1971010101900001",
            "phone": "0812-3456-7890",
        },
    )
    child = identities.put(step, {"name": "Rangga Kecil", "protection": "anak"})
    visit = step.insert(
        Visit,
        {"code": "KEG-1", "title": "Monev (contoh)", "from_date": "2025-06-12", "until_date": "2025-06-12"},
    )
    place = step.insert(
        VisitPlace, {"visit_id": visit, "kind": "upt", "unit_id": unit, "on_date": "2025-06-12"}
    )
    for number, identity in enumerate((adult, child), 1):
        recipient = step.insert(Recipient, {"code": f"PB-2025-{number:03}", "identity_id": identity})
        case = step.insert(
            LegalCase,
            {
                "code": f"PKR-2025-{number:03}",
                "obh_id": obh,
                "service_kind": "pidana",
                "title": "Contoh",
                "request_on": "2025-01-02",
                "request_form": "tertulis",
                "court_number": f"{number}7/Pid.B/2025/PN Pgp",
            },
        )
        step.insert(CaseRecipient, {"case_id": case, "recipient_id": recipient})
        step.insert(
            Trace,
            {"visit_id": visit, "recipient_id": recipient, "obh_id": obh, "place_id": place, "case_id": case},
        )
    identities.put(step, {"name": "Orang Lain Sekali"})
    return visit


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("kantor") / "kantor.berkas"
    with Book.create(path, office_name="Kantor Wilayah Contoh") as made:
        made.change(_fill, ANYONE).result()
        yield made


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tim menemui BUDI hartono Contoh.", "BUDI hartono Contoh"),
        ("Tim menemui Budi Hartono.", "Budi Hartono"),
        ("Tim menemui Cak Bud.", "Cak Bud"),
        ("Nomor 0812 3456 7890 dihubungi.", "0812 3456 7890"),
        ("NIK 1971 0101 0190 0001", "1971 0101 0190 0001"),
        ("NIK milik siapa pun: 3201010101900009.", "3201010101900009"),
        ("Perkara 17/Pid.B/2025/PN Pgp diputus.", "17/Pid.B/2025/PN Pgp"),
        ("Perkara 99/Pid.Sus-Anak/2024/PN Sgl diputus.", "99/Pid.Sus-Anak/2024/PN Sgl"),
        ("Responden PB-2025-001 hadir.", "PB-2025-001"),
        ("Tim mewawancarai 2 orang penerima bantuan hukum.", "2 orang penerima"),
        ("Tim mewawancarai dua (dua) klien.", "dua (dua) klien"),
        ("Seorang narapidana menolak.", "Seorang narapidana"),
        ("Klien LBH Melati di Lapas Contoh puas.", "LBH Melati … Lapas Contoh"),
    ],
)
def test_what_tells_who_somebody_is_is_found(book: Book, text: str, words: str) -> None:
    assert words in [hit.words for hit in book.glance(hits_in, 1, text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tim menemui Orang Lain Sekali, seorang petugas.",
        "Tim mewawancarai 3 orang penerima bantuan hukum.",
        "Tim terdiri atas 2 orang anggota dan dua orang petugas.",
        "LBH Melati mendampingi perkara. Tim juga mengunjungi Lapas Contoh.",
        "Surat W.7-HN.04.03-12 tanggal 10 Juni 2025.",
        "Budi pekerti dijunjung; Hartono lain orang.",
    ],
)
def test_what_names_nobody_is_left_alone(book: Book, text: str) -> None:
    assert book.glance(hits_in, 1, text) == []


def test_the_code_is_told_to_those_who_may_see_and_never_a_child_s(book: Book) -> None:
    texts = {"Siaran pers": "Budi Hartono Contoh dan Rangga Kecil hadir."}
    seen = book.change(check_texts, ANYONE, 1, texts).result().value["Siaran pers"]
    assert [(hit.words, bool(hit.code)) for hit in seen] == [
        ("Budi Hartono Contoh", True),
        ("Rangga Kecil", False),
    ]
    blind = book.change(check_texts, VERIFIER, 1, texts).result().value["Siaran pers"]
    assert [hit.code for hit in blind] == ["", ""]


def test_a_check_is_journalled_as_a_check_without_the_text(book: Book) -> None:
    book.change(check_texts, ANYONE, 1, {"Pesan singkat": "Cak Bud hadir."}).result()
    uid = book.glance(lambda s: s.execute(select(Visit.uid)).scalar_one())
    lines: list[Any] = book.glance(history, "visit", uid)
    assert (lines[0].action, lines[0].after) == (CHECKED, 1)
    assert "Cak Bud" not in repr(lines)
    assert not any(line.action == identities.SEEN for line in lines)


def test_a_text_that_names_somebody_does_not_go_out(book: Book) -> None:
    with pytest.raises(Refused, match="belum dapat dicetak") as refused:
        book.glance(refuse_named, 1, "Semua baik.", "Cak Bud hadir.")
    assert "Bud" not in str(refused.value)
    book.glance(refuse_named, 1, "Semua baik.")
    assert press.hits_in.__doc__
