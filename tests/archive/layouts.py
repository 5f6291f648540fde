"""Invented pages in many layouts and languages, each with the words that its story has."""

from __future__ import annotations

import random
from collections.abc import Callable

SENTENCES = {
    "en": "The group had promised us work, and then it took our papers away. I walked for three nights before I"
    " dared to knock at a door. Nobody there asked me what I had done, and nobody has asked me since.",
    "ar": "وعدتنا الجماعة بالعمل ثم أخذت أوراقنا منا جميعا. مشيت ثلاث ليال قبل أن أجرؤ على طرق باب من الأبواب. لم"
    " يسألني أحد هناك عما فعلت، ولم يسألني أحد منذ ذلك اليوم.",
    "ru": "Группа обещала нам работу, а потом отобрала у нас документы. Я шла три ночи, прежде чем решилась постучать в"
    " чью-то дверь. Там никто не спросил меня, что я сделала, и с тех пор не спрашивал.",
    "fr": "Le groupe nous avait promis du travail, puis il nous a pris nos papiers. J'ai marché trois nuits avant"
    " d'oser frapper à une porte. Personne ne m'y a demandé ce que j'avais fait, ni depuis.",
    "tr": "Örgüt bize iş sözü vermişti, sonra kimliklerimizi elimizden aldı. Bir kapıyı çalmaya cesaret edene kadar üç"
    " gece yürüdüm. Orada kimse bana ne yaptığımı sormadı, o günden beri de soran olmadı.",
    "id": "Kelompok itu menjanjikan pekerjaan kepada kami, lalu mengambil surat-surat kami. Saya berjalan tiga malam"
    " sebelum berani mengetuk sebuah pintu. Di sana tidak ada yang bertanya apa yang telah saya lakukan.",
}
"""What is told in each language."""
MENU = "".join(f'<li><a href="/{n}">Section number {n}</a></li>' for n in range(30))
TEASERS = "".join(
    f'<div class="card"><a href="/t{n}"><h3>Another story, number {n}</h3></a>'
    f"<p>What number {n} is about, in short.</p></div>"
    for n in range(12)
)
REMARKS = "".join(
    f'<div class="comment"><p>Reader {n} says that this is a remark on the story, and a long one at that.</p></div>'
    for n in range(15)
)


def told(language: str, count: int = 10) -> list[str]:
    """Return so many paragraphs, no two alike."""
    chance = random.Random(language)
    sentences = SENTENCES[language].split(". ")
    return [
        f"{n}. " + ". ".join(chance.sample(sentences, len(sentences))).strip(". ") + "." for n in range(1, count + 1)
    ]


def _paragraphs(parts: list[str]) -> str:
    return "".join(f"<p>{part}</p>" for part in parts)


LAYOUTS: dict[str, Callable[[list[str]], str]] = {
    "article": lambda parts: f"<nav><ul>{MENU}</ul></nav><article><h1>Left</h1>{_paragraphs(parts)}</article>",
    "blog": lambda parts: (
        f'<div id="main"><div class="post-content entry">{_paragraphs(parts)}</div></div>'
        f'<div class="sidebar"><ul>{MENU}</ul>{TEASERS}</div>'
    ),
    "line breaks": lambda parts: (
        f'<div class="text">{"<br><br>".join(parts)}</div><div id="foot"><ul>{MENU}</ul></div>'
    ),
    "bare blocks": lambda parts: '<div class="wrap">' + "".join(f"<div>{part}</div>" for part in parts) + "</div>",
    "old tables": lambda parts: f"<table><tr><td><ul>{MENU}</ul></td><td>{_paragraphs(parts)}</td></tr></table>",
    "more around than within": lambda parts: (
        f"<main><section>{_paragraphs(parts[:3])}</section></main><section>{TEASERS * 4}</section>"
    ),
    "with remarks": lambda parts: f"<article>{_paragraphs(parts)}</article><div id='comments'>{REMARKS}</div>",
    "in sections": lambda parts: (
        "<main>"
        + "".join(f"<section><h2>Part {n}</h2><p>{part}</p></section>" for n, part in enumerate(parts))
        + f"</main><aside>{TEASERS}</aside>"
    ),
    "as quotes": lambda parts: (
        "<article>" + "".join(f"<blockquote>{part}</blockquote>" for part in parts) + "</article>"
    ),
    "with a form": lambda parts: (
        f"<div class='story'>{_paragraphs(parts[:5])}<form><p>Your address</p><input name=a>"
        f"<button>Send</button></form>{_paragraphs(parts[5:])}</div>"
    ),
    "as a list": lambda parts: "<div class='body'><ol>" + "".join(f"<li>{part}</li>" for part in parts) + "</ol></div>",
    "short": lambda parts: f"<div><p>{parts[0]}</p></div><ul>{MENU}</ul>",
}


def page(layout: str, language: str, count: int = 10) -> tuple[str, list[str]]:
    """Return a page, and the paragraphs of its story that it holds."""
    parts = told(language, count)
    body = LAYOUTS[layout](parts)
    html = f'<html lang="{language}"><head><title>Left</title></head><body>{body}</body></html>'
    return html, [part for part in parts if part in body]
