"""The agencies' papers in a second hand: the same kinds and editions as `fictional_agency`, set and worded otherwise."""

# ruff: noqa: E501 - the sentences of papers stand on one line each

from tests.interchange.papers.other_setting import Hand, columns, lines, text, title
from tests.interchange.papers.people import AIRPORTS, COUNTRIES, PLACES, Person, clock, long, slashed
from tests.interchange.papers.setting import Made, Truth

KINDS_OF_ENTRY = ("arriving-alien", "present-without-admission", "admitted-but-removable")


def nta(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    draw = hand.draw
    edition = edition or draw.choice(("Rev. 08/01/07", "2/20", "6/22"))
    kind = draw.choice(KINDS_OF_ENTRY)
    place = draw.choice(PLACES if kind == "present-without-admission" else AIRPORTS)
    city = (
        place.split(",")[0].upper()
        + ", "
        + {"California": "CA", "Texas": "TX", "Arizona": "AZ", "Florida": "FL", "New York": "NY"}[place.split(", ")[1]]
    )
    where = draw.choice((place, city))
    shown = (
        " ".join(word.capitalize() for word in where.split()[:-1]) + f" {where.split()[-1]}" if where == city and place != city else where
    )
    truth = [
        Truth("person.a_number", who.a_number),
        Truth("person.full_name", who.name),
        Truth("person.address", who.address),
        Truth("proceedings.classification", kind),
        Truth("entry[].date", who.entered),
    ]
    country = f"You are a native of {who.country.upper()} and citizen of {who.country.upper()}"
    if kind == "present-without-admission":
        facts = [
            f"You entered the United States at or near {where}, on or about {long(who.entered)}",
            "You were not then admitted or paroled after inspection by an Immigration Officer",
        ]
        charge, why = "212(a)(6)(A)(i)", "in that you are an alien present in the United States without being admitted or paroled"
        truth.append(Truth("entry[].manner", "without-inspection"))
    elif kind == "arriving-alien":
        facts = [
            f"You applied for admission to the United States at {where} on {long(who.entered)}",
            "You are an immigrant not in possession of a valid unexpired immigrant visa",
        ]
        charge, why = "212(a)(7)(A)(i)(I)", "as an immigrant who is not in possession of a valid entry document"
    else:
        until = who.later(who.entered, 100, 300)
        facts = [
            f"You were admitted to the United States at {where} on or about {long(who.entered)} as a nonimmigrant B2 visitor with authorization to remain for a temporary period not to exceed {long(until)}",
            f"You remained in the United States beyond {long(until)} without authorization",
        ]
        charge, why = "237(a)(1)(B)", "in that after admission as a nonimmigrant you have remained longer than permitted"
        truth.append(Truth("entry[].manner", "admitted"))
    truth.append(Truth("entry[].place", shown))
    end = draw.choice((".", ";"))
    facts = [f"{fact}{end}" for fact in ("You are not a citizen or national of the United States", country, *facts)]
    goes_on = draw.random() < 0.3
    served = who.later(who.nta, 0, 20)
    dated = draw.random() < 0.5
    hearing, hour = who.later(served, 30, 400), (draw.choice((8, 9, 13)), draw.choice((0, 30)))
    when = (
        f"on {long(hearing)} at {clock(*hour)}"
        if dated
        else draw.choice(
            ("on a date to be determined at a time to be determined", "on a date to be set at a time to be set", "on TBD at TBD")
        )
    )
    by = draw.choice(("in-person", "certified-mail", "regular-mail"))
    truth += [
        Truth("proceedings.allegations", facts),
        Truth("person.nationalities", [who.country]),
        Truth("proceedings.charges", [charge]),
        Truth("proceedings.court", who.court[0]),
        Truth("proceedings.court_address", who.court_address),
        Truth("proceedings.nta_time_and_place_given", dated),
        Truth("proceedings.nta_date", who.nta),
        Truth("proceedings.nta_served_date", served),
        Truth("proceedings.nta_served_manner", by),
    ]
    if dated:
        truth += [Truth("proceedings.next_hearing.date", hearing), Truth("proceedings.next_hearing.time", clock(*hour))]
    old = edition.startswith("Rev")
    if not old:
        truth.append(Truth("person.birth_date", who.born))
    spaced = charge.replace(")(", ") (").replace("(a)", " (a)", 1) if draw.random() < 0.3 else charge
    street, _, rest = who.address.partition(", ")
    numbered = [text(f"{number}. {fact}") for number, fact in enumerate(facts, 1)]
    if draw.random() < 0.3:
        who.language = "English"
    service = lines(
        *(
            f"{hand.mark(way == by)} {text(words)}"
            for way, words in {
                "in-person": "in person",
                "certified-mail": "by certified mail, returned receipt # 7012 0000",
                "regular-mail": "by regular mail",
            }.items()
        )
    )
    oral = ""
    if by == "in-person":
        truth.append(Truth("person.languages", [who.language]))
        oral = text(
            f"The noncitizen was provided oral notice in the {who.language} language of the time and place of his or her hearing and of the consequences of failure to appear."
        )
    body = [
        columns(text("U.S. DEPARTMENT OF HOMELAND SECURITY"), title("NOTICE TO APPEAR")),
        text("In removal proceedings under section 240 of the Immigration and Nationality Act"),
        columns(
            text(f"Subject ID : {draw.randrange(10**8, 10**9)}"),
            text(f"FIN #: {draw.randrange(10**9, 10**10)}"),
            hand.label("File No", who.written_number()),
        ),
        ""
        if old
        else columns(hand.label("DOB", slashed(who.born)), text(f"Event No: {draw.choice(('HOU', 'SNA'))}{draw.randrange(10**9, 10**10)}")),
        text("In the Matter of:"),
        columns(hand.label("Respondent", draw.choice((who.name.upper(), who.caps(), who.name))), text("currently residing at:")),
        lines(text(street), columns(text(rest), text(f"({draw.randrange(201, 989)}) 555-01{draw.randrange(10, 99)}"))),
        columns(text("(Number, street, city, state and ZIP code)"), text("(Area code and phone number)")),
        *(
            f"{hand.mark(kind == box)} {text(words)}"
            for box, words in zip(
                KINDS_OF_ENTRY,
                (
                    "1. You are an arriving alien.",
                    "2. You are an alien present in the United States who has not been admitted or paroled.",
                    "3. You have been admitted to the United States, but are removable for the reasons stated below.",
                ),
                strict=True,
            )
        ),
        text("The Department of Homeland Security alleges that you:"),
        *(numbered[:3] if goes_on else numbered),
        text("See Continuation Page Made a Part Hereof") if goes_on else "",
        text(
            "On the basis of the foregoing, it is charged that you are subject to removal from the United States pursuant to the following provision(s) of law:"
        ),
        text(f"Section {spaced} of the Immigration and Nationality Act (Act), as amended, {why}."),
        f"{hand.mark(False)} {text('This notice is being issued after an asylum officer has found that the respondent has demonstrated a credible fear of persecution or torture.')}",
        f"{hand.mark(False)} {text('Section 235(b)(1) order was vacated pursuant to:')} {hand.mark(False)} {text('8CFR 208.30')} {hand.mark(False)} {text('8CFR 235.3(b)(5)(iv)')}",
        text("YOU ARE ORDERED to appear before an immigration judge of the United States Department of Justice at:"),
        lines(text(who.court[2]), text(f"{who.court[0]}, {who.court[1]} {who.court[3]}")),
        text("(Complete Address of Immigration Court, including Room Number, if any)"),
        text(f"{when} to show why you should not be removed from the United States based on the charge(s) set forth above."),
        columns(text("(Signature and Title of Issuing Officer)"), hand.label("Date", hand.day(who.nta)), text("Denver, Colorado")),
        "#pagebreak()",
        title("Notice to Respondent"),
        text("Warning: Any statement you make may be used against you in removal proceedings."),
        text(
            "Failure to appear: You are required to provide the DHS, in writing, with your full mailing address and telephone number. " * 3
        ),
        title("Certificate Of Service"),
        text(
            f"This Notice To Appear was served on the respondent by me on {hand.day(served)}, in the following manner and in compliance with section 239(a)(1)(F) of the Act."
        ),
        service,
        oral,
    ]
    if goes_on:
        body += [
            "#pagebreak()",
            columns(text("U.S. Department of Homeland Security"), title("Continuation Page for Form I-862")),
            hand.boxes([[("Alien's Name", who.caps()), ("File Number", who.a_number), ("Date", slashed(who.nta))]]),
            text("The Department of Homeland Security alleges that you:"),
            *numbered[3:],
            text("Form I-831 Continuation Page (Rev. 08/01/07)"),
        ]
    return hand.page("nta-i862", edition, truth, body, f"Form I-862 ({edition})" if old else f"DHS Form I-862 ({edition})")


def i213(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    draw, found = hand.draw, who.later(who.nta, -8, 0)
    known, wedded, afraid = (
        draw.random() < 0.7,
        draw.choice(("Single", "Divorced", "Married", "Widow(er)", "Separated")),
        draw.random() < 0.5,
    )
    truth = [
        Truth("person.a_number", who.a_number),
        Truth("person.full_name", who.name),
        Truth("person.nationalities", [who.country]),
        Truth("entry[].manner", "without-inspection"),
        Truth("person.birth_date", who.born),
        Truth("person.birth_country", who.country),
        Truth("encounter.date", found),
        Truth("fears.recorded_by_dhs", afraid),
        Truth("person.marital_status", {"Widow(er)": "widowed"}.get(wedded, wedded.lower())),
        Truth("encounter.disposition", "Notice to Appear Released (I-862)"),
    ]
    if known:
        truth.append(Truth("entry[].date", who.entered))
    entry = (
        f"{slashed(who.entered)}, 2300, {draw.choice(('HID', 'ELP'))}, WI - Without Inspection"
        if known
        else "Unknown Date, Unknown Time, HID, WI - Without Inspection"
    )
    redacted = draw.random() < 0.4
    if not redacted:
        truth.append(Truth("person.address", who.address))
    status = [("Single Divorced Married Widow(er) Separated", wedded)] if draw.random() < 0.5 else []
    ticks = (
        ""
        if status
        else " ".join(f"{hand.mark(one == wedded)} {text(one)}" for one in ("Single", "Divorced", "Married", "Widow(er)", "Separated"))
    )
    rows = [
        [("Family Name (CAPS) First Middle", who.caps()), ("File Number", who.written_number())],
        [("Country of Citizenship", who.country.upper()), ("Passport Number and Country of Issue", "(b)(6)" if redacted else "")],
        [("U.S. Address", "(b)(6), (b)(7)(C)" if redacted else who.address)],
        [("Date, Place, Time, and Manner of Last Entry", entry)],
        [("Date of Birth", slashed(who.born)), ("Age", "33"), ("Date of Action", slashed(found)), ("Location Code", "SNA/SND")],
        [
            ("City, Province (State) and Country of Birth", f"Fictiva, Inventada, {who.country}"),
            ("Method of Location/Apprehension", "CAP"),
            *status,
        ],
        [("At/Near", "Laredo, TX"), ("Date/Hour", f"{slashed(who.later(found, -300, -100))} 0815")],
        [("Immigration Record", "NEGATIVE - See Narrative"), ("Criminal Record", "None known")],
        [("Name and Address of (Last)(Current) U.S. Employer", "(b)(6)" if redacted else ""), ("Charge Code Words(s)", "I6A")],
    ]
    body = [
        columns(text("Department of Homeland Security"), title("Record of Deportable/Inadmissible Alien")),
        hand.boxes(rows),
        ticks,
        text("Narrative (Outline particulars under which alien was located/apprehended)"),
        text(
            f"On {slashed(found)} the subject was found. The subject {'expressed a fear' if afraid else 'stated no fear'} of returning to {who.country}. He said he came to work."
        ),
        hand.boxes([[("Disposition", "Notice to Appear Released (I-862)"), ("Examining Officer", "INVENTED")]]),
    ]
    return hand.page("i213", "Rev. 08/01/07", truth, body, "Form I-213 (Rev. 08/01/07)")


def _agency(hand: Hand, who: Person, words: str, day: str) -> list[str]:
    head = [title(words), text("U.S. Department of Homeland Security")]
    if hand.draw.random() < 0.5:
        return [*head, hand.boxes([[("Name", who.caps()), ("File No.", who.written_number()), ("Date", day)]])]
    return [*head, columns(hand.label("Name", who.caps()), hand.label("File No", who.written_number()), hand.label("Date", day))]


def i220b(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    ordered = who.later(who.nta, 200, 2500)
    day = who.later(ordered, 100, 900)
    report, removed = who.later(day, 10, 60), hand.draw.random() < 0.5
    truth = [
        Truth("person.a_number", who.a_number),
        Truth("person.full_name", who.name),
        Truth("proceedings.final_order_date", ordered),
        Truth("proceedings.order_type", "removed" if removed else "excluded-or-deported"),
        Truth("proceedings.supervision.kind", "osup-i220b"),
        Truth("proceedings.supervision.since", day),
        Truth("proceedings.supervision.next_report", report),
        Truth("person.languages", [who.language]),
    ]
    body = [
        *_agency(hand, who, "ORDER OF SUPERVISION", hand.day(day)),
        text(f"On {hand.day(ordered)}, (Date of final order) you were ordered:"),
        f"{hand.mark(not removed)} {text('Excluded or deported pursuant to proceedings commenced prior to April 1, 1997.')}",
        f"{hand.mark(removed)} {text('Removed pursuant to proceedings commenced on or after April 1, 1997.')}",
        text(
            "Because the Service has not effected your deportation or removal during the period prescribed by law, it is ordered that you be placed under supervision and permitted to be at large under the following conditions:"
        ),
        text(f"That you report in person on {hand.day(report)} at 9:00 AM to the ICE office, 12 Fictional Street."),
        text("That you do not travel outside Texas for more than 48 hours."),
        text(
            f"I hereby acknowledge that I have (had interpreted and explained to me in the {who.language.upper()} language) the contents of this order."
        ),
    ]
    return hand.page("i220b", "Rev. 08/01/07", truth, body, "Form I-220B (Rev. 08/01/07)")


def i246(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    edition = edition or hand.draw.choice(("legacy", "11/20"))
    passport, until, country = who.later(who.nta, 900, 2500), who.later(who.nta, 800, 1500), hand.draw.choice(COUNTRIES)
    reason = hand.draw.choice(
        ("Kidney surgery of my daughter, set for the spring", "My U visa petition is pending and a decision is expected soon")
    )
    truth = [
        Truth("person.a_number", who.a_number),
        Truth("person.full_name", who.name),
        Truth("person.address", who.address),
        Truth("person.nationalities", [who.country]),
        Truth("person.passport_valid_until", passport),
        Truth("proceedings.removal_country", country),
        Truth("stay.requested_until", until),
        Truth("stay.reasons", reason),
    ]
    rows = [
        [("File No.", who.written_number())],
        [
            (
                "1. Name (Family name in capital letters) (First) (Middle)",
                f"{who.family.upper()} {who.given}" if hand.draw.random() < 0.3 else f"{who.family.upper()}, {who.given}",
            )
        ],
        [("2. Present address (Number, street, city, state, ZIP code)", who.address)],
        [("3. Country of citizenship", who.country.upper()), ("4. Date to which passport is valid", slashed(passport))],
        [("5. Country to which removal ordered", country), ("6. Date to which stay is requested", hand.day(until))],
        [("7. Reasons for requesting stay of deportation or removal", reason)],
    ]
    body = [
        title("APPLICATION FOR A STAY OF DEPORTATION OR REMOVAL"),
        text("Submit in duplicate") if edition == "legacy" else "",
        hand.boxes(rows),
        text("Stay of deportation or removal:  GRANTED until    DENIED"),
    ]
    if edition != "legacy":
        body += ["#pagebreak()", title("Instructions"), text("1. Who may file? A person under a final order of removal.")]
    return hand.page("i246", edition, truth, body, "Form I-246" if edition == "legacy" else "ICE Form I-246 (11/20)")


def i220a(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    report = who.later(who.nta, 10, 60)
    truth = [
        Truth("person.a_number", who.a_number),
        Truth("person.full_name", who.name),
        Truth("proceedings.custody.authority", "INA 236"),
        Truth("proceedings.supervision.kind", "recognizance-i220a"),
        Truth("proceedings.supervision.since", who.nta),
        Truth("proceedings.supervision.next_report", report),
    ]
    body = [
        *_agency(hand, who, "Order of Release on Recognizance", hand.day(who.nta)),
        text(
            "You have been arrested and placed in removal proceedings. In accordance with section 236 of the Immigration and Nationality Act, you are being released on your own recognizance provided you comply with the following conditions:"
        ),
        f"{hand.mark(True)} {text('You must report for any hearing or interview as directed.')}",
        f"{hand.mark(True)} {text(f'You must report in person on {hand.day(report)} at 8:30 AM to the deportation officer.')}",
    ]
    return hand.page("i220a", "Rev. 08/01/07", truth, body, "Form I-220A (Rev. 08/01/07)")


def i286(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    held, review, bond = (
        hand.draw.choice(("detained", "bond", "conditions")),
        hand.draw.random() < 0.5,
        hand.draw.choice((1500, 10000, 25000)),
    )
    truth = [
        Truth("person.a_number", who.a_number),
        Truth("person.full_name", who.name),
        Truth("proceedings.custody.detained", held == "detained"),
        Truth("proceedings.custody.ij_review_allowed", review),
        Truth("evidence[].date", who.nta),
    ] + [Truth("proceedings.custody.bond", bond)] * (held == "bond")
    body = [
        *_agency(hand, who, "NOTICE OF CUSTODY DETERMINATION", hand.day(who.nta)),
        text("I have determined that, pending a final administrative determination in your case, you will be:"),
        f"{hand.mark(held == 'detained')} {text('Detained by the Department of Homeland Security.')}",
        f"{hand.mark(held != 'detained')} {text('Released (check all that apply):')}",
        f"{hand.mark(held == 'bond')} {text(f'Under bond in the amount of ${bond:,}.00' if held == 'bond' else 'Under bond in the amount of $ ________')}",
        f"{hand.mark(held == 'conditions')} {text('On your own recognizance.')}",
        text(f"You {'may' if review else 'may not'} request a review of this custody determination by an immigration judge."),
    ]
    return hand.page("i286", "Rev. 08/01/07", truth, body, "Form I-286 (Rev. 08/01/07)")


def i871(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    removed = who.later(who.entered, 1, 40)
    back = who.later(removed, 40, 900)
    day = who.later(back, 200, 2000)
    truth = [
        Truth("person.a_number", who.a_number),
        Truth("person.full_name", who.name),
        Truth("immigration_history.prior_orders[].date", who.entered),
        Truth("immigration_history.prior_orders[].executed_date", removed),
        Truth("immigration_history.reentered_date", back),
        Truth("immigration_history.reinstated_date", day),
    ]
    act = hand.draw.choice(("removal", "deportation"))
    body = [
        *_agency(hand, who, "NOTICE OF INTENT/DECISION TO REINSTATE PRIOR ORDER", hand.day(day)),
        text(f"1. You are an alien subject to a prior order of {act} entered on {hand.day(who.entered)} at Houston, Texas."),
        text(f"2. You have been identified as an alien who: was removed on {hand.day(removed)} pursuant to an order of {act}."),
        text(f"3. You illegally reentered the United States on or about {hand.day(back)} at or near Roma, Texas."),
        f"{text('I')} {hand.mark(False)} {text('do')} {hand.mark(True)} {text('do not wish to make a statement contesting this determination.')}",
        title("DECISION, ORDER, AND OFFICER'S CERTIFICATION"),
        text("Having reviewed all available evidence, I have determined that the above-named alien is subject to removal."),
        columns(hand.label("Date", hand.day(day)), text("(Signature of authorized deciding official)")),
    ]
    return hand.page("i871", "Rev. 08/01/07", truth, body, "Form I-871 (Rev. 08/01/07)")


def i860(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    charge, signed = hand.draw.choice(("212(a)(7)(A)(i)(I)", "212(a)(6)(C)(i)")), hand.draw.random() < 0.7
    truth = [Truth("person.a_number", who.a_number), Truth("person.full_name", who.name), Truth("proceedings.charges", [charge])]
    truth += [Truth("immigration_history.prior_orders[].date", who.entered)] * signed
    body = [
        title("NOTICE AND ORDER OF EXPEDITED REMOVAL"),
        text("DETERMINATION OF INADMISSIBILITY"),
        columns(text("Event Number: HID2201000123"), hand.label("File No", who.written_number())),
        columns(text(f"In the Matter of: {who.caps()}"), hand.label("Date", hand.day(who.entered)) if signed else ""),
        text(
            f"Pursuant to section 235(b)(1) of the Immigration and Nationality Act (Act), the Department of Homeland Security has determined that you are inadmissible to the United States under section(s) {charge} of the Act, as amended, and therefore are subject to removal."
        ),
        title("ORDER OF REMOVAL UNDER SECTION 235(b)(1) OF THE ACT"),
        text(f"Date of order: {slashed(who.entered)}" if signed else "Date of order: (not signed)"),
    ]
    return hand.page("i860", "Rev. 08/01/07", truth, body, "Form I-860 (Rev. 08/01/07)")


CASES = {
    "I-130": ("i-130", "Petition for Alien Relative"),
    "I-589": ("asylum", "Application for Asylum"),
    "I-918": ("u-visa", "Petition for U Nonimmigrant Status"),
    "I485": ("adjustment", "Application to Register Permanent Residence"),
    "I-821D": ("daca", "Deferred Action for Childhood Arrivals"),
}


def i797(seed: int, edition: str | None = None) -> Made:
    who, hand = Person(seed), Hand(seed)
    form = hand.draw.choice(list(CASES))
    receipt, filed = f"{hand.draw.choice(('IOE', 'WAC', 'NBC', 'YSC'))}{hand.draw.randrange(10**9, 10**10)}", who.later(who.nta, 30, 900)
    sent, notice = who.later(filed, 5, 300), hand.draw.choice(("Receipt Notice", "Approval Notice", "Transfer Notice"))
    truth = [
        Truth("relief[].receipt", receipt),
        Truth("relief[].kind", CASES[form][0]),
        Truth("relief[].filed_date", filed),
        Truth("evidence[].date", sent),
        Truth("person.a_number", who.a_number),
        Truth("person.full_name", who.name),
        Truth("relief[].status", "approved" if notice == "Approval Notice" else "filed-uscis"),
    ]
    other, petition = Person(seed + 700_000), form == "I-130"
    rows = [
        [("Receipt Number", receipt), ("Case Type", f"{form} - {CASES[form][1]}")],
        [("Received Date", slashed(filed)), ("Priority Date", slashed(filed) if petition else "")],
        [("Petitioner" if petition else "Applicant", f"{(other if petition else who).a_number} {(other if petition else who).caps()}")],
        [("Notice Date", slashed(sent)), ("Page", "1 of 1")],
    ]
    rows += [[("Beneficiary", f"{who.a_number} {who.caps()}")]] * petition + [[("Notice Type", notice), ("Section", "Not applicable")]]
    truth += [Truth("relief[].priority_date", filed)] * petition
    body = [
        title("Form I-797C, Notice of Action" if notice != "Approval Notice" else "I-797 NOTICE OF ACTION"),
        text("THE UNITED STATES OF AMERICA"),
        hand.boxes(rows),
        text("This notice does not grant any immigration status or benefit."),
    ]
    return hand.page("i797", notice, truth, body)
