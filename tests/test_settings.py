"""Settings survive a round trip, a damaged file, a newer version and a careless editor."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas import settings as module
from berkas.paths import settings_folder
from berkas.settings import Appearance, Offices, Settings, TableLayout, Window, load, save


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "baru" / "settings.json"


def test_without_a_file_there_are_the_defaults() -> None:
    loaded = load()
    assert loaded.settings == Settings()
    assert loaded.problems == ()
    assert not settings_folder().exists()


def test_the_folder_of_the_person_is_the_usual_place() -> None:
    save(replace(Settings(), appearance=Appearance("gelap", 1.25)))
    assert (settings_folder() / module.FILE_NAME).is_file()
    assert load().settings.appearance == Appearance("gelap", 1.25)


layouts = st.builds(
    TableLayout,
    columns=st.lists(st.text()).map(tuple),
    widths=st.dictionaries(st.text(), st.integers(1, 10_000)),
    sort_key=st.text(),
    descending=st.booleans(),
)
everything = st.builds(
    Settings,
    window=st.builds(Window, st.integers(320, 20_000), st.integers(240, 20_000), st.booleans()),
    appearance=st.builds(Appearance, st.sampled_from(module.SCHEMES), st.floats(0.75, 2.0)),
    offices=st.builds(Offices, st.text(), st.lists(st.text()).map(tuple)),
    tables=st.dictionaries(st.text(), layouts, max_size=3),
)


@given(values=everything)
def test_what_is_saved_is_loaded(values: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "settings-round-trip.json"
    save(values, path)
    assert load(path) == module.Loaded(values)


@given(
    tree=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.dictionaries(
                st.sampled_from(
                    ["window", "appearance", "offices", "tables", "width", "scale", "recent", "widths", "x"]
                ),
                inner,
            )
            | st.lists(inner)
        ),
    )
)
def test_any_json_gives_usable_settings(tree: Any, tmp_path_factory: pytest.TempPathFactory) -> None:  # noqa: ANN401
    path = tmp_path_factory.getbasetemp() / "settings-any.json"
    path.write_text(json.dumps(tree), "utf-8")
    loaded = load(path)
    save(loaded.settings, path)
    assert load(path).settings == loaded.settings


@pytest.mark.parametrize(
    ("group", "key", "value"),
    [
        ("window", "width", 5),
        ("window", "width", "lebar"),
        ("window", "height", True),
        ("window", "maximized", 1),
        ("appearance", "scheme", "merah"),
        ("appearance", "scale", 9),
        ("appearance", "scale", False),
        ("offices", "last", 3),
        ("offices", "recent", ["a", 1]),
        ("tables", "obh", {"widths": {"nama": 0}}),
        ("tables", "obh", {"widths": []}),
        ("tables", "obh", []),
    ],
)
def test_a_bad_value_is_replaced_and_reported(path: Path, group: str, key: str, value: object) -> None:
    path.parent.mkdir()
    path.write_text(
        json.dumps({group: {key: value}, "window": {"width": 800}} | {group: {key: value}}), "utf-8"
    )
    loaded = load(path)
    blank = replace(Settings(), tables={"obh": TableLayout()} if group == "tables" else {})
    assert (
        replace(loaded.settings, window=Window()) == blank if group != "window" else blank == loaded.settings
    )
    assert len(loaded.problems) == 1
    assert f"{group}.{key}" in loaded.problems[0] or f"'{key}'" in loaded.problems[0]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe{}"])
def test_a_damaged_file_is_one_sentence_and_the_defaults(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    loaded = load(path)
    assert loaded.settings == Settings()
    assert len(loaded.problems) == 1
    assert str(path) in loaded.problems[0]
    save(loaded.settings, path)
    assert load(path).problems == ()


def test_what_a_newer_version_wrote_is_kept(path: Path) -> None:
    path.parent.mkdir()
    newer = {
        "voice": {"on": True},
        "window": {"width": 900, "opacity": 0.5},
        "tables": {"obh": {"columns": ["nama"], "frozen": 1}},
    }
    path.write_text(json.dumps(newer), "utf-8")
    settings = load(path).settings
    save(replace(settings, window=replace(settings.window, width=1000)), path)
    tree = json.loads(path.read_text("utf-8"))
    assert tree["voice"] == {"on": True}
    assert tree["window"]["opacity"] == 0.5
    assert tree["window"]["width"] == 1000
    assert tree["tables"]["obh"]["frozen"] == 1


def test_a_failed_write_leaves_the_old_file_and_no_rubbish(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(Settings(), path)
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        save(replace(Settings(), window=Window(1000, 600)), path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_the_newest_office_comes_first_and_eight_are_kept() -> None:
    offices = Offices()
    for number in [*range(10), 4]:
        offices = offices.opened(Path(f"{number}.berkas"))
    assert offices.last == "4.berkas"
    assert offices.recent == tuple(f"{number}.berkas" for number in (4, 9, 8, 7, 6, 5, 3, 2))


def test_one_table_is_arranged_without_touching_the_others() -> None:
    first = Settings().with_table("obh", TableLayout(columns=("nama",)))
    both = first.with_table("unit", TableLayout(descending=True))
    assert set(both.tables) == {"obh", "unit"}
    assert both.tables["obh"] == first.tables["obh"]
