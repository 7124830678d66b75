"""Papers for the client and for those who write for the client, and the messages that follow a request. They go into no packet."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from forbear.assessment.client_copy import find_client_copy
from forbear.casefile.model import CaseFile
from forbear.drafting.brief import Brief
from forbear.drafting.compose import Builder, Composed, Composer, Language, compose
from forbear.drafting.document import Block, Grid, Heading, Paragraph, Sentence, Signature
from forbear.drafting.letter import signature

TITLES: dict[str, dict[Language, str]] = {
    "respondent-declaration-outline": {"en": "Outline for a declaration", "es": "Guía para una declaración"},
    "support-letter-guide": {"en": "How to write a letter that helps", "es": "Cómo escribir una carta que ayude"},
    "client-evidence-checklist": {"en": "Papers that we need", "es": "Papeles que necesitamos"},
    "informed-consent-form": {"en": "Your decision about a request to the government", "es": "Su decisión sobre una solicitud al gobierno"},
}
HEADINGS: dict[Language, dict[str, str]] = {
    "en": {
        "is-it-safe": "First: is it safe for you?",
        "what-to-say": "Write",
        "what-not-to-say": "Do not write about",
        "form": "How",
        "by-writer": "If you are …",
        "items": "Bring these",
        "do-not": "Please do not",
        "who-i-am": "Who I am",
        "my-life-here": "My life here",
        "those-who-depend": "Those who depend on me",
        "what-changed": "What has changed",
        "what-i-ask": "What I ask",
        "jurat": "Signature",
        "what-we-will-disclose": "What we will tell and show the government",
        "choice": "Your choice",
        "language": "Your language",
    },
    "es": {
        "is-it-safe": "Primero: ¿es seguro para usted?",
        "what-to-say": "Escriba",
        "what-not-to-say": "No escriba sobre",
        "form": "Cómo",
        "by-writer": "Si usted es …",
        "items": "Traiga esto",
        "do-not": "Por favor, no",
        "who-i-am": "Quién soy",
        "my-life-here": "Mi vida aquí",
        "those-who-depend": "Quienes dependen de mí",
        "what-changed": "Qué ha cambiado",
        "what-i-ask": "Qué pido",
        "jurat": "Firma",
        "what-we-will-disclose": "Qué le vamos a decir y mostrar al gobierno",
        "choice": "Su decisión",
        "language": "Su idioma",
    },
}
PAPERS: dict[Language, tuple[str, ...]] = {
    "en": ("Paper", "Why", "How to get it", "Time"),
    "es": ("Papel", "Para qué"),  # how to get it is said in English only: the office explains it
}
NOTHING: dict[Language, str] = {"en": "Nothing is missing today.", "es": "Hoy no falta nada."}
LISTS = ("do", "dont", "know")  # sections of the client's copy that are lists
YOUR_CASE: dict[Language, str] = {"en": "Your case", "es": "Su caso"}
SIGN: dict[Language, tuple[str, ...]] = {
    "en": ("Client", "Interpreter, if any: name and language", "Lawyer"),
    "es": ("Cliente", "Intérprete, si hay: nombre e idioma", "Abogado o abogada"),
}
LANGUAGES: tuple[Language, ...] = ("en", "es")


def guides(brief: Brief) -> Iterator[Composed]:
    """The guide for those who write letters, and the list of papers still missing, in both languages; the outline of a declaration."""
    for language in LANGUAGES:
        yield _plain(brief, "support-letter-guide", language)
        yield _plain(brief, "client-evidence-checklist", language, {"items": _missing})
    yield _plain(brief, "respondent-declaration-outline", client_language(brief))


def consent_form(brief: Brief, disclosed: Sequence[str], mark: str, language: Language) -> Composed:
    """The client's decision about exactly this request: what it means, what is disclosed, yes, no or not now."""

    def explained(composer: Composer) -> list[Block]:
        if brief.option is None:
            return [Paragraph((Sentence(f"{brief.ask.title}. {brief.ask.act}."),))]
        copy = find_client_copy(brief.matter, brief.found, brief.form, language)
        blocks: list[Block] = [Heading(copy.title)]
        for section in copy.sections:
            blocks.append(Heading(section.heading, 3))
            blocks += [
                Paragraph(
                    (Sentence(f"{item.label}: {item.text}" if item.label else item.text),),
                    "item" if item.label or section.id in LISTS else "plain",
                )
                for item in section.passages
            ]
        return blocks

    def disclosure(composer: Composer) -> list[Block]:
        rows = [Sentence(exhibit.title) for exhibit in brief.exhibits] + [Sentence(text) for text in disclosed]
        return [Paragraph((row,), "item") for row in rows] or [Paragraph((Sentence("–"),), "plain")]

    builders: dict[str, Builder] = {
        "ask-and-risks": explained,
        "what-we-will-disclose": disclosure,
        "language": lambda one: [*one.section("language"), *_signed(language)],
    }
    return _plain(brief, "informed-consent-form", language, builders, {"mark": mark})


def messages(brief: Brief) -> Iterator[Composed]:
    """The message that follows a request and the letter to a supervisor, once a request has been sent."""
    if not brief.names["sent_on"]:
        return
    yield _plain(brief, "follow-up-email", "en")
    yield _plain(brief, "supervisory-escalation-letter", "en", {"ask": lambda one: [*one.section("ask"), signature(one)]})


def client_language(brief: Brief) -> Language:
    """The language in which the client reads. See `reads`."""
    return reads(brief.matter.case)


def reads(case: CaseFile) -> Language:
    """The language of papers for the client: Spanish where the file names it before English, else English."""
    for language in case.values("person.languages") or ():
        if str(language).casefold() in ("es", "spanish", "español"):
            return "es"
        if str(language).casefold() in ("en", "english"):
            return "en"
    return "en"


def _plain(
    brief: Brief, paper: str, language: Language, builders: Mapping[str, Builder] | None = None, words: Mapping[str, str] | None = None
) -> Composed:
    title = TITLES.get(paper, {}).get(language, brief.matter.corpus.documents[paper].title)
    made = compose(brief, paper, builders or {}, language=language, headings=HEADINGS[language], words=words)
    blocks = (Heading(title, 1), *made.document.blocks)
    document = msgspec.structs.replace(made.document, title=title, blocks=blocks, spacing="plain", outgoing=False)
    return msgspec.structs.replace(made, document=document)


def _missing(composer: Composer) -> list[Block]:
    """The papers still missing. Nothing of what speaks against the client is named in a list that lies at home."""
    found, language = composer.brief.found.missing, composer.language
    if not found:
        return [Paragraph((Sentence(NOTHING[language]),), "plain")]
    titles = {factor.id: factor.title for factor in composer.brief.found.factors if factor.direction == "favourable"}
    rows = []
    for paper in found:
        why = [composer.in_words("evidence[].proves[]", name, titles[name].lower()) for name in paper.serves if name in titles]
        cells = [composer.in_words("evidence[].kind", paper.document, paper.title), "; ".join(why) or YOUR_CASE[language]]
        rows.append(tuple(map(Sentence, cells if language == "es" else [*cells, paper.how_to_get, paper.lead_time])))
    return [Grid(PAPERS[language], tuple(rows), (3, 3, 4, 2)[: len(PAPERS[language])])]


def _signed(language: Language) -> list[Block]:
    return [Signature((Sentence(line),)) for line in SIGN[language]]
