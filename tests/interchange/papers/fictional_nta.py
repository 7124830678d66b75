"""Fictional Notices to Appear and Records of Deportable/Inadmissible Alien, in their editions. The same for the same seed."""

import datetime as dt

from tests.interchange.papers.people import AIRPORTS, PLACES, ROLES, Person, clock, long, loose, slashed
from tests.interchange.papers.setting import MONO, SANS, SERIF, Made, Truth, center, grid, made, mark, pair, q

NTA_EDITIONS = ["Rev. 08/01/07", "2018", "2/20", "6/22"]
BOXES = {
    "arriving-alien": "You are an arriving alien.",
    "present-without-admission": "You are an alien present in the United States who has not been admitted or paroled.",
    "admitted-but-removable": "You have been admitted to the United States, but are removable for the reasons stated below.",
}
CHARGES = {
    "arriving-alien": [
        (
            "212(a)(7)(A)(i)(I)",
            "as an immigrant who, at the time of application for admission, is not in possession of a valid unexpired visa",
        )
    ],
    "present-without-admission": [
        ("212(a)(6)(A)(i)", "in that you are an alien present in the United States without being admitted or paroled")
    ],
    "admitted-but-removable": [
        (
            "237(a)(1)(B)",
            "in that after admission as a nonimmigrant you have remained in the United States for a time longer than permitted",
        ),
        (
            "237(a)(2)(A)(iii)",
            "in that, at any time after admission, you have been convicted of an aggravated felony as defined in section 101(a)(43)",
        ),
        ("237(a)(1)(C)(i)", "in that after admission you failed to maintain the nonimmigrant status in which you were admitted"),
    ],
}
ADVISALS = [
    "Warning: Any statement you make may be used against you in removal proceedings.",
    "Alien Registration: This copy of the Notice to Appear served upon you is evidence of your alien registration while you are in removal "
    "proceedings. You are required to carry it with you at all times.",
    "Representation: If you so choose, you may be represented in this proceeding, at no expense to the Government, by an attorney or other "
    "individual authorized and qualified to represent persons before the Executive Office for Immigration Review.",
    "Conduct of the hearing: At the time of your hearing, you should bring with you any affidavits or other documents which you desire to have "
    "considered in connection with your case. At your hearing you will be given the opportunity to admit or deny any or all of the allegations.",
    "Failure to appear: You are required to provide the Department of Homeland Security, in writing, with your full mailing address and telephone "
    "number. If you fail to attend the hearing at the time and place designated on this notice, a removal order may be made in your absence.",
]
LATER = [
    "U.S. Citizenship Claims: If you believe you are a United States citizen, please advise the Department of Homeland Security by calling the "
    "ICE Law Enforcement Support Center.",
    "Mandatory Duty to Surrender for Removal: If you become subject to a final order of removal, you must surrender for removal to your local office.",
    "Sensitive locations: To the extent that an enforcement action leading to a removal proceeding was taken against you at a sensitive location, "
    "the notice must include a statement that the provisions of section 239(e) have been complied with.",
]


def _court_stamp(seed: int, who: Person) -> str:
    """What the court's electronic filing prints on a paper: a line at its head, and one along its margin; on every other one."""
    if seed % 2:
        return ""
    filed = f"Uploaded on: {slashed(who.nta + dt.timedelta(days=40))} at 10:03:44 AM (Mountain) Base City: {who.court[0][:3].upper()}"
    side = f"#place(top + left, dx: -0.55in, dy: 3in, rotate(-90deg, reflow: true, text(7pt, {q('EOIR – 1 of 3')[1:]})))"
    return f"#place(top + left, dy: -0.35in, text(7pt, {q(filed)[1:]})) {side}"


def nta(seed: int, edition: str | None = None) -> Made:  # noqa: PLR0915 - a form has as many fields
    """A Notice to Appear."""
    who = Person(seed)
    draw = who.rng
    edition = edition or draw.choice(NTA_EDITIONS)
    kind = draw.choice(list(BOXES))
    dated = edition == "2018" or draw.random() < {"Rev. 08/01/07": 0.3}.get(edition, 0.5)
    truth = [Truth("person.a_number", who.a_number), Truth("person.full_name", who.name), Truth("person.address", who.address)]
    truth.append(Truth("proceedings.classification", kind))
    place = draw.choice(PLACES if kind == "present-without-admission" else AIRPORTS)
    if kind == "present-without-admission":
        facts = [f"You arrived in the United States at or near {place}, on or about {long(who.entered)};"]
        facts += ["You were not then admitted or paroled after inspection by an Immigration Officer."]
        manner = "without-inspection"
    elif kind == "arriving-alien":
        facts = [f"You applied for admission to the United States at the {place} port of entry on {long(who.entered)};"]
        facts += ["You did not then possess a valid immigrant visa, reentry permit, or border crossing identification card."]
        manner = ""
    else:
        facts = [f"You were admitted to the United States at {place} on or about {long(who.entered)} as a nonimmigrant visitor;"]
        facts += [
            "You remained in the United States beyond the time permitted without authorization from the Department of Homeland Security."
        ]
        manner = "admitted"
    if kind == "present-without-admission" and draw.random() < 0.15:
        facts[0] = "You entered the United States at an unknown place and on an unknown date;"
    else:
        truth += [Truth("entry[].date", who.entered), Truth("entry[].place", place)]
    if manner:
        truth.append(Truth("entry[].manner", manner))
    facts = [
        "You are not a citizen or national of the United States;",
        f"You are a native of {who.country.upper()} and a citizen of {who.country.upper()};",
        *facts,
    ]
    truth += [Truth("proceedings.allegations", facts), Truth("person.nationalities", [who.country])]
    charges = CHARGES[kind][:1] if draw.random() < 0.7 else draw.sample(CHARGES[kind], min(2, len(CHARGES[kind])))
    truth.append(Truth("proceedings.charges", [charge for charge, _ in charges]))
    served, manners = who.later(who.nta, 0, 20), ["in-person", "certified-mail", "regular-mail"]
    by = draw.choice(manners)
    truth += [
        Truth("proceedings.nta_date", who.nta),
        Truth("proceedings.nta_served_date", served),
        Truth("proceedings.nta_served_manner", by),
    ]
    truth += [Truth("proceedings.court", who.court[0]), Truth("proceedings.court_address", who.court_address)]
    truth.append(Truth("proceedings.nta_time_and_place_given", dated))
    hearing, hour = who.later(served, 30, 400), (draw.choice((8, 9, 10, 13)), draw.choice((0, 30)))
    if dated:
        truth += [Truth("proceedings.next_hearing.date", hearing), Truth("proceedings.next_hearing.time", clock(*hour))]
    when = (long(hearing), clock(*hour)) if dated else draw.choice([("a date to be set", "a time to be set"), ("TBD", "TBD")])
    style = {"Rev. 08/01/07": "blank", "2018": "bracket", "2/20": "drawn", "6/22": draw.choice(("drawn", "double"))}[edition]
    credible = kind == "arriving-alien" and draw.random() < 0.5
    if credible:
        truth.append(Truth("proceedings.after_credible_fear", True))
    short = edition in ("Rev. 08/01/07", "2018")
    write = draw.choice((slashed, long)) if not short else draw.choice((loose, long))
    name = draw.choice((who.name.upper(), who.caps(), who.name))
    if not short:
        truth.append(Truth("person.birth_date", who.born))
    ids = f"Subject ID: {draw.randrange(10**8, 10**9)}    FINS: {draw.randrange(10**9, 10**10)}"
    born = f"DOB: {slashed(who.born)}    Event No: {draw.choice(('XEP', 'DEN', 'BOS'))}{draw.randrange(10**9, 10**10)}" if not short else ""
    address = who.address if draw.random() < 0.8 else f"C/O Fictional Sponsor {who.address}"
    if address != who.address:
        truth = [one for one in truth if one.fact != "person.address"]
    body = [
        _court_stamp(seed, who) if not short else "",
        pair(q("U.S. Department of Homeland Security"), f'#text(14pt, weight: "bold", {q("Notice to Appear")[1:]})'),
        f"#strong[{q('In removal proceedings under section 240 of the Immigration and Nationality Act:')}]",
        pair(q(ids), q(f"File No: {who.written_number()}")),
        q(born),
        q("In the Matter of:"),
        pair(q(f"Respondent: {name}"), q("currently residing at:")),
        q(address),
        f"#text(7pt)[{q('(Number, street, city, state and ZIP code)')} #h(1fr) {q('(Area code and phone number)')}]",
        *(f"{mark(style, box == kind)} {q(f'{number}. {words}')}" for number, (box, words) in enumerate(BOXES.items(), 1)),
        q("The Department of Homeland Security alleges that you:"),
        *(q(f"{number}. {words}") for number, words in enumerate(facts, 1)),
        q(
            "On the basis of the foregoing, it is charged that you are subject to removal from the United States pursuant to the "
            "following provision(s) of law:"
        ),
        *(q(f"{'Section ' * short}{charge} of the Immigration and Nationality Act, as amended, {why}.") for charge, why in charges),
        f"{mark(style, credible)} "
        + q(
            "This notice is being issued after an asylum officer has found that the respondent has demonstrated a credible fear of persecution or torture."
        ),
        f"{mark(style, False)} " + q("Section 235(b)(1) order was vacated pursuant to:  8 CFR 208.30  8 CFR 235.3(b)(5)(iv)"),
        q("YOU ARE ORDERED to appear before an immigration judge of the United States Department of Justice at:"),
        q(who.court_address),
        f"#text(7pt, {q('(Complete Address of Immigration Court, including Room Number, if any)')[1:]})",
        q(
            f"on {when[0]} at {when[1]} to show why you should not be removed from the United States based on the charge(s) set forth above."
        ),
        pair(q(f"Date: {write(who.nta)}"), q("J. INVENTED, Supervisory Officer")),
        f"#text(7pt)[#h(1fr) {q('(Signature and Title of Issuing Officer)')}]",
        "#pagebreak()",
        center("Notice to Respondent", 11),
        *(q(words) for words in (ADVISALS if short else [*ADVISALS, *LATER])),
        center("Certificate of Service", 11),
        q(
            f"This Notice To Appear was served on the respondent by me on {write(served)}, in the following manner and in compliance with "
            "section 239(a)(1) of the Act."
        ),
        " #h(1em) ".join(
            f"{mark(style, way == by)} {q(words)}"
            for way, words in zip(manners, ("in person", "by certified mail, returned receipt requested", "by regular mail"), strict=True)
        ),
    ]
    if by == "in-person":
        truth.append(Truth("person.languages", [who.language]))
        body.append(
            q(
                f"The alien was provided oral notice in the {who.language.upper()} language of the time and place of his or her hearing and of "
                "the consequences of failure to appear as provided in section 240(b)(7) of the Act."
            )
        )
    if not short:
        body += ["#pagebreak()", center("Privacy Act Statement", 11)]
        body.append(
            q("Authority: The Department of Homeland Security is authorized to collect the information requested on this form. " * 4)
        )
    foot = {"2018": "Form I-862 (Rev. 08/01/07)", "Rev. 08/01/07": "Form I-862 (Rev. 08/01/07)"}.get(edition, f"DHS Form I-862 ({edition})")
    return made("nta-i862", edition, truth, "\n\n".join(filter(None, body)), font=SERIF if short else SANS, size=9.5, foot=foot)


def i213(seed: int, edition: str | None = None) -> Made:
    """A Record of Deportable/Inadmissible Alien: captioned cells, then the narrative."""
    who = Person(seed)
    draw = who.rng
    place, town = draw.choice(PLACES), draw.choice(("ELP", "DGL", "CAX"))
    found = who.later(who.nta, -8, 0)
    wedded = draw.choice(["Single", "Married", "Divorced", "Widow(er)", "Separated"])
    afraid = draw.random() < 0.5
    hour, role = draw.choice(("0930", "Unknown Time", "1415")), draw.choice(ROLES)
    truth = [
        Truth("person.a_number", who.a_number),
        Truth("person.full_name", who.name),
        Truth("person.nationalities", [who.country]),
        Truth("person.address", who.address),
        Truth("entry[].date", who.entered),
        Truth("entry[].manner", "without-inspection"),
        Truth("person.birth_date", who.born),
        Truth("person.birth_country", who.country),
        Truth("encounter.date", found),
        Truth("person.marital_status", {"Widow(er)": "widowed"}.get(wedded, wedded.lower())),
        Truth("fears.recorded_by_dhs", afraid),
        Truth("encounter.disposition", "Warrant of Arrest/Notice to Appear"),
    ]
    if role != "NONE":
        truth.append(Truth("employment[].role", role.capitalize()))
    rows = [
        [
            ("Family Name (CAPS)", who.family.upper()),
            ("First", who.given.split()[0].upper()),
            ("Middle", " ".join(who.given.split()[1:]).upper()),
        ],
        [("Sex", draw.choice("MF")), ("Hair", "BLK"), ("Eyes", "BRO"), ("Cmplxn", "MED"), ("Height", "64"), ("Weight", "150")],
        [
            ("Country of Citizenship", who.country.upper()),
            ("Passport Number and Country of Issue", ""),
            ("File Number", who.written_number()),
            ("Occupation", role),
        ],
        [("U.S. Address", who.address.upper()), ("Scars and Marks", "NONE VISIBLE")],
        [
            ("Date, Place, Time, and Manner of Last Entry", f"{slashed(who.entered)}, {hour}, {town}, WI - Without Inspection"),
            ("Passenger Boarded at", ""),
            ("F.B.I. Number", str(draw.randrange(10**8, 10**9))),
        ],
        [
            ("Number, Street, City, Province (State) and Country of Permanent Residence", f"{who.country.upper()}"),
            ("Marital Status", wedded.upper()),
        ],
        [
            ("Date of Birth", slashed(who.born)),
            ("Age", str(found.year - who.born.year)),
            ("Date of Action", slashed(found)),
            ("Location Code", "XYZ/ABC"),
        ],
        [
            ("City, Province (State) and Country of Birth", f"FICTIVA, {who.country.upper()}"),
            ("AR", ""),
            ("Form: (Type and No.)", ""),
            ("Method of Location/Apprehension", "PB"),
        ],
        [("At/Near", place.upper()), ("Date/Hour", f"{slashed(found)} {draw.randrange(10, 23)}15"), ("By", "AGENT INVENTED")],
        [("NIV Issuing Post and NIV Number", ""), ("Social Security Account Name", ""), ("Social Security Number", "")],
        [("Immigration Record", "NEGATIVE"), ("Criminal Record", "None known")],
        [
            ("Name, Address, and Nationality of Spouse (Maiden Name, if Appropriate)", ""),
            ("Number and Nationality of Minor Children", "None"),
        ],
        [
            ("Father's Name, Nationality, and Address, if Known", ""),
            ("Mother's Present and Maiden Names, Nationality, and Address, if Known", ""),
        ],
        [
            ("Monies Due/Property in U.S. Not in Immediate Possession", "None Claimed"),
            ("Fingerprinted?", "Yes"),
            ("Systems Checks", "Negative"),
            ("Charge Code Words(s)", "I6A"),
        ],
        [("Name and Address of (Last)(Current) U.S. Employer", ""), ("Type of Employment", ""), ("Salary", ""), ("Employed from/to", "")],
    ]
    widths = [[3, 2, 2], [1] * 6, [2, 3, 2, 1.5], [4, 1.5], [4, 2, 1.5], [4, 1.5], [1.5, 0.6, 1.5, 1.5], [3, 1, 1.5, 2], [3, 2, 2]]
    widths += [[2, 2, 2], [1, 1], [3, 2], [1, 1], [3, 1, 1, 1.5], [3, 1.5, 1, 1.5]]
    says = "claimed a credible fear" if afraid else "claimed no fear"
    story = [
        f"ENCOUNTER: On {slashed(found)} a fictional agent encountered the subject near {place}. The subject was questioned about citizenship.",
        f"ENTRY DATA: The subject stated that the subject entered the United States on or about {slashed(who.entered)} near {place}.",
        f"FEAR: The subject {says} of returning to {who.country}.",
        "HEALTH: The subject claimed good health and is not taking medication.",
    ]
    body = [
        pair(q("U.S. Department of Homeland Security"), f'#text(12pt, weight: "bold", {q("Record of Deportable/Inadmissible Alien")[1:]})'),
        "#v(8pt)",
        grid(rows, widths),
        f"#text(6.5pt, {q('Narrative (Outline particulars under which alien was located/apprehended. Include details not shown above regarding time, place and manner of last entry, attempted entry, or any other entry, and elements which establish administrative and/or criminal violation. Indicate means and route of travel to interior.)')[1:]})",
        f"#text(8.5pt)[{' #linebreak() '.join(map(q, story))}]",
        grid(
            [
                [
                    ("Received: (Subject and Documents) (Report of Interview) Officer", "OFFICER INVENTED"),
                    ("Disposition", "Warrant of Arrest/Notice to Appear"),
                ]
            ]
        ),
    ]
    if draw.random() < 0.4:
        body += [
            "#pagebreak()",
            pair(q("U.S. Department of Homeland Security"), q("Continuation Page for Form I-213")),
            grid([[("Alien's Name", who.caps()), ("File Number", who.a_number), ("Date", slashed(found))]]),
            q("PHONE CALL: The subject was given the chance to telephone. CRIMINAL HISTORY: Record checks found nothing."),
            q("Form I-831 Continuation Page (Rev. 08/01/07)"),
        ]
    font = draw.choice((SANS, SANS, MONO))
    return made(
        "i213", "Rev. 08/01/07", truth, "\n\n".join(body), font=font if font == SANS else SANS, size=9, foot="Form I-213 (Rev. 08/01/07)"
    )
