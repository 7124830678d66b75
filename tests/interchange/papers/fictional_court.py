"""Fictional papers of courts: notices of hearing, orders, decisions, criminal dispositions. The same for the same seed."""

import datetime as dt

from tests.interchange.papers.people import Person, clock, long, slashed
from tests.interchange.papers.setting import MONO, SERIF, Made, Truth, center, grid, made, mark, pair, q


def _court_head(who: Person) -> list[str]:
    return [
        center("UNITED STATES DEPARTMENT OF JUSTICE", 11),
        center("EXECUTIVE OFFICE FOR IMMIGRATION REVIEW", 11),
        center("IMMIGRATION COURT", 11),
        center(who.court_address.upper(), 10),
    ]


def hearing_notice(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    draw = who.rng
    edition = edition or draw.choice(("paper", "ecas", "internet"))
    sent = who.later(who.nta, 40, 700)
    hearing, hour = who.later(sent, 20, 900), (draw.choice((8, 9, 10, 13)), draw.choice((0, 30)))
    kind = draw.choice(("MASTER", "INDIVIDUAL", "INITIAL MASTER"))
    where = who.court_address
    served = draw.choice("MP") if edition == "paper" else "E"
    truth = [
        Truth("person.full_name", who.name),
        Truth("person.a_number", who.a_number),
        Truth("proceedings.court", who.court[0]),
        Truth("evidence[].date", sent),
        Truth("proceedings.next_hearing.type", "individual" if kind == "INDIVIDUAL" else "master"),
        Truth("proceedings.next_hearing.date", hearing),
        Truth("proceedings.next_hearing.time", clock(*hour)),
        Truth("notice.served_manner", {"M": "mail", "P": "personal", "E": "electronic"}[served]),
        Truth("notice.served_date", sent),
    ]
    if edition != "paper":
        truth.append(Truth("proceedings.judge", who.judge))
    if edition == "internet":
        truth.append(Truth("proceedings.next_hearing.mode", "video"))
        place = [q("INTERNET-BASED HEARING: https://eoir.webex.example/meet/JUDGE.INVENTED")]
    else:
        truth.append(Truth("proceedings.next_hearing.place", where))
        place = [q("at:"), q(where.upper() if edition == "paper" else where)]
    title = "NOTICE OF INTERNET-BASED HEARING" if edition == "internet" else "NOTICE OF HEARING IN REMOVAL PROCEEDINGS"
    word = "noncitizen" if sent.year in (2021, 2022, 2023, 2024) else "alien"
    body = [
        *_court_head(who),
        pair(q(f"RE: {who.caps()}"), q(f"FILE: {who.written_number()}")),
        pair(q("TO: Invented Counsel, 12 Nowhere Street, Suite 4"), q(f"DATE: {long(sent) if edition == 'ecas' else slashed(sent)}")),
        center(title, 11),
        q(
            "Please take notice that the above captioned case has been scheduled for "
            f"{'an' if kind[0] == 'I' else 'a'} {kind} hearing before the Immigration Court on {long(hearing)} at {clock(*hour)}"
            f"{' ' if edition != 'internet' else ' by'}"
        ),
        *place,
        *([] if edition == "paper" else [q(f"Immigration Judge: {who.judge}")]),
        q(
            "You may be represented in these proceedings, at no expense to the Government, by an attorney or other individual who is authorized "
            "and qualified to represent persons before an Immigration Court."
        ),
        q(
            f"Failure to appear at your hearing except for exceptional circumstances may result in one or more of the following actions: the "
            f"{word} may be taken into custody; a removal order may be entered against you in your absence."
        ),
        center("CERTIFICATE OF SERVICE", 10),
        q(
            f"THIS DOCUMENT WAS SERVED BY: {'[M]' if served == 'M' else '[ ]'} MAIL  {'[P]' if served == 'P' else '[ ]'} PERSONAL SERVICE"
            + ("" if edition == "paper" else "  [E] ELECTRONIC SERVICE")
        ),
        q(f"TO: [ ] {word.upper()}  [ ] {word.upper()} c/o Custodial Officer  [X] {word.upper()}'S ATT/REP  [X] DHS"),
        q(f"DATE: {slashed(sent)}  BY: COURT STAFF  FI"),
        q("Attachments: [ ] EOIR-33  [ ] EOIR-28  [ ] Legal Services List  [ ] Other"),
    ]
    return made("hearing-notice", edition, truth, "\n\n".join(body), font=MONO if edition == "paper" else SERIF, size=9.5)


def _caption(who: Person) -> list[str]:
    return [
        *_court_head(who),
        pair(q("In the Matter of:"), q(f"File No.: {who.written_number()}")),
        q(who.caps()),
        q("Respondent, in Removal Proceedings"),
    ]


def closure_order(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    draw = who.rng
    edition = edition or draw.choice(("text", "boxes"))
    movers = {"respondent": "Respondent's", "dhs": "the Department's", "joint": "the parties' joint", "court": "the court's own"}
    mover, granted = draw.choice(list(movers)), draw.random() < 0.75
    day = who.later(who.nta, 100, 2000)
    truth = [
        Truth("person.a_number", who.a_number),
        Truth("person.full_name", who.name),
        Truth("proceedings.court", who.court[0]),
        Truth("proceedings.admin_closed.movant", mover),
        Truth("proceedings.admin_closed.status", "granted" if granted else "denied"),
        Truth("proceedings.judge", who.judge),
        Truth("evidence[].date", day),
    ]
    if granted:
        truth.append(Truth("proceedings.admin_closed.date", day))
    if edition == "text":
        end = "are hereby ADMINISTRATIVELY CLOSED" if granted else "shall not be administratively closed, and the motion is DENIED"
        middle = [
            q(f"Upon consideration of {movers[mover]} motion to administratively close these proceedings, and for good cause shown,"),
            q(f"IT IS HEREBY ORDERED that the removal proceedings {end}."),
        ]
    else:
        middle = [
            q("Upon consideration of the motion for administrative closure made by:"),
            *(
                f"{mark('bracket', name == mover)} {q(words)}"
                for name, words in zip(movers, ("Respondent", "DHS", "the parties jointly", "the court, sua sponte"), strict=True)
            ),
            q("IT IS HEREBY ORDERED that the motion be"),
            f"{mark('bracket', granted)} {q('GRANTED, and these proceedings are administratively closed')}",
            f"{mark('bracket', not granted)} {q('DENIED')}",
            q("because:"),
            f"{mark('bracket', True)} {q('Good cause has been established for the motion.')}",
            f"{mark('bracket', False)} {q('The motion is untimely per')}",
        ]
    body = [
        *_caption(who),
        center("ORDER OF THE IMMIGRATION JUDGE ON ADMINISTRATIVE CLOSURE" if edition == "boxes" else "ORDER OF THE IMMIGRATION JUDGE", 11),
        *middle,
        q(
            "Either party may move to recalendar these proceedings. The respondent must notify the court of a change of address within five days."
        ),
        pair(q(f"Date: {long(day)}"), q(who.judge)),
        pair(q(""), q("Immigration Judge")),
        center("CERTIFICATE OF SERVICE", 10),
        q("THIS DOCUMENT WAS SERVED BY: MAIL (M)  TO: [X] Respondent's Representative  [X] DHS"),
        q(f"DATE: {slashed(day)}  BY: COURT STAFF"),
    ]
    return made("ij-order-closure", edition, truth, "\n\n".join(body))


RELIEF = {
    "asylum": "asylum", "withholding": "withholding of removal under INA 241(b)(3)", "cat": "protection under the Convention Against Torture",
    "cancellation-nonlpr": "cancellation of removal under INA 240A(b)(1)", "adjustment": "adjustment of status under INA 245",
}  # fmt: skip


def merits_order(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    draw = who.rng
    edition = edition or draw.choice(("oral", "written", "absentia"))
    day, country = who.later(who.nta, 100, 2500), who.country
    truth = [
        Truth("person.a_number", who.a_number), Truth("person.full_name", who.name), Truth("proceedings.court", who.court[0]),
        Truth("proceedings.ij_decision.date", day), Truth("proceedings.judge", who.judge),
    ]  # fmt: skip
    if edition == "absentia":
        truth += [
            Truth("proceedings.in_absentia.date", day), Truth("proceedings.ij_decision.outcome", "removal-ordered"),
            Truth("proceedings.removal_country", country), Truth("proceedings.charges_sustained", "sustained"),
        ]  # fmt: skip
        middle = [
            q(
                "Jurisdiction was established by the filing of the Notice to Appear. The respondent failed to appear at the scheduled hearing."
            ),
            q("The Court finds that the charge(s) of removability are sustained by clear, unequivocal and convincing evidence."),
            q(f"ORDER: The respondent is hereby ordered removed in absentia from the United States to {country.upper()}."),
        ]
    else:
        sustained = draw.choice(("sustained", "conceded"))
        kinds = draw.sample(list(RELIEF), draw.choice((1, 2, 3)))
        results = {kind: draw.choice(("granted", "denied", "withdrawn")) for kind in kinds}
        leave = draw.random() < 0.35 and "granted" not in results.values()
        until = who.later(day, 30, 120)
        outcome = "relief-granted" if "granted" in results.values() else "voluntary-departure" if leave else "removal-ordered"
        reserved = draw.choice(("respondent", "dhs", "both", "waived"))
        truth += [Truth("proceedings.charges_sustained", sustained), Truth("proceedings.ij_decision.outcome", outcome)]
        truth.append(Truth("proceedings.ij_decision.oral_or_written", "oral" if edition == "oral" else "written"))
        for kind in kinds:
            result = {"granted": "approved", "denied": "denied", "withdrawn": "withdrawn"}[results[kind]]
            truth += [Truth("relief[].kind", kind, kind), Truth("relief[].status", result, kind)]
        truth.append(Truth("proceedings.appeal.reserved_by", reserved))
        if outcome == "removal-ordered":
            truth.append(Truth("proceedings.removal_country", country))
        if leave:
            truth.append(Truth("proceedings.voluntary_departure.until", until))
        order = {
            "removal-ordered": f"The respondent is ordered removed from the United States to {country.upper()}.",
            "voluntary-departure": f"The respondent is granted voluntary departure until {long(until)}, upon posting a bond of $500, with an "
            f"alternate order of removal to {country.upper()}.",
            "relief-granted": "The respondent is not ordered removed.",
        }[outcome]
        waived = {
            "waived": "Appeal: waived by both parties.",
            "respondent": "Appeal: reserved by respondent.",
            "dhs": "Appeal: reserved by DHS.",
        }
        middle = [
            q(
                f"This is a summary of the oral decision entered on {long(day)}."
                if edition == "oral"
                else f"Date of decision: {long(day)}. This is the written decision of the court."
            ),
            q(f"The charge(s) of removability were {sustained}."),
            *(q(f"{number}. The application for {RELIEF[kind]} is {results[kind].upper()}.") for number, kind in enumerate(kinds, 1)),
            q(f"ORDER: {order}"),
            q(waived.get(reserved, "Appeal: reserved by both parties.") + f" Appeal due by: {long(day + dt.timedelta(days=30))}"),
        ]
    title = (
        "SUMMARY OF THE ORAL DECISION AND ORDER OF THE IMMIGRATION JUDGE"
        if edition == "oral"
        else "DECISION AND ORDER OF THE IMMIGRATION JUDGE"
    )
    body = [*_caption(who), center(title, 11), *middle, pair(q(f"Date: {slashed(day)}"), q(who.judge)), pair(q(""), q("Immigration Judge"))]
    return made("ij-order-merits", edition, truth, "\n\n".join(body))


def bia_decision(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    draw = who.rng
    edition = edition or draw.choice(("cover", "plain"))
    day = who.later(who.nta, 600, 3000)
    kind = draw.choice(("appeal", "motion"))
    outcome = draw.choice(("dismissed", "sustained", "remanded") if kind == "appeal" else ("granted", "denied"))
    order = {
        "dismissed": "The appeal is dismissed.", "sustained": "The appeal is sustained and the decision of the Immigration Judge is vacated.",
        "remanded": "The record is remanded to the Immigration Judge for further proceedings consistent with the foregoing opinion.",
        "granted": "The motion to reopen is granted.", "denied": "The motion to reopen is denied.",
    }[outcome]  # fmt: skip
    truth = [
        Truth("person.a_number", who.a_number), Truth("person.full_name", who.name), Truth("proceedings.bia_decision.date", day),
        Truth("proceedings.bia_decision.kind", kind), Truth("proceedings.bia_decision.outcome", outcome),
    ]  # fmt: skip
    cover = [
        center("U.S. Department of Justice", 11), center("Executive Office for Immigration Review", 11), center("Board of Immigration Appeals", 11),
        center("Office of the Clerk", 10), q("5107 Leesburg Pike, Suite 2000, Falls Church, Virginia 22041"),
        pair(q(f"Name: {who.caps()}"), q(f"{who.a_number}")),
        q(f"Date of this notice: {slashed(day)}"),
        q("Enclosed is a copy of the Board's decision and order in the above-referenced case. Sincerely, Chief Clerk"),
        q("Panel Members: Invented, A."), "#pagebreak()",
    ]  # fmt: skip
    body = [
        *(cover if edition == "cover" else []),
        q("U.S. Department of Justice"), q("Executive Office for Immigration Review"),
        pair(q("Decision of the Board of Immigration Appeals"), q("")), q("Falls Church, Virginia 22041"),
        pair(q(f"File: {who.written_number()} – {who.court[0]}, {who.court[1]}"), q(f"Date: {slashed(day)}")),
        q(f"In re: {who.caps()}"), q("IN REMOVAL PROCEEDINGS"), center(kind.upper(), 10),
        q("ON BEHALF OF RESPONDENT: Invented Counsel, Esquire"),
        q("The respondent's arguments have been considered. We review findings of fact for clear error and all other questions de novo."),
        q(f"ORDER: {order}"), q("FOR THE BOARD"),
    ]  # fmt: skip
    return made("bia-decision", edition, truth, "\n\n".join(body))


OFFENCES = [("OPERATING WITHOUT A LICENSE", "90-10", "misdemeanor"), ("SHOPLIFTING", "266-30A", "misdemeanor"),
            ("ASSAULT IN THE THIRD DEGREE", "18-3-204", "misdemeanor"), ("POSSESSION OF A CONTROLLED SUBSTANCE", "18-18-403.5", "felony")]  # fmt: skip


def disposition(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    draw = who.rng
    edition = edition or draw.choice(("table", "lines"))
    arrested = who.later(who.entered, 200, 2000)
    ended = who.later(arrested, 30, 500)
    counts, truth = [], []
    for number, (words, statute, level) in enumerate(draw.sample(OFFENCES, draw.choice((1, 2))), 1):
        end, result, days = draw.choice(
            [("Dismissed", "dismissed", 0), ("Guilty Plea", "convicted", draw.choice((5, 30, 180))), ("Not Guilty", "acquitted", 0)]
        )
        item = str(number)
        counts.append((number, words, statute, level, end, f"{days} days jail" if days else "None"))
        truth += [
            Truth("criminal[].charge", words.capitalize(), item), Truth("criminal[].statute", statute, item), Truth("criminal[].level", level, item),
            Truth("criminal[].disposition", result, item), Truth("criminal[].arrest_date", arrested, item), Truth("criminal[].disposition_date", ended, item),
        ]  # fmt: skip
        if days:
            truth.append(Truth("criminal[].sentence_days", days, item))
    sealed = draw.random() < 0.7
    if sealed:
        truth.append(Truth("evidence[].certified", True))
    head = [
        center("DISTRICT COURT, FICTION COUNTY, STATE OF COLORADO", 11),
        pair(q("People of the State of Colorado v."), q(f"Case No. {draw.randrange(2010, 2024)}CR{draw.randrange(100, 9999)}")),
        q(f"Defendant: {who.caps()}   DOB: {slashed(who.born)}"),
        center("REGISTER OF ACTIONS / DISPOSITION", 11),
        q(f"Offense Date: {slashed(arrested)}   Arrest Date: {slashed(arrested)}   Disposition Date: {slashed(ended)}"),
    ]
    truth += [Truth("person.birth_date", who.born), Truth("person.full_name", who.name)]
    if edition == "table":
        rows = [
            [("Count", str(n)), ("Charge", w), ("Statute", s), ("Level", lv.capitalize()), ("Disposition", e), ("Sentence", t)]
            for n, w, s, lv, e, t in counts
        ]
        middle = [grid([row], [[0.6, 3.2, 1.4, 1.2, 1.4, 1.4]]) for row in rows]
    else:
        middle = [
            q(f"Count {n}: {w}  Statute: {s}  Level: {lv.capitalize()}  Disposition: {e}  Sentence: {t}") for n, w, s, lv, e, t in counts
        ]
    tail = [q("I certify that this is a true copy of the record in my custody. Attest: Clerk of the Court")] if sealed else []
    return made("court-disposition", edition, truth, "\n\n".join([*head, *middle, *tail]))
