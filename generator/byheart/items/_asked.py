# Knows alone: by which words a stem asks for percent or for another unit, in which language.
# Letters that look alike are words of other alphabets here, never slips:
# ruff: noqa: RUF001
"""Units that a stem asks for."""

from __future__ import annotations

import re

# A pattern for each language; a blank stands for any blanks.
_PERCENT = {
    "en": "(?:in|as|as a|what|which|how many) (?:percent|per cent|percents|percentage|percentages)",
    "de": "(?:in|wie viel|wie viele|wieviel|wieviele|welche|welcher|welchen) (?:Prozent|Prozentsatz|Prozentzahl)",
    "ar": "(?:كم|كم في|كم نسبة) (?:بالمئة|بالمائة|المئة|المائة|مئوية)|بالمئة|بالمائة|كنسبة مئوية"
    "|(?:ما|ما هي|احسب) النسبة المئوية",
    "fr": "(?:en|quel|quel est le|combien de) (?:pour cent|pourcent|pourcentage)",
    "es": "(?:en|qué|cuál es el|cuánto|cuántos) (?:por ciento|porcentaje|tanto por ciento)",
    "it": "(?:in|quale|che|qual è la|quanto) (?:percento|per cento|percentuale)",
    "pt": "(?:em|que|qual a|qual é a|quantos) (?:por cento|percentagem|porcentagem)",
    "nl": "(?:in|hoeveel|welk) (?:procent|procenten|percentage)",
    "sv, da, nb": "(?:i|hur många|hur stor|hvor mange|hvor stor) (?:procent|prosent)",
    "pl": "(?:w|ile|jaki) (?:procentach|procent|procentów)",
    "ru, uk": "(?:в|у|сколько|скільки|какой|який) (?:процентах|процентов|процент|відсотках|відсотків|відсоток)",
    "tr": "yüzde (?:kaç|kaçı|kaçtır|olarak|cinsinden)",
    "fa": "(?:چند|به|بر حسب) درصد",
    "hi": "(?:कितने|कितना) प्रतिशत|प्रतिशत में",
}
_WITHOUT_BLANKS = "百分之几|百分之幾|百分比|百分率|何(?:パーセント|%|％)|(?:パーセント|%|％)で|몇 ?(?:퍼센트|%)|(?:퍼센트|%)로|백분율"
_WITH_BLANKS = "|".join(_PERCENT.values()).replace(" ", r"\s+")
_ASKS_PERCENT = re.compile(rf"(?<!\w)(?:{_WITH_BLANKS})(?!\w)|{_WITHOUT_BLANKS}", re.IGNORECASE)

# Signs of more than one letter, which are no words; in brackets, or after the word for "in".
_SIGNS = re.findall(
    r"\S+",
    "% ‰ °C °F km cm mm nm µm m² m³ km² cm² cm³ kg mg µg ms µs ns km/h m/s kJ MJ kcal kW kWh MW GW Hz kHz MHz GHz kV mV mA "
    "hPa kPa MPa dB ppm kB MB GB TB KiB MiB GiB TiB kbit/s Mbit/s Gbit/s ml mL dl dL €",
)
_ASKS_SIGN = re.compile(
    r"(?:(?<=\s)\((?:(?:in|en|em|i|w|в|у)\s)?|(?<!\w)(?:in|en|em|i|w|в|у)\s)"
    rf"({'|'.join(map(re.escape, sorted(_SIGNS, key=len, reverse=True)))})(?=[)?.,;:]|\s|$)"
)


def unit_asked(stem: str) -> str | None:
    """The unit that a stem (Markdown) asks for, as in "in %" or "(km/h)"; None if it names none in such words."""
    if found := _ASKS_SIGN.search(stem):
        return found[1]
    return "%" if _ASKS_PERCENT.search(stem) else None
