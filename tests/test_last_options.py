# Letters that look alike are words of other alphabets here, never slips:
# ruff: noqa: RUF001
"""Options that say something of all others stay last, in whatever language; others are shuffled."""

import pytest

from byheart.items._last import _LAST, names_letters, stays_last

# By language, what people write; each must be known.
LAST = {
    "en": "Both|Neither|None of them|All answers apply|None of the above.|All of the above|none of these|Either|*Both*|All are correct|Neither is correct|Both statements are true|None of the above is correct|All of the given options",
    "de": "Alle oben genannten|Alle oben genannten Antworten.|Keine der oben genannten Antworten|Keine von beiden|Beides|Weder noch|Keine davon|Alle Antworten sind richtig|Keine Antwort trifft zu|Nichts davon|Beide Aussagen stimmen",
    "ar": "كلاهما|لا شيء مما سبق|كل ما سبق|جميع ما ذكر|جميع الإجابات صحيحة|جَمِيعُ ما سَبَقَ صحيح",
    "fr": "Les deux|Aucune de ces réponses|Aucun des deux|Toutes les réponses ci-dessus|Toutes ces réponses|Ni l’un ni l’autre|Tout ce qui précède",
    "es": "Ambas|Ninguna de las anteriores|Todas las anteriores|Todas son correctas|Ninguno",
    "it": "Entrambe|Nessuna delle precedenti|Tutte le precedenti|Tutte le risposte sono corrette",
    "pt": "Nenhuma das anteriores|Todas as alternativas anteriores|Nenhuma das alternativas acima|Ambas",
    "nl": "Beide|Geen van beide|Geen van bovenstaande|Alle bovenstaande antwoorden|Geen van deze",
    "sv": "Båda|Inget av ovanstående|Alla ovanstående",
    "da, nb": "Begge|Ingen af ovenstående|Ingen av disse",
    "pl": "Obie odpowiedzi są poprawne|Żadne z powyższych|Wszystkie powyższe",
    "cs": "Všechny uvedené|Žádná z uvedených|Obě možnosti jsou správné",
    "ru": "Оба|Ни один из перечисленных|Всё перечисленное|Ничего из перечисленного",
    "uk": "Жоден із них|Усе перелічене|Обидва",
    "tr": "Hiçbiri|Hepsi|Yukarıdakilerin hepsi",
    "ro": "Toate cele de mai sus|Niciuna dintre cele de mai sus|Ambele",
    "ja": "上記のすべて|どちらも正しい|どれでもない。",
    "zh": "以上都是|以上皆非|以上都不对|两者都是",
    "ko": "위의 모두|둘 다 아니다|해당 없음",
    "he": "כל התשובות נכונות|אף אחת מהתשובות|שניהם",
    "fa": "هیچکدام|همه موارد|هر دو مورد",
}
SHUFFLED = [
    "Both eyes", "All cells divide", "None of the cells divide", "Both of the parents carry the gene", "All of the water",
    "Neither acid nor base", "None", "All", "The above", "all()", "`None`", "`None of these`", "Keine Ahnung", "Alle Zellen", "Beide Eltern",
    "Alle drei Tage", "Toutes les cellules", "Todas las células", "Nessuno lo sa", "كل الخلايا", "Все клетки", "以上海为例",
]  # fmt: skip


@pytest.mark.parametrize("language", _LAST)
def test_what_says_something_of_all_others_stays_last(language: str) -> None:
    """The words of each language of the table, with emphasis, marks and a full stop or without."""
    assert [text for text in LAST[language].split("|") if not stays_last(text)] == []


@pytest.mark.parametrize("text", SHUFFLED)
def test_other_options_are_shuffled(text: str) -> None:
    """An option that begins like one of these, and code, says nothing of the others."""
    assert not stays_last(text)


@pytest.mark.parametrize("text", ["Both A and B", "A and C.", "Nur A und B", "(A) and (B) only"])
def test_an_option_that_names_letters_keeps_all_in_their_places(text: str) -> None:
    """The letters must stay true."""
    assert names_letters(text)
