"""What leaves carries no place and no name: notes, scripts and authors are gone, pixels are not."""

import io
import zipfile

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from berkas.media.sample import sample_photo
from berkas.media.stripping import bare_office_file, bare_pdf, scripts_in, without_notes


def placed_jpeg() -> bytes:
    """A photo with a place, a camera and a second picture behind its end, as telephones write them."""
    image = Image.open(io.BytesIO(sample_photo("loket", 1, size=(320, 240))))
    notes = Image.Exif()
    notes[0x010F] = "Kamera Contoh"
    notes.get_ifd(0x8825)[2] = (2.0, 7.0, 0.0)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=notes.tobytes(), quality=80, progressive=True)
    return buffer.getvalue() + b"\xff\xd8\xff\xe1GPSLatitude"


def placed_png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("XML:com.adobe.xmp", "exif:GPSLatitude=2,7S")
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), (10, 90, 200)).save(buffer, "PNG", pnginfo=texts)
    return buffer.getvalue()


@pytest.mark.parametrize("data", [placed_jpeg(), placed_png()], ids=["jpeg", "png"])
def test_a_picture_keeps_its_pixels_and_loses_its_notes(data: bytes) -> None:
    bare = without_notes(data)
    assert b"GPSLatitude" not in bare
    assert b"Kamera" not in bare
    assert not Image.open(io.BytesIO(bare)).getexif()
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(data)).tobytes()
    assert without_notes(bare) == bare
    assert without_notes(b"bukan gambar") == b"bukan gambar"


def scripted_pdf() -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(300, 300))
    photo = document.make_stream(placed_jpeg())
    photo.Filter = pikepdf.Name.DCTDecode
    photo.Type, photo.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    photo.Width, photo.Height, photo.BitsPerComponent = 320, 240, 8
    photo.ColorSpace = pikepdf.Name.DeviceRGB
    page.add_resource(photo, pikepdf.Name.XObject, pikepdf.Name("/Foto"))
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('contoh')")
    document.docinfo["/Author"] = "Penyusun Contoh"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_pdf_keeps_its_pages_and_loses_scripts_author_and_places() -> None:
    data = scripted_pdf()
    assert scripts_in(data)
    bare = bare_pdf(data)
    assert not scripts_in(bare)
    with pikepdf.open(io.BytesIO(bare)) as document:
        assert len(document.pages) == 1
        assert "/Info" not in document.trailer
        photo = document.pages[0].Resources.XObject.Foto
        assert b"GPSLatitude" not in photo.read_raw_bytes()
        assert Image.open(io.BytesIO(photo.read_raw_bytes())).size == (320, 240)


def test_a_document_loses_authors_and_the_notes_of_its_pictures() -> None:
    buffer = io.BytesIO()
    core = (
        "<cp:coreProperties><dc:creator>Penyusun Contoh</dc:creator><dc:title>Jadwal</dc:title>"
        "<cp:lastModifiedBy>Penyusun Contoh</cp:lastModifiedBy></cp:coreProperties>"
    )
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("word/document.xml", "<w:document>Jadwal petugas</w:document>")
        packed.writestr("docProps/core.xml", core)
        packed.writestr("word/media/image1.jpeg", placed_jpeg())
    with zipfile.ZipFile(io.BytesIO(bare_office_file(buffer.getvalue()))) as packed:
        assert packed.testzip() is None
        assert "Penyusun" not in packed.read("docProps/core.xml").decode()
        assert "Jadwal" in packed.read("docProps/core.xml").decode()
        assert b"GPSLatitude" not in packed.read("word/media/image1.jpeg")
        assert packed.read("word/document.xml").decode() == "<w:document>Jadwal petugas</w:document>"
    assert bare_office_file(b"PK rusak") == b"PK rusak"
