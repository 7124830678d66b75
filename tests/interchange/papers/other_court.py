"""The courts' papers in a second hand: the same kinds and editions as `fictional_court`, set and worded otherwise."""

# ruff: noqa: E501 - the sentences of papers stand on one line each

from tests.interchange.papers.other_setting import Hand, columns, lines, text, title
from tests.interchange.papers.people import Person, clock, long, slashed
from tests.interchange.papers.setting import Made, Truth


def _head(who: Person, hand: Hand) -> list[str]:
    street = lines(text(who.court[2].upper()), text(f"{who.court[0].upper()}, {who.court[1]} {who.court[3]}"))
    return [
        title("UNITED STATES DEPARTMENT OF JUSTICE"),
        title("EXECUTIVE OFFICE FOR IMMIGRATION REVIEW"),
        text("IMMIGRATION COURT"),
        street,
    ]


def _caption(who: Person, hand: Hand) -> list[str]:
    left = lines(text("In the Matter of"), text(who.caps()), text("RESPONDENT"))
    return [*_head(who, hand), columns(left, lines(text("IN REMOVAL PROCEEDINGS"), hand.label("File", who.written_number())))]


def _of(who: Person, *, judge: bool = True) -> list[Truth]:
    made = [Truth("person.a_number", who.a_number), Truth("person.full_name", who.name), Truth("proceedings.court", who.court[0])]
    return made + [Truth("proceedings.judge", who.judge)] * judge


def hearing_notice(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    draw = hand.draw
    edition = edition or draw.choice(("paper", "ecas", "internet"))
    sent = who.later(who.nta, 40, 700)
    hearing, hour, kind = (
        who.later(sent, 20, 900),
        (draw.choice((8, 9, 13)), draw.choice((0, 30))),
        draw.choice(("MASTER", "INDIVIDUAL", "BOND", "CUSTODY")),
    )
    served = draw.choice("MP") if edition == "paper" else "E"
    truth = [
        *_of(who, judge=edition != "paper"),
        Truth("evidence[].date", sent),
        Truth("proceedings.next_hearing.type", {"MASTER": "master", "INDIVIDUAL": "individual"}.get(kind, "bond")),
        Truth("proceedings.next_hearing.date", hearing),
        Truth("proceedings.next_hearing.time", clock(*hour)),
        Truth("notice.served_manner", {"M": "mail", "P": "personal", "E": "electronic"}[served]),
        Truth("notice.served_date", sent),
    ]
    written = draw.choice((clock(*hour), clock(*hour).lstrip("0").replace("AM", "A.M.").replace("PM", "P.M.")))
    online = edition == "internet"
    truth += [Truth("proceedings.next_hearing.mode", "video")] if online else [Truth("proceedings.next_hearing.place", who.court_address)]
    name = draw.choice(("RE", "In the Matter of"))
    body = [
        *_head(who, hand),
        text(f"{name}: {who.caps()}"),
        columns(hand.label("FILE", who.written_number()), hand.label("DATE", hand.day(sent))),
        text("TO: Counsel Invented, Esq., 9 Nowhere Road"),
        title("Notice of Internet-Based Hearing" if online else "Notice of Hearing in Removal Proceedings"),
        text(
            f"Please take notice that the above-captioned case has been scheduled for {'an' if kind[0] == 'I' else 'a'} {kind} hearing before the Immigration Court on {long(hearing)} at {written}"
            + (" by internet." if online else f" at {who.court_address}.")
        ),
        text("Webex link: https://eoir.webex.example/meet/INVENTED") if online else "",
        "" if edition == "paper" else text(f"Immigration Judge: {who.judge.upper() if draw.random() < 0.4 else who.judge}"),
        text(
            "You may be represented in these proceedings, at no expense to the Government, by an attorney or other individual authorized to represent persons before an Immigration Court."
        ),
        text("Failure to appear at your hearing except for exceptional circumstances may result in a removal order in your absence."),
        title("CERTIFICATE OF SERVICE"),
        text(
            f"THIS DOCUMENT WAS SERVED BY: {'[M]' if served == 'M' else '[ ]'} MAIL {'[P]' if served == 'P' else '[ ]'} PERSONAL SERVICE {'[E]' if served == 'E' else '[ ]'} ELECTRONIC SERVICE"
        ),
        text("TO: [ ] NONCITIZEN [X] ATTY/REP [X] DHS"),
        text(f"DATE: {slashed(sent)} BY: COURT STAFF AB"),
    ]
    return hand.page("hearing-notice", edition, truth, body)


def closure_order(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    draw = hand.draw
    mover = draw.choice(("respondent", "dhs", "joint"))
    words, granted = {"respondent": "Respondent's", "dhs": "DHS's", "joint": "the parties' joint"}[mover], draw.random() < 0.6
    day = who.later(who.nta, 100, 2000)
    truth = [
        *_of(who),
        Truth("proceedings.admin_closed.movant", mover),
        Truth("proceedings.admin_closed.status", "granted" if granted else "denied"),
        Truth("evidence[].date", day),
    ]
    truth += [Truth("proceedings.admin_closed.date", day)] * granted
    body = [
        *_caption(who, hand),
        title("ORDER OF THE IMMIGRATION JUDGE"),
        text(
            f"Upon consideration of {words} motion to administratively close proceedings, it is HEREBY ORDERED that the motion is {'GRANTED and the case is administratively closed' if granted else 'DENIED'}."
        ),
        text("Either party may move to recalendar the proceedings at any time."),
        columns(lines(text(f"{who.judge}"), text("Immigration Judge")), hand.label("Date", hand.day(day))),
        title("Certificate of Service"),
        text(
            f"This document was served by: [ ] Mail [E] Electronic to: [ ] Noncitizen [X] Noncitizen's atty/rep [X] DHS. Date: {slashed(day)} By: Court Staff"
        ),
    ]
    return hand.page("ij-order-closure", "text", truth, body)


RELIEF = {
    "asylum": "asylum",
    "withholding": "withholding of removal",
    "cat": "protection under the Convention Against Torture",
    "cancellation-nonlpr": "cancellation of removal under section 240A(b)(1) of the Act",
}


def merits_order(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    draw, day = hand.draw, who.later(who.nta, 100, 2500)
    absent = (edition or draw.choice(("oral", "absentia"))) == "absentia"
    truth = [*_of(who), Truth("proceedings.ij_decision.date", day)]
    if absent:
        truth += [
            Truth("proceedings.in_absentia.date", day),
            Truth("proceedings.ij_decision.outcome", "removal-ordered"),
            Truth("proceedings.removal_country", who.country),
        ]
        middle = [
            text("The respondent, having been given notice, failed to appear."),
            text(f"IT IS HEREBY ORDERED that the respondent be ordered removed from the United States to {who.country} in absentia."),
        ]
    else:
        results = {kind: draw.choice(("granted", "denied", "withdrawn")) for kind in draw.sample(list(RELIEF), 2)}
        reserved, sustained = draw.choice(("respondent", "dhs", "both", "waived")), draw.choice(("sustained", "conceded"))
        outcome = "relief-granted" if "granted" in results.values() else "removal-ordered"
        truth += [
            Truth("proceedings.charges_sustained", sustained),
            Truth("proceedings.ij_decision.outcome", outcome),
            Truth("proceedings.appeal.reserved_by", reserved),
        ]
        truth += [
            Truth(f"relief[].{part}", value, kind)
            for kind, end in results.items()
            for part, value in (("kind", kind), ("status", {"granted": "approved"}.get(end, end)))
        ]
        truth += [Truth("proceedings.removal_country", who.country)] * (outcome == "removal-ordered")
        said = {
            "respondent": "reserved by Respondent",
            "dhs": "reserved by DHS",
            "both": "reserved by both parties",
            "waived": "waived by both parties",
        }[reserved]
        middle = [
            text(f"This is a summary of the oral decision entered on {long(day)}."),
            text(f"The charge of removability was {sustained}."),
            *(text(f"Respondent's application for {RELIEF[kind]} is hereby {end}.") for kind, end in results.items()),
            text(
                f"ORDER: Respondent is ordered removed to {who.country}."
                if outcome == "removal-ordered"
                else "ORDER: Relief is granted as stated above."
            ),
            text(f"APPEAL: {said}. Due by {long(day)}"),
        ]
    body = [
        *_caption(who, hand),
        title("ORDER OF THE IMMIGRATION JUDGE" if absent else "SUMMARY OF THE ORAL DECISION AND ORDER OF THE IMMIGRATION JUDGE"),
        *middle,
        columns(hand.label("Date", hand.day(day)), lines(text(who.judge), text("Immigration Judge"))),
    ]
    return hand.page("ij-order-merits", "absentia" if absent else "oral", truth, body)


ENDS = {
    "appeal": {
        "dismissed": "The respondent's appeal is dismissed.",
        "sustained": "The appeal is sustained.",
        "remanded": "The record is remanded for further proceedings.",
    },
    "motion": {"granted": "The motion to reopen is granted.", "denied": "The motion to reconsider is denied."},
}


def bia_decision(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    day, kind = who.later(who.nta, 600, 3000), hand.draw.choice(("appeal", "motion"))
    outcome = hand.draw.choice(list(ENDS[kind]))
    truth = [
        Truth("person.a_number", who.a_number),
        Truth("person.full_name", who.name),
        Truth("proceedings.bia_decision.date", day),
        Truth("proceedings.bia_decision.kind", kind),
        Truth("proceedings.bia_decision.outcome", outcome),
    ]
    body = [
        columns(text("U.S. Department of Justice"), text("Decision of the Board of Immigration Appeals")),
        text("Executive Office for Immigration Review"),
        text("Falls Church, Virginia 22041"),
        columns(text(f"File: {who.written_number()} - {who.court[0]}, {who.court[1]}"), text(f"Date: {hand.day(day)}")),
        text(f"In re: {who.caps() if hand.draw.random() < 0.5 else who.name.upper()}"),
        text("IN REMOVAL PROCEEDINGS"),
        text(kind.upper()),
        text("ON BEHALF OF RESPONDENT: Counsel Invented, Esquire"),
        text("We have considered the arguments of the parties and find no clear error. " * 4),
        text(f"ORDER: {ENDS[kind][outcome]}"),
        columns("", text("FOR THE BOARD")),
    ]
    return hand.page("bia-decision", "plain", truth, body)


OFFENCES = [
    ("Driving under the influence", "42-4-1301(1)(a)", "misdemeanor"),
    ("Theft", "18-4-401", "misdemeanor"),
    ("Forgery", "18-5-102", "felony"),
    ("Driving without a license", "322.03", "infraction"),
]
RESULTS = [
    ("Pled Guilty", "convicted"),
    ("Dismissed", "dismissed"),
    ("Not Guilty", "acquitted"),
    ("Nolle Prosequi", "not-prosecuted"),
    ("Adjudication Withheld", "deferred"),
]


def disposition(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    draw, arrested = hand.draw, who.later(who.entered, 200, 2000)
    edition, ended = edition or draw.choice(("table", "lines", "blocks")), who.later(arrested, 30, 500)
    truth = [Truth("person.full_name", who.name), Truth("person.birth_date", who.born), Truth("evidence[].certified", True)]
    counts = []
    for number, (words, statute, level) in enumerate(draw.sample(OFFENCES, draw.choice((1, 2, 3))), 1):
        end, result = draw.choice(RESULTS)
        days, item = (draw.choice((10, 45, 90)) if result == "convicted" else 0), str(number)
        counts.append((item, words, statute, level.capitalize(), end, f"{days} days jail" if days else "None"))
        truth += [
            Truth("criminal[].charge", words, item),
            Truth("criminal[].statute", statute, item),
            Truth("criminal[].level", level, item),
            Truth("criminal[].disposition", result, item),
            Truth("criminal[].arrest_date", arrested, item),
            Truth("criminal[].disposition_date", ended, item),
        ] + [Truth("criminal[].sentence_days", days, item)] * bool(days)
    if edition == "table":
        heads = ", ".join(f"[*{head}*]" for head in ("Count", "Charge", "Statute", "Level", "Disposition", "Sentence"))
        cells = ", ".join(f"[{text(cell)}]" for count in counts for cell in count)
        middle = [f"#table(columns: (auto, 2fr, 1.5fr, 1.2fr, 1.6fr, 1.2fr), inset: 4pt, stroke: 0.5pt, {heads}, {cells})"]
    elif edition == "lines":
        middle = [text(f"Count {n}: {w}; Statute: {s}; Level: {lv}; Disposition: {e}; Sentence: {t}") for n, w, s, lv, e, t in counts]
    else:
        middle = [
            lines(text(f"COUNT {n}: {w}"), text(f"Statute: {s}   Level: {lv}"), text(f"Disposition: {e}"), text(f"Sentence: {t}"))
            for n, w, s, lv, e, t in counts
        ]
    body = [
        title("IN THE COUNTY COURT OF FICTION COUNTY"),
        text("STATE OF FLORIDA v."),
        columns(hand.label("Defendant", who.caps()), hand.label("DOB", slashed(who.born))),
        text(f"Case No: 2015-CR-{draw.randrange(1000, 9999)}"),
        title("CERTIFIED DISPOSITION"),
        columns(text(f"Arrest Date: {slashed(arrested)}"), text(f"Disposition Date: {hand.day(ended)}")),
        *middle,
        text("A TRUE COPY ATTEST: Clerk of Court"),
    ]
    return hand.page("court-disposition", edition, truth, body)
