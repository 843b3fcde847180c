"""What paper cannot show as written is told beforehand."""

from jukiself import places
from jukiself.pdf.lost import lost
from jukiself.report.outline import Column, Document, Paragraph, Row, Table


def paper(text: str) -> Document:
    table = Table((Column("人", 1),), (Row((text,)),))
    return Document("題", "件名", "作者", "頭", "足", (Paragraph("ふつうの文"), table))


def test_a_letter_in_another_shape_and_one_no_font_has_are_told_once_each() -> None:
    found = lost(paper("葛\U000e0100城市の葛\U000e0100西さん、𠮷野家、髙﨑、\U0001f9ff"), places.fonts())
    assert found.similar == ("葛",)
    assert found.missing == ("\U0001f9ff",)
    assert "次の字は紙では似た字になります：葛" in found.said
    assert "U+1F9FF" in found.said


def test_nothing_is_said_where_everything_is_printed_as_written() -> None:
    assert lost(paper("𠮷野家の髙﨑さん、渡邉・渡邊"), places.fonts()).said == ""
