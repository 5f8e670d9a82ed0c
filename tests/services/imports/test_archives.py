"""Are the files of a reading kept in one piece and found again?"""

from pathlib import Path

from styrbord.services.imports.archives import Archive, packed


def test_files_are_found_again(tmp_path: Path) -> None:
    (tmp_path / "account.json").write_text('{"a": 1}', encoding="utf-8")
    (tmp_path / "unmatched.csv").write_text("name,cell\nЮг,A!B2\n", encoding="utf-8")
    kept = Archive(packed(tmp_path))
    assert kept.names == ("account.json", "unmatched.csv")
    assert kept.json("account.json") == {"a": 1}
    assert kept.rows("unmatched.csv") == [{"name": "Юг", "cell": "A!B2"}]
    kept.unpack(tmp_path / "again")
    assert (tmp_path / "again" / "account.json").read_bytes() == b'{"a": 1}'


def test_nothing_is_an_archive_without_files() -> None:
    kept = Archive()
    assert (kept.names, kept.text("a"), kept.json("a"), kept.rows("a")) == ((), "", None, [])
