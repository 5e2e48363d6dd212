# Knows alone: which options say something of the others, in which language, so that a shuffle must leave them last or
# leave all in their places. The words of each language stand in one table; any deck may use those of any language.
# Letters that look alike are words of other alphabets here, never slips:
# ruff: noqa: RUF001
"""Options that point at other options."""

from __future__ import annotations

import re
import unicodedata

from byheart.model import same_text

# One entry a line; in an entry, `(…)` may be left out, and `[a|b]` is one of several words.
_LAST = {
    "en": """
        both (of [them|these|those|the above|the two|the options|the answers|the statements])
        both [options|answers|statements|choices|alternatives] (above) ([apply|are correct|are right|are true|are possible])
        both [apply|are correct|are right|are true|are possible]
        neither (of [them|these|those|the above|the two|the options|the answers|the statements])
        neither [option|answer|statement|one] ([applies|is correct|is right|is true])
        neither [applies|is correct|is right|is true|one nor the other]
        either (of [them|these|those|the above|the two])
        none of [them|these|those|the above|the options|the answers|the statements|the choices|the alternatives|the other options|the given options|the given answers|the above options|the above answers|the options above|the answers above|the mentioned|the listed]
        none (of [them|these|those|the above|the options|the answers|the statements|the choices]) [apply|applies|is correct|are correct|is right|are right|is true|are true]
        no [option|answer|statement] ([applies|is correct|is right|is true])
        no correct answer
        all of [them|these|those|the above|the options|the answers|the statements|the choices|the alternatives|the given options|the given answers|the above options|the above answers|the options above|the answers above|the mentioned|the listed]
        all the above
        all (of) (the) (above|given|listed|these) [options|answers|statements|choices|alternatives] (above) ([apply|are correct|are right|are true|are possible])
        all (of [them|these|those|the above]) [apply|are correct|are right|are true|are possible|are wrong|are false]
        any of [them|these|those|the above|the options|the answers]
    """,
    "de": """
        [beide|beides|alle beide] ([Antworten|Aussagen|Möglichkeiten|Optionen]) ([sind richtig|sind korrekt|stimmen|treffen zu|sind möglich|ist richtig|stimmt|trifft zu])
        [weder noch|weder das eine noch das andere]
        [keine|keiner|keines|keins|kein] (von) [beiden|beidem|diesen|ihnen|allem]
        [keine|keiner|keines|keins|nichts] ([davon|von allem])
        [keine|keiner|keines|keins] (von den|der|von) (hier) (oben) ([genannten|obigen|aufgeführten|angegebenen|vorherigen|vorstehenden|vorgenannten|gegebenen]) ([Antworten|Aussagen|Möglichkeiten|Optionen|Alternativen|Punkte])
        nichts (von dem) (hier) (oben) [Genannten|Genanntes|Obigem]
        keine ([Antwort|Aussage|Möglichkeit|Option]) [ist richtig|ist korrekt|stimmt|trifft zu]
        keine [Antwort|Antworten]
        [alle|alles] ([davon|drei|vier|fünf])
        [alle|alles] (der|von den|die) (hier) (oben) [genannten|genannte|obigen|obige|aufgeführten|angegebenen|vorherigen|vorstehenden|vorgenannten] ([Antworten|Aussagen|Möglichkeiten|Optionen|Alternativen|Punkte]) ([sind richtig|sind korrekt|stimmen|treffen zu])
        alle ([Antworten|Aussagen|Möglichkeiten|Optionen|Alternativen]) ([sind richtig|sind korrekt|sind möglich|stimmen|treffen zu|gelten])
        alles [ist richtig|stimmt|trifft zu]
    """,
    "ar": """
        [كلاهما|كلتاهما|كلا الأمرين|كلا الخيارين|كلتا الإجابتين|كلا الإجابتين] ([صحيح|صحيحان|صحيحتان|صحيحة])
        [لا شيء|كل|جميع|كلاهما] [مما|ما] (قد) [سبق|ذكر|ورد|تقدم] (أعلاه|صحيح)
        لا شيء (منها|منهما)
        [كل|جميع] ([الإجابات|الأجوبة|الخيارات|الاختيارات|العبارات|البدائل]) [صحيحة|السابقة|المذكورة|أعلاه|السابقة صحيحة|المذكورة صحيحة|المذكورة أعلاه|ممكنة]
        [لا هذا ولا ذاك|لا أحد منهما|لا أحد منها|ليس أيا منهما|ليس أيا منها|ليس أيا مما سبق|لا توجد إجابة صحيحة|لا إجابة صحيحة]
    """,
    "fr": """
        [les deux|tous les deux|toutes les deux|l'un et l'autre|l'une et l'autre] ([réponses|propositions]) ([sont correctes|sont exactes|sont justes|sont vraies|sont possibles])
        [ni l'un ni l'autre|ni l'une ni l'autre|aucun des deux|aucune des deux|rien de tout cela|rien de tout ça|rien de ce qui précède|tout ce qui précède|tout cela]
        [aucun|aucune] ([de ces|des|de ceux-ci|de celles-ci|d'entre eux|d'entre elles]) ([réponses|propositions|options|choix|énoncés|affirmations]) ([ci-dessus|précédentes|précédents|proposées]) ([n'est correcte|n'est exacte|n'est juste|n'est vraie|n'est bonne])
        [tous|toutes] ([ces|les]) ([réponses|propositions|options|choix|énoncés|affirmations]) ([ci-dessus|précédentes|précédents|proposées]) ([sont correctes|sont exactes|sont justes|sont vraies|sont bonnes|sont possibles])
    """,
    "es": """
        [ambos|ambas|los dos|las dos] ([respuestas|opciones|afirmaciones]) ([son correctas|son ciertas|son verdaderas|son posibles])
        [ni uno ni otro|ni una ni otra|ni lo uno ni lo otro]
        [ninguno|ninguna] ([de los|de las|de estos|de estas|de ellos|de ellas]) ([anteriores|dos|respuestas|opciones|afirmaciones|mencionados|mencionadas]) ([anteriores|es correcta|es cierta])
        [ninguna respuesta|ninguna opción|ninguna] es [correcta|cierta|verdadera]
        [todos|todas] ([los|las]) ([anteriores|respuestas|opciones|afirmaciones|mencionados|mencionadas]) ([anteriores]) ([son correctas|son ciertas|son verdaderas|son correctos|son posibles])
        todo lo anterior
        nada de lo anterior
    """,
    "it": """
        [entrambi|entrambe|tutti e due|tutte e due] ([le risposte|le opzioni|le affermazioni]) ([sono corrette|sono vere|sono giuste])
        [né l'uno né l'altro|né l'una né l'altra]
        [nessuno|nessuna] ([dei|delle|di queste|di questi|dei due|delle due]) ([precedenti|risposte|opzioni|affermazioni|risposte precedenti|opzioni precedenti]) ([è corretta|è vera|è giusta])
        nessuna [risposta|opzione] ([è corretta|è giusta|corretta])
        [tutti|tutte] ([i|le]) ([precedenti|risposte|opzioni|affermazioni|risposte precedenti|opzioni precedenti]) ([sono corrette|sono vere|sono giuste])
    """,
    "pt": """
        [ambos|ambas|os dois|as duas] ([as respostas|as opções|as alternativas|respostas|opções|alternativas]) ([estão corretas|são corretas|estão certas|são verdadeiras])
        [nem um nem outro|nem uma nem outra]
        [nenhum|nenhuma] ([dos|das|destes|destas|deles|delas]) ([anteriores|acima|dois|duas|respostas|opções|alternativas]) ([anteriores|acima|está correta|é correta])
        nenhuma [resposta|opção|alternativa] ([está correta|é correta|correta])
        [todos|todas] ([os|as]) ([anteriores|acima|respostas|opções|alternativas]) ([anteriores|acima]) ([estão corretas|são corretas|estão certas|são verdadeiras])
    """,
    "nl": """
        [beide|beiden|allebei] ([antwoorden|opties|stellingen]) ([zijn juist|zijn goed|zijn waar|kloppen])
        [geen|geen enkele] (van) [beide|beiden|deze|allen|de bovenstaande|bovenstaande|de twee] ([antwoorden|opties])
        [geen van bovenstaande|geen enkel antwoord|geen enkel antwoord is juist]
        [alle|allemaal] ([bovenstaande|genoemde]) ([antwoorden|opties|stellingen]) ([zijn juist|zijn goed|zijn waar|kloppen])
    """,
    "sv": """
        [båda|båda två|båda delarna|bägge] ([alternativen|svaren]) ([är rätt|stämmer|är korrekta])
        [ingen|inget|inga|ingenting|ingetdera] ([av dem|av dessa|av ovanstående|av alternativen|av svaren]) ([är rätt|stämmer])
        [alla|allt] ([dessa|ovanstående|av ovanstående|av dem|alternativ|alternativen|svar|svaren]) ([är rätt|stämmer|är korrekta])
    """,
    "da, nb": """
        [begge|begge to|begge dele|begge deler] ([svar|svarene|alternativene]) ([er rigtige|er riktige|stemmer])
        [ingen|intet|ingenting] ([af dem|af disse|af ovenstående|af delene|av dem|av disse|av de ovennevnte|av delene|av alternativene|av svarene]) ([er rigtige|er riktige])
        [alle|alt] ([disse|ovenstående|af ovenstående|af dem|de ovennevnte|av dem|av disse|alternativene|svar|svarene]) ([er rigtige|er riktige|stemmer])
    """,
    "pl": """
        [oba|obie|obydwa|obydwie|obydwie odpowiedzi|obie odpowiedzi] ([są poprawne|są prawidłowe|są prawdziwe])
        [żaden|żadna|żadne] ([z nich|z tych|z powyższych|z wymienionych|z podanych]) (odpowiedzi) ([nie jest poprawna|nie jest prawidłowa])
        żadna odpowiedź ([nie jest poprawna|nie jest prawidłowa])
        [wszystkie|wszystko] ([powyższe|wymienione|podane|z powyższych]) (odpowiedzi) ([są poprawne|są prawidłowe|są prawdziwe])
        [ani jedno, ani drugie|ani jedno ani drugie]
    """,
    "cs": """
        [obojí|oba|obě] ([možnosti|odpovědi]) ([jsou správné|jsou správně])
        [žádný|žádná|žádné|nic] ([z nich|z těchto|z uvedených|z uvedeného|z výše uvedených]) ([možností|odpovědí]) ([není správná|není správně])
        [všechny|všechno|vše] ([tyto|uvedené|výše uvedené|z výše uvedených]) ([možnosti|odpovědi]) ([jsou správné|jsou správně])
        ani jedno (z uvedených)
    """,
    "ru": """
        [оба|обе|и то и другое|и то, и другое] ([варианта|ответа|утверждения]) ([верны|правильны])
        [ни то ни другое|ни то, ни другое|ничего из перечисленного|ничего из вышеперечисленного]
        [ни один|ни одна|ни одно] ([из них|из перечисленных|из вышеперечисленных|из вариантов|из ответов|ответ|вариант]) ([не верен|не подходит])
        нет [верного|правильного] ответа
        [все|всё] ([перечисленные|перечисленное|вышеперечисленные|вышеперечисленное|варианты|ответы|варианты ответа]) ([верны|верно|правильны])
    """,
    "uk": """
        [обидва|обидві|і те, і інше|і те й інше] ([варіанти|відповіді|твердження]) ([правильні])
        [жоден|жодна|жодне] ([із них|з них|із перелічених|з перелічених|із варіантів|з варіантів])
        нічого з [переліченого|перерахованого|вищезазначеного]
        [усі|всі|усе|все] ([перелічені|перелічене|перераховане|вищезазначене|варіанти|відповіді]) ([правильні])
    """,
    "tr": """
        [her ikisi|her ikisi de|ikisi de|hiçbiri|hiçbiri değil|hepsi|tümü|ikisi de değil]
        yukarıdakilerin [hepsi|hiçbiri|tümü|tamamı]
    """,
    "ro": """
        [ambele|amândouă|amândoi] ([variante|răspunsuri]) ([sunt corecte])
        [niciuna|niciunul|nici una|nici unul|niciun răspuns|niciuna din|niciuna dintre|niciunul dintre] ([cele de mai sus|acestea|variante|ele]) ([este corect|nu este corect])
        [toate|toți] ([cele de mai sus|variantele|răspunsurile|acestea]) ([de mai sus]) ([sunt corecte])
    """,
    "ja": """
        上記(の)[すべて|全て|いずれでもない|どれでもない|いずれも正しい|いずれも正しくない]
        [すべて|全て|全部](正しい|該当する|当てはまる)
        [どちらも|両方とも|両方](正しい|正しくない|違う|該当する)
        [どちらでもない|どれでもない|いずれでもない|どれも正しくない|どれも正しい|どれも違う|どれも当てはまらない|いずれも正しくない|該当なし|正解なし]
    """,
    "zh": """
        以上[都|皆|均|全][是|非|不是|对|不对|正确|不正确|可|不可|對|不對|正確|不正確]
        [以上全部|以上所有|全部正确|全部|都是|都不是|都对|都不对|都對|都不對|没有正确答案|沒有正確答案|皆非|皆是|以上皆非]
        [两者|二者|兩者|两个][都|皆|均][是|非|不是|对|不对|正确|不正确|對|不對|正確|不正確]
    """,
    "ko": """
        (위의 )[모두|전부|모든 것]( 정답| 맞다| 맞음| 옳다| 해당)
        (위의 )[모두|전부|어느 것도] [아니다|아님]
        둘 다( 맞다| 맞음| 옳다| 아니다| 아님)
        [해당 없음|정답 없음|답 없음|없음]
    """,
    "he": """
        [שניהם|שתיהן|שתי התשובות|כולם|כולן] ([נכונות|נכונים])
        כל [התשובות|האפשרויות|הנ"ל|האמור לעיל] ([נכונות|נכון])
        אף [אחת|אחד|תשובה|אפשרות] ([מהן|מהם|מהתשובות|מהאפשרויות|מהנ"ל]) ([אינה נכונה|לא נכונה|אינו נכון])
        לא זה ולא זה
    """,
    "fa": """
        هر دو ([مورد|گزینه]) ([درست است|صحیح است])
        [هیچکدام|هیچ کدام|هیچ‌کدام|هیچ یک|هیچ‌یک] ([از موارد بالا|از موارد فوق|از گزینه‌ها|از این موارد])
        [همه|همهٔ|همه‌ی|تمام|تمامی] [موارد|گزینه‌ها|گزینه ها] ([بالا|فوق]) ([درست است|صحیح است])
    """,
}
_MARKS_AND_NOTHING = dict.fromkeys([*range(0x64B, 0x653), 0x640, 0x200E, 0x200F, *map(ord, "*_")])
_AT_ENDS = " .!?。．؟…:;'\"“”„«»"


_SYNTAX = {"[": "(?:", "]": ")", "|": "|", " (": "(?: (?:", "(": "(?:"}


def _pattern(entry: str) -> str:
    """The regular expression of an entry; the space before what may be left out may be left out with it."""
    out, closings = [], []
    for piece in re.findall(r" ?\(|[\[\]|)]|[^\[\]|() ]+| ", entry):
        if piece in {" (", "("}:
            closings.append("))?" if piece == " (" else ")?")
        out.append(closings.pop() if piece == ")" else _SYNTAX.get(piece, re.escape(piece)))
    return "".join(out)


_STAYS_LAST = re.compile(
    "|".join(
        _pattern(line.strip()) for table in _LAST.values() for line in table.split("\n") if line.strip()
    ),
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"(?i:both|only|neither|either|nur|sowohl|weder|كلاهما)?\s*\(?[A-H1-9]\)?(?:,\s*\(?[A-H1-9]\)?)*,?"
    r"\s*(?:and|or|nor|und|oder|als auch|noch|و|أو|&|\+)\s*\(?[A-H1-9]\)?(?: only)?",
)


def stays_last(text: str) -> bool:
    """Whether an option says something of all others, as "None of them" does: it stays below them."""
    plain = unicodedata.normalize("NFC", same_text(text)).translate(_MARKS_AND_NOTHING)
    return _STAYS_LAST.fullmatch(" ".join(plain.replace("’", "'").split()).strip(_AT_ENDS)) is not None


def names_letters(text: str) -> bool:
    """Whether an option names others by their letters, as "Both A and B" does: none may move."""
    return _LETTERS.fullmatch(same_text(text).rstrip(".")) is not None
