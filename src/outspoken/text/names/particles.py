"""The small words of names: kunyas, articles, filiation, titles, and the countries that nisbas point to.

Each list is short, public and checked by tests; spellings are folded to small Latin letters.
"""

from __future__ import annotations

FATHER = frozenset(["abu", "abou", "abo", "aboo", "abi", "abw", "aba", "bu", "bou", "abul", "aboul", "abool", "abil", "abol"])
MOTHER = frozenset(["umm", "um", "oum", "om", "omm", "ummu", "omu", "umul", "ummul", "oumm"])
SON = frozenset(["bin", "ibn", "ben", "ibni", "ibnu", "ebn", "bint", "bent", "binti", "binte", "ould", "wuld", "weld", "walad", "ag", "ait"])
OFFSPRING = frozenset(["ogly", "oglu", "oglou", "ugli", "ogli", "uglu", "kyzy", "kizi", "qizi", "qyzy", "gizi"])
ARTICLES = frozenset(["al", "el", "ul", "il", "ol", "l", "all"])
SUN_ARTICLES = {

        "as": "s",
        "es": "s",
        "us": "s",
        "ash": "s",
        "esh": "s",
        "ech": "c",
        "ach": "c",
        "ad": "d",
        "ed": "d",
        "ud": "d"
    ,
    "ar": "r", "er": "r", "ur": "r", "an": "n", "en": "n", "un": "n", "at": "t", "et": "t", "ut": "t", "az": "z",
    "ez": "z", "uz": "z", "ath": "t", "adh": "d",
}
"""Articles before sun letters, which only count as such before a word that begins so."""
TITLES = frozenset(
    ["sheikh", "shaykh", "shaikh", "sheik", "cheikh", "scheich", "shaikh", "sheykh", "syekh", "xeikh", "mullah", "mulla", "mullo", "molla", "molah", "mawlawi", "maulavi", "maulawi", "moulavi", "mawlavi", "molvi", "molavi", "maulvi", "mawlana", "maulana", "moulana", "hajji", "haji", "hadji", "hajj", "hadj", "hagi", "haj", "dr", "doctor", "doktor", "ustad", "ustadh", "ustaz", "oustaz", "imam", "qari", "maalim", "mualim", "moalim", "mr", "mrs", "ms", "miss", "prof", "professor", "eng", "engineer", "gen", "general", "col", "colonel", "commander", "cmdr", "brigadier", "brig", "capt", "captain", "maj", "major", "lt", "ayatollah", "hojatoleslam", "hojjatoleslam", "mufti", "al-hajj", "pak", "ustadz", "alhaji", "alhaj", "akhundzada", "sir", "comandante"]
)
HONOURED = frozenset(["sayyid", "sayed", "seyed", "seyyed", "sayyed", "said", "syed", "saeed", "saiyid", "agha", "akhund", "mirza", "khan"])
"""Titles that are as often names: they stay words, and are common ones."""
DIN = frozenset(["din", "deen", "dine", "ddin", "eddine", "eddin", "uddin", "ud-din", "aldin", "aldeen", "adin", "addin", "adeen", "ddine"])
GOD = frozenset(["allah", "ullah", "ollah", "lah", "llah"])

_NISBAS = {
    "TN": "tunisi tounsi tounisi tounsy", "EG": "masri misri masry iskandarani sinawi", "LY": "libi liby tarabulsi misrati",
    "IQ": "iraqi baghdadi anbari basri mawsili falluji samarrai kirkuki", "SY": "suri halabi homsi himsi hamwi hamawi dimashqi idlibi raqqawi",
    "SA": "saudi najdi hijazi makki madani jazrawi utaybi", "MA": "maghribi maghrebi tanjawi", "DZ": "jazairi jazayri djazairi",
    "YE": "yamani yemeni adani hadrami sanaani", "KW": "kuwaiti kuwayti", "QA": "qatari", "BH": "bahraini bahrani",
    "AE": "imarati emarati", "OM": "umani omani", "JO": "urduni urdini zarqawi", "PS": "filastini falastini filistini maqdisi ghazawi",
    "LB": "lubnani libnani trabulsi", "TR": "turki", "IR": "irani tehrani", "AF": "afghani kabuli", "PK": "pakistani peshawari",
    "IN": "hindi", "BD": "banghali bangladeshi bengali", "DE": "almani", "FR": "faransi firansi fransi", "GB": "britani inglizi",
    "US": "amriki amriqi amreeki", "AU": "ustrali australi", "BE": "belgiki beljiki baljiki", "NL": "hulandi hollandi", "SE": "suwaydi swedi",
    "RU": "rusi shishani chechani daghestani dagestani", "UZ": "uzbeki", "TJ": "tajiki", "CN": "turkistani", "SO": "sumali somali",
    "SD": "sudani", "MR": "muritani mauritani shinqiti", "NE": "nijri", "NG": "nigeri naijiri", "ID": "indunisi indonesi", "PH": "filibini filipini",
    "BA": "busni bosni", "AL": "albani", "XK": "kusufi kosovi", "DK": "danmarki", "NO": "nurwiji", "CH": "swisri", "CA": "kanadi",
    "MY": "malizi malaysi", "KZ": "kazakhi", "KE": "kini",
}  # fmt: skip
NISBAS = {spelling: country for country, spellings in _NISBAS.items() for spelling in spellings.split()}
"""Nisbas that point to a country; where somebody is named after, which is not always where they come from."""
