"""Projects of the shapes that QualCoder and MAXQDA write, and files made to do harm."""

import zipfile

import pytest
from lxml import etree

from outspoken.coding import acts, readers
from outspoken.coding.exchange.refi_reading import read_qdc, read_qdpx
from outspoken.coding.exchange.refi_writing import write_qdpx
from outspoken.errors import FileError
from tests.coding.exchange.schema import refi_qda

G = "0000000{}-1111-4222-8333-444444444444".format
TEXT = "I left.\r\nThey were cruel 😀 to us.\r\nThere was no bread."
PLAIN = TEXT.replace("\r\n", "\n")


def bundle(path, project, **sources):
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("project.qde", project)
        for name, words in sources.items():
            made.writestr(f"Sources/{name}.txt", words)
    return path


def project(selections, *, extra="", path="internal://one.txt"):
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Harbour" origin="X" creatingUserGUID="{G(1)}">
<Users><User guid="{G(1)}" name="Oda"/></Users>
<CodeBook><Codes>
  <Code guid="{G(2)}" name="Leaving" isCodable="false">
    <Code guid="{G(3)}" name="Cruelty" isCodable="true" color="#ff0000"><Description>Being cruel.</Description>
      <NoteRef targetGUID="{G(9)}"/></Code>
    <Code guid="{G(4)}" name="الجوع" isCodable="true"/>
  </Code></Codes></CodeBook>
<Variables><Variable guid="{G(5)}" name="Town" typeOfVariable="Text"/></Variables>
<Cases><Case guid="{G(6)}" name="Ivo"><Description>Spoke twice.</Description>
  <VariableValue><VariableRef targetGUID="{G(5)}"/><TextValue>Kiel</TextValue>
  </VariableValue><SourceRef targetGUID="{G(7)}"/></Case></Cases>
<Sources><TextSource guid="{G(7)}" name="Interview" plainTextPath="{path}" creatingUser="{G(1)}">
{selections}</TextSource>{extra}</Sources>
<Notes><Note guid="{G(9)}" name="On cruelty" plainTextPath="internal://note.txt" creatingUser="{G(1)}"/></Notes>
</Project>"""


def test_the_shapes_made_here_are_those_of_the_standard():
    marks = selection(17, 30) + selection(35, 40, code=4, number="b")
    extra = f'<PictureSource guid="{G(8)}" name="photo.png"/>'
    refi_qda().assertValid(etree.fromstring(project(marks, extra=extra).encode()))


def selection(start, end, name="", code=3, number="a"):
    return (
        f'<PlainTextSelection guid="{number}0000000-1111-4222-8333-444444444444" name="{name}" startPosition="{start}" '
        f'endPosition="{end}" creatingUser="{G(1)}"><Coding guid="{number}1111111-1111-4222-8333-444444444444" '
        f'creatingUser="{G(1)}"><CodeRef targetGUID="{G(code)}"/></Coding></PlainTextSelection>'
    )


def quotes(found):
    return [found.texts[0].words[mark.start : mark.end] for mark in found.marks]


@pytest.mark.parametrize(
    ("counted_in", "name"),
    [(TEXT, ""), (TEXT, "There was no bread."), (PLAIN, "There was no bread.")],
    ids=["the standard", "QualCoder's, characters of the file", "MAXQDA's, a line end as one"],
)
def test_positions_survive_line_ends_however_they_were_counted(tmp_path, counted_in, name):
    start = counted_in.index("There")
    words = project(selection(start, start + 19, name))
    found = read_qdpx(bundle(tmp_path / "a.qdpx", words, one=TEXT, note="See p. 4."))
    assert quotes(found) == ["There was no bread."]
    assert found.texts[0].words == PLAIN
    assert not found.losses


def test_letters_that_take_two_units_are_found_too(tmp_path):
    units = len(TEXT[: TEXT.index("There")].encode("utf-16-le")) // 2
    words = project(selection(units, units + 19, "There was no bread."))
    assert quotes(read_qdpx(bundle(tmp_path / "a.qdpx", words, one=TEXT, note="x"))) == ["There was no bread."]


def test_all_of_a_project_is_taken_and_what_is_not_is_listed(tmp_path, texts, amal):
    extra = f'<PictureSource guid="{G(8)}" name="photo.png"/>'
    words = project(selection(17, 30, code=4), extra=extra)
    found = read_qdpx(bundle(tmp_path / "a.qdpx", words, one=PLAIN, note="See p. 4."))
    assert found.losses == ("1 pictures were left out.",)
    taken = acts.import_project(texts, found, by=amal)
    assert (taken.codes, taken.texts, taken.cases, taken.codings, taken.memos) == (1, 1, 1, 1, 2)
    again = acts.import_project(texts, found, by=amal)
    assert (again.codes, again.texts, again.codings, again.memos) == (0, 0, 0, 0)
    quote = readers.quotes_with(texts, "code1", by=amal)[0]
    assert (quote.words, quote.coding.coder) == (PLAIN[17:30], "Oda")


def carried(found):
    """What must not change: codes, quotes, cases, memos, without the keys."""
    words, names = {text.key: text for text in found.texts}, {code.key: code.name for code in found.codes}
    return (
        {(code.name, code.description, names.get(code.parent)) for code in found.codes},
        sorted((words[m.text].words[m.start : m.end], m.start, names[m.code], m.coder) for m in found.marks),
        sorted(
            (c.name, c.values, tuple(words[t].words for t in c.texts), tuple(names[k] for k in c.codes))
            for c in found.cases
        ),
        sorted((memo.words, memo.author) for memo in found.memos),
        sorted(text.words for text in found.texts),
    )


def test_out_and_in_and_out_again_changes_nothing(tmp_path, make_study, amal):
    first = read_qdpx(
        bundle(
            tmp_path / "a.qdpx", project(selection(17, 30) + selection(35, 40, code=4, number="b")), one=PLAIN, note="x"
        )
    )
    rounds = []
    for place in ("b", "c"):
        study = make_study('title = "Taken in"\n')
        acts.import_project(study, first, by=amal)
        given = readers.project_of(study, by=amal)
        write_qdpx(given, tmp_path / f"{place}.qdpx")
        with zipfile.ZipFile(tmp_path / f"{place}.qdpx") as made:
            refi_qda().assertValid(etree.fromstring(made.read("project.qde")))
        first = read_qdpx(tmp_path / f"{place}.qdpx")
        assert carried(first) == carried(given)
        rounds.append(carried(first))
        study.close()
    assert rounds[0] == rounds[1]


def test_a_codebook_alone(tmp_path):
    path = tmp_path / "a.qdc"
    path.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
        f'<Code guid="{G(1)}" name="War" isCodable="true"/></Codes></CodeBook>'
    )
    assert [code.name for code in read_qdc(path).codes] == ["War"]


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]><Project>&c;</Project>'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (BOMB, "harmful"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Project>&b;</Project>', "harmful"),
        ("<Project", "not XML"),
        ("<Other/>", "no REFI-QDA project"),
    ],
)
def test_xml_made_to_do_harm_is_refused(tmp_path, words, said):
    with pytest.raises(FileError, match=said):
        read_qdpx(bundle(tmp_path / "a.qdpx", words))


def test_a_source_that_leads_out_of_the_bundle_is_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    for path in ("internal://../secret.txt", "absolute:///etc/passwd", "relative://../secret.txt"):
        words = project("", path=path)
        try:
            found = read_qdpx(bundle(tmp_path / "a.qdpx", words, note="x"))
        except FileError:
            continue
        assert "secret" not in str(found)
        assert found.losses
