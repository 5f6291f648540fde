from outspoken.coding import read_codebook
from tests.conftest import EXAMPLE


def test_a_study_without_a_codebook_has_an_empty_one(tmp_path):
    assert list(read_codebook(tmp_path).codes()) == []


def test_the_codebook_of_the_example_can_be_read():
    book = read_codebook(EXAMPLE)
    sizes = {group.id: len(group.codes) for group in book.groups}
    assert sorted(sizes.values()) == [1, 3, 3, 4]  # mirror, joining, obstacles, leaving
    assert all(code.definition for code in book.codes())


def test_a_code_is_found_by_its_id_or_name_whatever_the_case(tmp_path):
    (tmp_path / "codebook.yaml").write_text(
        "groups:\n- {id: why, name: Why, codes: [{id: L1, name: Cruelty, key-terms: [flog]}]}\n", encoding="utf-8"
    )
    book = read_codebook(tmp_path)
    assert book.code("l1") is book.code(" CRUELTY ") is book.groups[0].codes[0]
    assert book.code("L2") is None
    assert book.group("why").codes[0].key_terms == ["flog"]
    assert book.group("who") is None
