"""What a sample office may not say: nothing invented about a real organisation, no name of a child.

A unit or OBH is either real, with the source it is known from, or an example. Answers, scores, complaints,
findings, photos, money and people are invented here, so they belong to examples only; a name that is not
from a source carries the word Contoh. Imports no Qt.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from berkas.shell.demo.reading import SampleOffice, Values

ONLY_EXAMPLES = (
    "perkara",
    "posbankum",
    "layanan_lapas",
    "wawancara",
    "pengaduan",
    "kotak",
    "ppid",
    "acara",
    "temuan",
    "tindak_lanjut",
)
"""Lists whose records are invented altogether."""

RESULTS_OF_AN_OBH = (
    "accreditations",
    "people",
    "contracts",
    "addenda",
    "realisations",
    "scores",
    "sanctions",
    "documents",
    "requirements",
)
RESULTS_OF_AN_ENTRY = (
    "answers",
    "self_answers",
    "notes",
    "documents",
    "findings",
    "photos_on",
    "proposal",
    "result",
    "signed_on",
)
RESULTS_OF_A_SURVEY = (
    "answers",
    "problems",
    "consultations",
    "official_index",
    "official_grade",
    "official_respondents",
)
NAMES = frozenset(
    {
        "name",
        "reporter_name",
        "leader_name",
        "head_name",
        "operator_name",
        "first_name",
        "second_name",
        "received_by",
        "moderator",
        "notary",
        "advocate",
        "activity_speaker",
        "person_name",
        "photos_by",
        "owner_name",
        "written_down_by",
    }
)
"""Entries that hold the name of a person (or of something invented with one)."""
_OF_PLACES = frozenset(
    {"unit", "obh", "services", "requirements", "aliases", "teams", "kop", "inovasi", "libur", "kewajiban"}
)
"""Lists whose `name` is not a person's."""


def faults_of(office: SampleOffice) -> list[str]:
    """Everything a sample office may not say, one sentence each; empty when it is honest."""
    examples = {
        record["code"] for word in ("unit", "obh") for record in office[word] if record.get("is_example")
    }
    return [
        *_kinds(office),
        *_invented_about_real(office, examples),
        *_without_source(office, examples),
        *_children(office),
        *_people(office),
    ]


def _kinds(office: SampleOffice) -> Iterator[str]:
    for word in ("unit", "obh"):
        for record in office[word]:
            if bool(record.get("is_example")) == bool(record.get("source")):
                yield f"{record['code']}: sebutkan sumbernya, atau tandai sebagai contoh (salah satu)."
            if record.get("is_example") and "contoh" not in record["name"].casefold():
                yield f"{record['code']}: nama rekaan harus memuat kata “Contoh”."
            invented = [key for key in RESULTS_OF_AN_OBH if record.get(key)]
            if word == "obh" and invented and not record.get("is_example"):
                yield f"{record['code']}: “{invented[0]}” tidak boleh direka bagi OBH nyata."


def _invented_about_real(office: SampleOffice, examples: set[str]) -> Iterator[str]:
    for word in ONLY_EXAMPLES:
        for number, record in enumerate(office[word], 1):
            for target in _targets(record):
                if target not in examples:
                    yield f"{word} {number}: {target} nyata, maka tidak boleh memuat isi rekaan."
    for word, keys in (("verifikasi", RESULTS_OF_AN_ENTRY), ("survei", RESULTS_OF_A_SURVEY)):
        for record in office[word]:
            given = [key for key in keys if record.get(key)]
            if given and record["unit_id"] not in examples:
                yield f"{word} {record['unit_id']}: “{given[0]}” tidak boleh direka bagi unit nyata."


def _without_source(office: SampleOffice, examples: set[str]) -> Iterator[str]:
    for record in office["pengawasan"]:
        if record["unit_id"] not in examples and not record.get("source"):
            yield f"pengawasan {record['unit_id']}: unit nyata memerlukan sumber."
    shared = office.single("pengawasan_bersama")
    if shared and (not shared.get("source") or shared.get("result_number") is not None):
        yield "pengawasan_bersama: sumber wajib, dan nilai angka tidak boleh direka."
    for record in office["kegiatan"]:
        real = [target for target in _targets(record) if target not in examples]
        if real and not record.get("source"):
            yield f"kegiatan {record['code']}: {real[0]} nyata, maka sumbernya wajib."
    for record in (*office["riwayat"], *office["inovasi"]):
        if record["unit_id"] not in examples and not record.get("source"):
            yield f"{record['unit_id']}: penghargaan atau inovasi unit nyata memerlukan sumber."


def _targets(record: Mapping[str, Any]) -> Iterator[str]:
    """Every unit and OBH a record or one of its rows speaks of."""
    for key, value in record.items():
        if key in ("unit_id", "obh_id", "moved_to_unit_id"):
            yield str(value)
        elif isinstance(value, list):
            for row in value:
                if isinstance(row, dict):
                    yield from _targets(row)


def _children(office: SampleOffice) -> Iterator[str]:
    children = {
        record["code"]
        for record in office["penerima"]
        if record.get("is_child")
        or record.get("status") == "anak_binaan"
        or record.get("age_group") == "di_bawah_18"
    }
    for record in office["penerima"]:
        if record["code"] in children and not record.get("is_child"):
            yield f"penerima {record['code']}: anak harus ditandai sebagai anak."
    for record in office["pengaduan"]:
        if record.get("vulnerable_group") == "anak" and any(key.startswith("reporter_") for key in record):
            yield f"pengaduan “{record['title']}”: pelapor anak tidak boleh bernama."
    for record in office["wawancara"]:
        answers = record.get("jawaban", {})
        if record.get("recipient_id") in children and {"IDN01", "IDN02"} & set(answers):
            yield f"wawancara {record['recipient_id']}: anak hanya berupa kode."


def _people(office: SampleOffice) -> Iterator[str]:
    for word, records in office.lists.items():
        for record in records:
            if not record.get("source"):
                yield from _names(word, record)


def _names(word: str, record: Values) -> Iterator[str]:
    for key, value in record.items():
        if isinstance(value, list):
            for row in value:
                if isinstance(row, dict):
                    yield from _names(key, row)
        elif (
            key in NAMES
            and not (key == "name" and word in _OF_PLACES)
            and "contoh" not in str(value).casefold()
        ):
            yield f"{word}: nama “{value}” rekaan tanpa kata “Contoh”."
