"""A small instrument with everything: skip, stop, flag, evidence, parties, every type of item."""

from berkas.rules.instruments import Instrument, parse_instrument

_SCALE = {
    "key": "mutu",
    "label": "Mutu",
    "options": [
        {"code": str(value), "value": value, "label": label}
        for value, label in ((1, "Tidak baik"), (2, "Kurang baik"), (3, "Baik"), (4, "Sangat baik"))
    ],
}

INTERVIEW: Instrument = parse_instrument(
    {
        "format": 1,
        "key": "contoh",
        "version": "1",
        "title": "Wawancara contoh",
        "kind": "wawancara",
        "subject": "obh",
        "status": "rumusan_kantor",
        "notice": "Hanya untuk uji.",
        "scales": [_SCALE],
        "scoring": {"rule": "hitung"},
        "sections": [
            {
                "key": "setuju",
                "label": "Persetujuan",
                "items": [
                    {
                        "key": "S1",
                        "no": "1",
                        "type": "ya_tidak",
                        "label": "Bersedia",
                        "required": True,
                        "stop_if": "S1 == 'tidak'",
                    },
                    {
                        "key": "S2",
                        "no": "2",
                        "type": "angka",
                        "label": "Usia",
                        "unit": "tahun",
                        "whole": True,
                        "lowest": 10,
                        "highest": 120,
                    },
                    {"key": "S3", "no": "3", "type": "tanggal", "label": "Tanggal masuk"},
                    {"key": "S4", "no": "4", "type": "teks", "label": "Tempat lahir"},
                ],
            },
            {
                "key": "mutu",
                "label": "Mutu layanan",
                "letter": "B",
                "intro": "Bacakan apa adanya.",
                "scored": True,
                "items": [
                    {"key": "M1", "no": "5", "type": "skala", "scale": "mutu", "label": "Penjelasan"},
                    {
                        "key": "M2",
                        "no": "6",
                        "type": "ya_tidak",
                        "label": "Diminta biaya",
                        "red_flag_if": "M2 == 'ya'",
                        "red_flag": "dimintai biaya",
                    },
                ],
            },
            {
                "key": "lain",
                "label": "Lain-lain",
                "items": [
                    {
                        "key": "M3",
                        "no": "7",
                        "type": "teks",
                        "label": "Berapa biayanya",
                        "lines": 3,
                        "applies_if": "M2 == 'ya'",
                        "required": True,
                    },
                    {
                        "key": "M4",
                        "no": "8",
                        "type": "multi",
                        "label": "Layanan",
                        "choices": [
                            {"code": "l", "label": "Litigasi"},
                            {"code": "n", "label": "Nonlitigasi"},
                        ],
                    },
                    {
                        "key": "M5",
                        "no": "9",
                        "type": "pilihan",
                        "label": "Ruang tunggu",
                        "choices": [{"code": "ada", "label": "Ada"}, {"code": "tidak", "label": "Tidak ada"}],
                        "evidence": [{"kind": "foto", "least": 3, "must_show": "papan nama"}],
                    },
                ],
            },
        ],
    },
    file="contoh.toml",
)


def many_questions(count: int) -> Instrument:
    """An instrument of one long section."""
    return parse_instrument(
        {
            "format": 1,
            "key": "panjang",
            "version": "1",
            "title": "Panjang",
            "kind": "wawancara",
            "subject": "obh",
            "scoring": {"rule": "hitung"},
            "sections": [
                {
                    "key": "a",
                    "label": "Semua",
                    "scored": True,
                    "items": [
                        {"key": f"Q{each}", "type": "ya_tidak", "label": f"Pertanyaan {each}"}
                        for each in range(1, count + 1)
                    ],
                }
            ],
        },
        file="panjang.toml",
    )
