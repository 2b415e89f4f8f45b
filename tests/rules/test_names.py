"""Names are compared without what makes no difference; different people stay different."""

import pytest

from berkas.rules.names import digits, folded_body, folded_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muhammad Yusuf", "Moh. Yusuf"),
        ("Mohamad Yusuf", "Mochammad  Yusuf"),
        ("Dr. Siti Aminah, S.H., M.H.", "Siti Aminah"),
        ("H. Achmad Fauzi", "Ahmad Fauzi, S.H."),
        ("Budi bin Santoso", "Budi Santoso"),
        ("Rahayu binti Slamet", "Slamet Rahayu"),
        ("Soekarno Djojo", "Sukarno Jojo"),
        ("José Tjahja", "Jose Cahja"),
    ],
)
def test_the_same_person_written_otherwise(one: str, other: str) -> None:
    assert folded_person(one) == folded_person(other)


def test_different_people_stay_different() -> None:
    assert folded_person("Siti Aminah") != folded_person("Siti Aisyah")
    assert folded_person("Andi") != folded_person("Anda")


def test_a_name_of_nothing_but_titles_stays() -> None:
    assert folded_person("Si Dr.") == "dr si"


def test_bodies_and_numbers() -> None:
    assert folded_body("Yayasan LBH “Melati”") == folded_body("Lembaga Bantuan Hukum Melati")
    assert folded_body("L.B.H. Melati") == folded_body("L B H Melati") == "lbh melati"
    assert digits("01.234.567-8") == digits("012345678")
    assert digits(None) == ""
