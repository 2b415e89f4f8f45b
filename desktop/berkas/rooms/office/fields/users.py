"""The form of an account, and what each role may do in words of the office. Values only."""

from berkas.rules.fields import Choice, Field, Kind
from berkas.rules.vocabulary import Role

ROLE_WORDS: dict[str, str] = {
    Role.ADMIN: "Segala hal, termasuk pengaturan kantor, akun, dan membuka pelindungan anak dengan alasan.",
    Role.PETUGAS: "Mencatat dan mengubah data, menerbitkan dokumen, melihat identitas dengan alasan.",
    Role.VERIFIKATOR: "Mencatat dan mengubah data, menilai dan mengunci verifikasi, menerbitkan dokumen.",
    Role.PIMPINAN: "Membaca, juga perkara rahasia; memutus dan menutup; melihat identitas dengan alasan.",
    Role.PENGAWAS: "Hanya membaca, juga perkara rahasia; tidak mengubah apa pun.",
}
"""A test compares each sentence with the table of rights."""

USER = (
    Field("login", "Nama pengguna", required=True, help="Tanpa spasi, misalnya: siti.contoh"),
    Field("full_name", "Nama lengkap", required=True, wide=True),
    Field(
        "role",
        "Peran",
        Kind.CHOICE,
        required=True,
        wide=True,
        choices=tuple(Choice(role.value, role.label, ROLE_WORDS[role]) for role in Role),
    ),
    Field("is_active", "Akun dipakai", Kind.BOOLEAN, default=True),
)
