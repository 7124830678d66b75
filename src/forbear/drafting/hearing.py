"""The page for tomorrow's hearing: counsel's part above, the client's half below to tear off. Always one page.

The words are the finding's. Where there are too many of them, the setting leaves out whole lines, the least important first, and
says how many. Text goes to the typesetter as data and is never read as markup.
"""

import datetime as dt
import re
from typing import Any

from forbear.assessment.finding import Assessment
from forbear.assessment.hearing import HearingFinding, LineFinding, OfferFinding
from forbear.assessment.matter import Matter
from forbear.assessment.words import STAGES, day, presumed, sentence, short_cite
from forbear.drafting.setting import other_day, set_paper
from forbear.law.corpus import stale

LONGEST = 90  # characters of a name, a court or a judge: longer ones would push the page over
LONGEST_NOTE = 260  # characters of a notice or of what is not known
NOTES = 4
EARLY = 7  # calendar days before a hearing from which law and file may still move
COSTED = 2  # offers of this rank or better say what they cost; the others are in the memo
OPEN = 2  # unknown facts named after one line; all of them are named once above
CITED = 62  # characters of citations after a line: one that would run longer is left to the memo
LANGUAGES = {
    "en": "English", "es": "Spanish", "kiche": "K’iche’", "mam": "Mam", "qeqchi": "Q’eqchi’", "ht": "Haitian Creole",
    "pt": "Portuguese", "fr": "French", "zh": "Chinese", "pa": "Punjabi", "tl": "Tagalog", "vi": "Vietnamese", "ar": "Arabic",
    "ru": "Russian", "hi": "Hindi", "ne": "Nepali", "am": "Amharic", "uk": "Ukrainian", "so": "Somali",
}  # fmt: skip
CARRY = "Carry"
MODES = {"in-person": "in person", "video": "by video", "telephone": "by telephone"}
KINDS = {"master": "master hearing", "individual": "individual hearing", "bond": "bond hearing"}
MARKS = {"secondary": "*", "recalled": "°"}
MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
CLIENT_WORDS = {
    "en": {
        "title": "Your hearing – take this half with you",
        "when": "When", "time": "Time", "where": "Immigration court", "how": "How", "judge": "Judge", "room": "Address, room or link",
        "no-date": "no date – ask us", "ask": "ask us", "in-person": "in person", "video": "by video", "telephone": "by telephone",
        "go": "Your hearing", "bring": "Bring", "court": "In court", "never": "Protect yourself", "arrest": "If officers stop you",
        "call": "Call first", "lawyer": "Your lawyer", "family": "Your family", "local": "court’s local time",
        "interpreter": "To be read aloud by an interpreter of {language}, not a relative and not a child. Interpreter: ",
        "unknown-language": "If English is not your best language, ask us to have this read to you. Interpreter: ",
        "study": "STUDY COPY – do not hand out. ",
        "foot": "From your lawyer, for you alone. It says what to do; ask us why.",
    },
    "es": {
        "title": "Su audiencia – lleve esta mitad con usted",
        "when": "Cuándo", "time": "Hora", "where": "Corte de inmigración", "how": "Cómo", "judge": "Juez",
        "room": "Dirección, sala o enlace",
        "no-date": "sin fecha – pregúntenos", "ask": "pregúntenos", "in-person": "en persona", "video": "por video",
        "telephone": "por teléfono",
        "go": "Su audiencia", "bring": "Traiga", "court": "En la corte", "never": "Protéjase", "arrest": "Si lo paran oficiales",
        "call": "Llame primero", "lawyer": "Su abogado", "family": "Su familia", "local": "hora local de la corte",
        "interpreter": "", "unknown-language": "",
        "study": "COPIA DE ESTUDIO – no entregar. ",
        "foot": "De su abogado, solo para usted. Dice qué hacer; pregúntenos por qué.",
    },
}  # fmt: skip
PARTS = ("go", "bring", "court", "never", "arrest")


def hearing_page(matter: Matter, found: Assessment, hearing: HearingFinding, *, today: dt.date) -> bytes:
    """The page as a PDF (PDF/UA-1), the same bytes for the same case, day and law."""
    return set_paper("hearing", content(matter, found, hearing, today=today), matter.case.name, notices="first")


def content(matter: Matter, found: Assessment, hearing: HearingFinding, *, today: dt.date) -> dict[str, Any]:
    """Everything the page could say, in order, as plain data. `items` carry the order in which they are left out."""
    case = matter.case
    name = _short(case.text("person.full_name") or case.name)
    items = _items(matter, found, hearing)
    waiting = len(stale(matter.relied(), matter.on))
    age = "; ".join(f"{topic} {day(date)}" for topic, date in found.law.by_topic.items())
    return {
        "title": f"Hearing – {name}",
        "name": name,
        "a_number": _short(case.text("person.a_number") or "A-number not in the file"),
        "mark": other_day(found.on, today),
        "judged": f"judged on {day(found.on)}",
        "date": _headline(hearing),
        "particulars": _particulars(found, hearing),
        "first": [_note(text) for text in hearing.first[:NOTES]],
        "stands": _stands(found, hearing),
        "not_known": _note(", ".join(hearing.not_known)),
        "items": items,
        "leave_out": _leave_out(items),
        "client": _client(found, hearing, today=today),
        "again": f"Made {hearing.hearing.days} days ahead: make it again the evening before."
        if hearing.hearing.standing == "ahead" and (hearing.hearing.days or 0) > EARLY
        else "",
        "law_age": age,
        "stale": waiting,
    }


def _particulars(found: Assessment, hearing: HearingFinding) -> list[str]:
    next_one = hearing.hearing
    parts = [
        _short(next_one.time) if next_one.time else "hour not known",
        MODES.get(next_one.mode or "", "in person or by video: not known"),
        KINDS.get(next_one.kind or "", "kind not known"),
    ]
    if next_one.standing not in ("ahead", "not dated"):
        parts = []
    parts += [_short(next_one.court or "court not known"), _short(next_one.judge or "judge not in the file")]
    return [*parts, {True: "DETAINED", False: "not detained", None: "custody not known"}[found.stage.detained]]


def _headline(hearing: HearingFinding) -> str:
    next_one = hearing.hearing
    if next_one.standing == "none":
        return "No hearing ahead in the file"
    if next_one.standing == "not dated":
        return "Hearing without a date in the file"
    if next_one.standing == "passed":
        return f"No hearing ahead in the file – the last one named was {day(next_one.date, hearing.on)}"
    return day(next_one.date, hearing.on)


def _stands(found: Assessment, hearing: HearingFinding) -> list[list[str]]:
    """Where the case stands: stage, the government's climate, the plan, the dates that run before the hearing."""
    stage, plan = found.stage, found.plan
    title = STAGES.get(stage.id or "", stage.outside.title if stage.outside else "")
    could_be = ", ".join(STAGES[name] for name in stage.could_be if name in STAGES)
    where = f"{title}: {stage.because}." if title else f"Not known – ask. Could be: {could_be}."
    silent = f" Presumed, since the file is silent: no {presumed(stage.presumed[:3])} …" if stage.presumed else ""
    rows = [["Stands", _note(where + silent)]]
    if stage.outside:
        rows.append(["Must act", _note(stage.outside.who_acts)])
    opla = next((item for item in found.posture if item.actor == "opla" and item.ask), None)
    if opla:
        rows.append(["Climate", _note(f"{sentence(opla.ask)}.")])
    ask = found.option(plan.ask).title if plan.ask else "nothing – go on with the case"
    first = f" First: {'; '.join(step.title for step in plan.first)}." if plan.first else ""
    oppose = "".join(f"{item.title}. " for item in plan.oppose)
    when = f", {plan.when}" if plan.ask else ""
    rows.append(["Plan", _note(f"{oppose}Ask: {ask}{when}.{first}")])
    due = [item for item in found.deadlines if item.due and not item.passed and item.done is None and item.says.endswith("by")]
    last = hearing.hearing.date if hearing.hearing.standing == "ahead" else None
    dates = [f"{item.title}: {item.says} {day(item.due, found.on)}" for item in due if last is None or (item.due and item.due <= last)]
    if dates:
        rows.append(["Dates", _note("; ".join(dates[:2]) + ".")])
    return rows


def _items(matter: Matter, found: Assessment, hearing: HearingFinding) -> list[dict[str, Any]]:
    """Every line of counsel's part, under its heading."""
    items: list[dict[str, Any]] = []

    def add(
        section: str,
        line: LineFinding,
        *,
        lead: str = "",
        said: bool = False,
        answer: LineFinding | None = None,
        rank: int | None = None,
    ) -> None:
        items.append(
            {
                "section": section,
                "lead": lead,
                "text": line.text,
                "said": said,
                "answer": answer.text if answer else "",
                "answer_cites": _cites(matter, [name for name in answer.authorities if name not in line.authorities]) if answer else "",
                "tick": section == CARRY,
                "open": _open(line.because),
                "cites": _cites(matter, line.authorities),
                "rank": line.rank if rank is None else rank,
            }
        )

    moves = "DHS may move orally – the words to answer"
    if not hearing.motions:
        nothing = "Nothing that the government could move orally: no case is open before a judge, as far as the file shows."
        add(moves, LineFinding("no-motion", nothing, 1))
    for line in hearing.always:
        add(moves, line, lead="To any motion", said=True)
    for motion in hearing.motions:
        # A motion stands with its first answer, so that it is never named without words; no other answer outlives it.
        answers = sorted(motion.say, key=lambda line: (line.verdict != "yes", line.rank))
        add(moves, motion.line, lead=motion.line.title, answer=answers[0] if answers else None)
        for line in answers[1:]:
            add(moves, line, said=True, rank=max(line.rank, motion.line.rank))
    offers = "To an offer"
    for answer in _grouped(hearing.offers):
        add(offers, answer[1], lead=answer[0])
    if not hearing.offers:
        add(offers, LineFinding("no-offer", "No form that could be offered in court is live for this case.", 2))
    for line in hearing.concede:
        add("Do not concede", line, lead=line.title)
    for line in hearing.carry:
        add(CARRY, line)
    language = hearing.language or ""
    foreign = matter.profile["interpreter_needed"].value or (language and language != "en")
    if foreign and hearing.hearing.standing in ("ahead", "not dated"):
        named = LANGUAGES.get(language, language) or "language not known"
        text = f"Interpreter ({_short(named)}): confirm with the court today, and object to going on without one."
        add(CARRY, LineFinding("interpreter", text, 1))
    for line in hearing.arrested:
        add("If arrested – the first three calls", line, lead=line.title)
    return items


def _grouped(offers: list[OfferFinding]) -> list[tuple[str, LineFinding]]:
    """Offers with the same answer for the same reason are said once; terms follow where there is something to bargain for."""
    groups: dict[tuple[str, str], list[OfferFinding]] = {}
    for offer in offers:
        groups.setdefault((offer.answer, offer.because), []).append(offer)
    rows = []
    for (answer, because), members in groups.items():
        titles = "; ".join(f"{offer.title}{' (offered)' if offer.offered else ''}" for offer in members)
        text = f"{sentence(because)}."
        if answer == "accept":
            consents = [offer.consent for offer in members]
            text += " Consent on file." if all(consents) else " First the client's signed consent: none on file."
        costs = dict.fromkeys(offer.cost for offer in members if offer.cost and offer.rank <= COSTED)
        text += "".join(f" Cost: {cost[:1].lower()}{cost[1:]}" for cost in costs)
        terms = [line for offer in members for line in offer.terms if answer != "refuse"]
        text += "".join(f" {line.text}" for line in terms)
        authorities = [name for line in terms for name in line.authorities]
        rank = min(offer.rank for offer in members)
        rows.append((f"{titles} – {answer}", LineFinding(members[0].form, text, rank, authorities=authorities)))
    return rows


def _leave_out(items: list[dict[str, Any]]) -> list[int]:
    """The places of the items in the order in which they go: highest rank first, of equals the last of the longest section."""
    rest = list(range(len(items)))
    order = []
    while rest:
        worst = max(items[place]["rank"] for place in rest)
        worst_places = [place for place in rest if items[place]["rank"] == worst]
        crowd = {section: sum(items[place]["section"] == section for place in rest) for section in {item["section"] for item in items}}
        goes = max(worst_places, key=lambda place: (crowd[items[place]["section"]], place))
        rest.remove(goes)
        order.append(goes)
    return order


def _client(found: Assessment, hearing: HearingFinding, *, today: dt.date) -> dict[str, Any]:
    """The client's half. It holds what the court's notice says and general advice: no name, no fact of the case."""
    lang = "es" if hearing.language == "es" else "en"
    words, next_one = CLIENT_WORDS[lang], hearing.hearing
    ahead = next_one.standing == "ahead"
    if hearing.language is None:
        note = words["unknown-language"]
    elif hearing.language in ("en", "es"):
        note = ""
    else:
        note = words["interpreter"].format(language=_short(LANGUAGES.get(hearing.language, hearing.language)))
    time = f"{_bare(next_one.time)} ({words['local']})" if ahead and next_one.time else words["ask"]
    return {
        "lang": lang,
        "title": words["title"],
        "study": words["study"] if found.on != today else "",
        "when": [
            [words["when"], _day_in(lang, next_one.date) if ahead and next_one.date else words["no-date"]],
            [words["time"], time],
            [words["how"], words[next_one.mode] if ahead and next_one.mode in MODES else words["ask"]],
            [words["where"], _bare((ahead and next_one.court) or words["ask"])],
            [words["judge"], _bare((ahead and next_one.judge) or words["ask"])],
        ],
        "room": words["room"],
        "parts": [
            {"title": words[part], "lines": [{"text": line[lang], "rank": line["rank"]} for line in hearing.client[part]]}
            for part in PARTS
            if hearing.client.get(part)
        ],
        "call": words["call"],
        "blanks": [words["lawyer"], words["family"]],
        "note": note,
        "foot": words["foot"],
    }


def _day_in(lang: str, date: dt.date) -> str:
    if lang == "es":
        return f"{WEEKDAYS[date.weekday()]} {date.day} de {MONTHS[date.month - 1]} de {date.year}"
    return f"{date:%A, %B} {date.day}, {date.year}"


def _open(because: str) -> str:
    """What a line waits for, or what could be graver."""
    facts = because.split(", ") if because else []
    return ", ".join(facts[:OPEN]) + (" …" if len(facts) > OPEN else "")


def _cites(matter: Matter, names: list[str]) -> str:
    entries = [matter.corpus.authorities[name] for name in dict.fromkeys(names)]
    cites = [f"{short_cite(entry.cite)}{MARKS.get(entry.confidence or 'recalled', '')}" for entry in entries]
    both = "; ".join(cites[:2])
    return both if len(both) <= CITED else "".join(cites[:1])


def _bare(text: str) -> str:
    """Free words of the file as the court's notice would have them: what office notes add after them stays with counsel."""
    return _short(re.split(r"[(\[;–—\n]| - ", text)[0].strip())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 2]} …"


def _note(text: str) -> str:
    return text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 2].rsplit(' ', 1)[0]} …"
