import zipfile

import pytest

from outspoken.coding.exchange.bundles import Bundle
from outspoken.errors import FileError


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/etc/passwd", "C:/evil", "..\\evil"])
def test_a_name_that_leads_out_refuses_the_whole_bundle(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(name, "x")
    with pytest.raises(FileError, match="lead out"):
        Bundle(tmp_path / "a.zip")


def test_no_more_is_unpacked_than_allowed(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a", b"\0" * 3_000_000)
    bundle = Bundle(tmp_path / "a.zip", largest=1_000_000)
    with pytest.raises(FileError, match="more than may be unpacked"):
        bundle.read("a")
    bundle.close()


def test_what_is_no_archive_or_broken_is_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK\3\4 no")
    with pytest.raises(FileError, match="no zip archive"):
        Bundle(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a", b"hello " * 1000)
    data = bytearray((tmp_path / "b.zip").read_bytes())
    data[40:50] = b"\xff" * 10
    (tmp_path / "b.zip").write_bytes(bytes(data))
    bundle = Bundle(tmp_path / "b.zip")
    with pytest.raises(FileError):
        bundle.read("a")
    bundle.close()
