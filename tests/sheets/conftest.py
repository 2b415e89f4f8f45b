"""Makers of files that no library here writes."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


@pytest.fixture
def ods() -> Callable[[Path, str], Path]:
    """Writes an ODS with one table from the XML of its rows."""

    def make(path: Path, rows: str) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            package.writestr("content.xml", _CONTENT.format(rows=rows))
            package.writestr("META-INF/manifest.xml", _MANIFEST)
        return path

    return make
