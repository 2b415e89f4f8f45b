import pytest

from berkas_db.errors import BookDamaged, NotABook, Refused, WrongPassphrase
from berkas_db.key import APPLICATION_ID, Key, Kind, key_for, kind_of, new_key, recovery_text

SECRET = "sandi contoh yang panjang"


@pytest.fixture(scope="module")
def key() -> Key:
    return new_key(SECRET)


def test_the_same_passphrase_gives_the_same_key(key: Key) -> None:
    assert key_for(SECRET, key.salt, "a.berkas") == key
    assert len(key.raw) == 32
    assert len(key.salt) == 16


def test_composed_and_decomposed_letters_are_the_same_passphrase() -> None:
    made = new_key("café")
    assert key_for("cafe\u0301", made.salt, "a.berkas") == made


def test_every_file_has_its_own_salt(key: Key) -> None:
    assert new_key(SECRET).salt != key.salt


@pytest.mark.parametrize("secret", [None, "", "lain"])
def test_another_passphrase_is_refused(key: Key, secret: str | None) -> None:
    with pytest.raises(WrongPassphrase, match=r"a\.berkas"):
        key_for(secret, key.salt, "a.berkas")


def test_the_recovery_sheet_opens_it(key: Key) -> None:
    text = recovery_text(key)
    assert len(text.split()) == 16
    assert key_for(text, key.salt, "a.berkas") == key
    assert key_for(text.replace(" ", "-").lower(), key.salt, "a.berkas") == key
    with pytest.raises(WrongPassphrase):
        key_for("0" * 64, key.salt, "a.berkas")


def test_an_unknown_derivation_is_refused(key: Key) -> None:
    with pytest.raises(NotABook, match="tidak dikenal"):
        key_for(SECRET, key.salt[:3] + b"\x09" + key.salt[4:], "a.berkas")


def test_an_empty_passphrase_makes_no_key() -> None:
    with pytest.raises(Refused):
        new_key("")


def test_a_key_never_shows_itself(key: Key) -> None:
    assert key.raw.hex() not in repr(key)
    assert "raw" not in repr(key)


def plain_head(application_id: int) -> bytes:
    return b"SQLite format 3\x00".ljust(68, b"\0") + application_id.to_bytes(4, "big") + bytes(28)


def test_heads_are_told_apart(key: Key) -> None:
    assert kind_of(plain_head(APPLICATION_ID), "a") is Kind.PLAIN
    assert kind_of(key.salt + bytes(84), "a") is Kind.PROTECTED


@pytest.mark.parametrize(
    ("head", "error"),
    [
        (b"", BookDamaged),
        (b"SQLite format 3\x00", BookDamaged),
        (b"BRK\x01" + bytes(20), BookDamaged),
        (plain_head(0), NotABook),
        (b"PK\x03\x04" + bytes(96), NotABook),
        (b"x", NotABook),
    ],
)
def test_other_files_are_refused(head: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        kind_of(head, "a.berkas")
