"""Fictional papers of the immigration agencies, but the two of `fictional_nta`. The same for the same seed."""

import datetime as dt

from tests.interchange.papers.people import COUNTRIES, Person, long, slashed
from tests.interchange.papers.setting import SANS, Made, Truth, center, grid, made, mark, pair, q


def _dhs(title: str, number: str, who: Person, day: dt.date) -> list[str]:
    return [
        pair(q("U.S. Department of Homeland Security"), f'#text(13pt, weight: "bold", {q(title)[1:]})'),
        pair(q(f"File No: {number}"), q(f"Date: {slashed(day)}")),
        q(f"Name: {who.caps()}"),
    ]


def i220b(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    draw = who.rng
    ordered = who.later(who.nta, 200, 2500)
    day = who.later(ordered, 100, 900)
    report = who.later(day, 10, 60)
    basis = draw.choice(("removed", "excluded-or-deported"))
    truth = [
        Truth("person.a_number", who.a_number), Truth("person.full_name", who.name), Truth("proceedings.final_order_date", ordered),
        Truth("proceedings.order_type", basis), Truth("proceedings.supervision.kind", "osup-i220b"), Truth("proceedings.supervision.since", day),
        Truth("proceedings.supervision.next_report", report), Truth("person.languages", [who.language]),
    ]  # fmt: skip
    body = [
        *_dhs("Order of Supervision", who.written_number(), who, day),
        q(f"On {long(ordered)} (Date of final order), you were ordered:"),
        f"{mark('drawn', basis != 'removed')} {q('Excluded or deported pursuant to proceedings commenced prior to April 1, 1997.')}",
        f"{mark('drawn', basis == 'removed')} {q('Removed pursuant to proceedings commenced on or after April 1, 1997.')}",
        q("Because the agency has not effected your deportation or removal during the period prescribed by law, it is ordered that you be placed "
          "under supervision and permitted to be at large under the following conditions:"),
        q("[X] That you appear in person at the time and place specified, upon each and every request of the agency."),
        q("[X] That you do not travel outside Colorado for more than 48 hours without first having notified this office."),
        q("[X] That you furnish written notice to this office of any change of residence or employment within 48 hours."),
        q(f"[X] That you report in person on {long(report)} at 09:00 AM to: ICE Office, 12 Fictional Street, Denver, CO."),
        q("[X] That you assist in obtaining any necessary travel documents."),
        q("[ ] Other:"),
        pair(q(""), q("(Signature of ICE official)")),
        center("Alien's Acknowledgment of Conditions of Release under an Order of Supervision", 10),
        q(f"I hereby acknowledge that I have (read) (had interpreted and explained to me in the {who.language} language) the contents of this order."),
        "#pagebreak()",
        center("PERSONAL REPORT RECORD", 11),
        pair(q(f"Name: {who.caps()}"), q(f"File No: {who.a_number}")),
        grid([[("Date", slashed(report)), ("Officer", "INVENTED"), ("Comment/Changes", "reported")]]),
        q("Form I-220B (Rev. 08/01/07) N"),
    ]  # fmt: skip
    return made("i220b", "Rev. 08/01/07", truth, "\n\n".join(body), foot="Form I-220B")


def i246(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    draw = who.rng
    edition = edition or draw.choice(("legacy", "11/20"))
    passport, until = who.later(who.nta, 900, 2500), who.later(who.nta, 800, 1500)
    country = draw.choice([who.country, who.country, draw.choice(COUNTRIES)])
    reason = draw.choice(["Surgery of a child in March", "Care of a spouse with cancer", "A pending petition for a U visa"])
    truth = [
        Truth("person.a_number", who.a_number), Truth("person.full_name", who.name), Truth("person.address", who.address),
        Truth("person.nationalities", [who.country]), Truth("person.passport_valid_until", passport),
        Truth("proceedings.removal_country", country), Truth("stay.requested_until", until), Truth("stay.reasons", reason),
    ]  # fmt: skip
    title = "Application for a Stay of Deportation or Removal"
    rows = [
        [
            ("1. Name (Family name in capital letters) (First) (Middle)", f"{who.family.upper()}, {who.given}"),
            ("File No.", who.written_number()),
        ],
        [("2. Present address (Number, street, city, state, ZIP code)", who.address)],
        [("3. Country of citizenship", who.country), ("4. Date to which passport is valid", slashed(passport))],
        [("5. Country to which removal ordered", country), ("6. Date to which stay is requested", slashed(until))],
        [("7. Reasons for requesting stay of deportation or removal", reason)],
        [("8. Signature of applicant", "signed"), ("Signature of person preparing form, if other than applicant", "")],
    ]
    body = [pair(q("U.S. Department of Justice" if edition == "legacy" else "Department of Homeland Security"), q(title))]
    if edition == "legacy":
        body.append(q("Submit in duplicate. (Please type or print)"))
    body.append(grid(rows, [[3, 1.5], [1], [1, 1], [1, 1], [1], [1, 1]]))
    body.append(q("For agency use only. Stay of deportation or removal: [ ] GRANTED until [ ] DENIED"))
    if edition != "legacy":
        steps = ["1. Who may file? You may file if you are subject to a final order.", "2. What must accompany this form? A copy of the passport.",
                 "3. Where must the form be filed? With the local field office.", "4. What is the fee? See the fee schedule."] * 3  # fmt: skip
        body += [
            "#pagebreak()",
            center("Instructions", 11),
            *map(q, steps),
            "#pagebreak()",
            q("Privacy notice. The information is asked under the Act."),
        ]
    foot = "Form I-246" if edition == "legacy" else "ICE Form I-246 (11/20)"
    return made("i246", edition, truth, "\n\n".join(body), font=SANS, foot=foot)


def i220a(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    day = who.nta
    report = who.later(day, 10, 60)
    truth = [
        Truth("person.a_number", who.a_number), Truth("person.full_name", who.name), Truth("proceedings.custody.authority", "INA 236"),
        Truth("proceedings.supervision.kind", "recognizance-i220a"), Truth("proceedings.supervision.since", day),
        Truth("proceedings.supervision.next_report", report),
    ]  # fmt: skip
    body = [
        *_dhs("Order of Release on Recognizance", who.written_number(), who, day),
        q("You have been arrested and placed in removal proceedings. In accordance with section 236 of the Immigration and Nationality Act and the "
          "applicable provisions of Title 8 of the Code of Federal Regulations, you are being released on your own recognizance provided you comply "
          "with the following conditions:"),
        q("[X] You must report for any hearing or interview as directed by the Department of Homeland Security."),
        q("[X] You must surrender for removal from the United States if so ordered."),
        q(f"[X] You must report in (writing) (person) on {slashed(report)} at 10:00 AM to the duty officer."),
        q("[X] You must not change your place of residence without first securing written permission."),
        center("Alien's Acknowledgment of Conditions of Release on Recognizance", 10),
        q("I hereby acknowledge that I have read the contents of this order."),
    ]  # fmt: skip
    return made("i220a", "Rev. 08/01/07", truth, "\n\n".join(body), foot="Form I-220A (Rev. 08/01/07) N")


def i286(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    draw = who.rng
    held, review = draw.choice(("detained", "bond", "conditions")), draw.random() < 0.6
    bond = draw.choice((1500, 5000, 7500, 12000))
    truth = [
        Truth("person.a_number", who.a_number), Truth("person.full_name", who.name), Truth("proceedings.custody.detained", held == "detained"),
        Truth("proceedings.custody.ij_review_allowed", review), Truth("evidence[].date", who.nta),
    ]  # fmt: skip
    if held == "bond":
        truth.append(Truth("proceedings.custody.bond", bond))
    body = [
        *_dhs("Notice of Custody Determination", who.written_number(), who, who.nta),
        q("Pursuant to the authority contained in section 236 of the Immigration and Nationality Act and part 236 of title 8, Code of Federal "
          "Regulations, I have determined that, pending a final administrative determination in your case, you will be:"),
        f"{mark('drawn', held == 'detained')} {q('Detained by the Department of Homeland Security.')}",
        f"{mark('drawn', held != 'detained')} {q('Released (check all that apply):')}",
        f"#h(2em) {mark('drawn', held == 'bond')} {q(f'Under bond in the amount of $ {bond:,}' if held == 'bond' else 'Under bond in the amount of $')}",
        f"#h(2em) {mark('drawn', held == 'conditions')} {q('On your own recognizance.')}",
        q("You may request a review of this custody determination by an immigration judge." if review else
          "You may not request a review of this determination by an immigration judge because the Act prohibits your release."),
    ]  # fmt: skip
    return made("i286", "Rev. 08/01/07", truth, "\n\n".join(body), font=SANS, foot="Form I-286 (Rev. 08/01/07)")


def i871(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    ordered = who.entered
    removed = who.later(ordered, 1, 40)
    back = who.later(removed, 40, 900)
    day = who.later(back, 200, 2000)
    truth = [
        Truth("person.a_number", who.a_number), Truth("person.full_name", who.name), Truth("immigration_history.prior_orders[].date", ordered),
        Truth("immigration_history.prior_orders[].executed_date", removed), Truth("immigration_history.reentered_date", back),
        Truth("immigration_history.reinstated_date", day),
    ]  # fmt: skip
    body = [
        *_dhs("Notice of Intent/Decision to Reinstate Prior Order", who.written_number(), who, day),
        q("In accordance with section 241(a)(5) of the Immigration and Nationality Act (Act) and 8 CFR 241.8, you are hereby notified that the "
          f"Secretary of Homeland Security intends to reinstate the order of removal entered against you. This intent is based on the following: "
          f"1. You are an alien subject to a prior order of removal entered on {slashed(ordered)} at El Paso, Texas."),
        q(f"2. You have been identified as an alien who was removed on {slashed(removed)} pursuant to an order of removal."),
        q(f"3. You illegally reentered the United States on or about {slashed(back)} at or near Hidalgo, Texas."),
        q("In accordance with section 241(a)(5) of the Act, you are removable as an alien who has illegally reentered the United States."),
        q("Acknowledgment and Response: [ ] I do  [X] I do not wish to make a statement contesting this determination."),
        center("Decision, Order, and Officer's Certification", 10),
        q("Having reviewed all available evidence, I have determined that the above-named alien is subject to removal through reinstatement."),
        pair(q(f"Date: {slashed(day)}"), q("Authorized Deciding Official")),
    ]  # fmt: skip
    return made("i871", "Rev. 08/01/07", truth, "\n\n".join(body), foot="Form I-871 (Rev. 08/01/07)")


def i860(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    draw = who.rng
    charge, signed = draw.choice(("212(a)(7)(A)(i)(I)", "212(a)(6)(C)(ii)", "212(a)(6)(C)(i)")), draw.random() < 0.75
    truth = [Truth("person.a_number", who.a_number), Truth("person.full_name", who.name), Truth("proceedings.charges", [charge])]
    if signed:
        truth.append(Truth("immigration_history.prior_orders[].date", who.entered))
    body = [
        *_dhs("Notice and Order of Expedited Removal", who.written_number(), who, who.entered),
        center("DETERMINATION OF INADMISSIBILITY", 10),
        q(f"Event Number: XEP{draw.randrange(10**9, 10**10)}"),
        q(f"In the Matter of: {who.caps()}"),
        q("Pursuant to section 235(b)(1) of the Immigration and Nationality Act (Act), (8 U.S.C. 1225(b)(1)), the Department of Homeland Security has "
          f"determined that you are inadmissible to the United States under section(s) {charge} of the Act, as amended, and therefore are subject "
          "to removal, in that: 1. You are not a citizen or national of the United States."),
        center("ORDER OF REMOVAL UNDER SECTION 235(b)(1) OF THE ACT", 10),
        q("Based upon the determination set forth above and evidence presented during inspection or examination pursuant to section 235 of the Act, and "
          "by the authority contained in section 235(b)(1) of the Act, you are found to be inadmissible as charged and ordered removed."),
        q(f"Date of order: {slashed(who.entered)}  OFFICER INVENTED" if signed else "Date of order: ____________  (Signature of immigration officer)"),
    ]  # fmt: skip
    return made("i860", "Rev. 08/01/07", truth, "\n\n".join(body), foot="Form I-860 (Rev. 08/01/07)")


FORMS = {"I130": ("i-130", "PETITION FOR ALIEN RELATIVE"), "I589": ("asylum", "APPLICATION FOR ASYLUM AND FOR WITHHOLDING OF REMOVAL"),
         "I918": ("u-visa", "PETITION FOR U NONIMMIGRANT STATUS"), "I485": ("adjustment", "APPLICATION TO REGISTER PERMANENT RESIDENCE OR ADJUST STATUS"),
         "I821": ("tps", "APPLICATION FOR TEMPORARY PROTECTED STATUS")}  # fmt: skip


def i797(seed: int, edition: str | None = None) -> Made:
    who = Person(seed)
    draw = who.rng
    form = draw.choice(list(FORMS))
    kind, title = FORMS[form]
    receipt = draw.choice(("IOE", "WAC", "LIN", "SRC", "EAC", "MSC")) + str(draw.randrange(10**9, 10**10))
    filed = who.later(who.nta, 30, 900)
    notices = {"Receipt Notice": "filed-uscis", "Approval Notice": "approved"}
    notices |= {"Bona Fide Determination Notice": "bona-fide-determination"} if form == "I918" else {}
    notice = draw.choice(list(notices))
    sent = who.later(filed, 5, 300)
    truth = [
        Truth("relief[].receipt", receipt), Truth("relief[].kind", kind), Truth("relief[].filed_date", filed),
        Truth("relief[].status", notices[notice]), Truth("evidence[].date", sent),
    ]  # fmt: skip
    other = Person(seed + 900_000)
    rows = [
        [("Receipt Number", receipt), ("Case Type", f"{form[0]}-{form[1:]} - {title}")],
        [("Received Date", slashed(filed)), ("Priority Date", slashed(filed) if form == "I130" else ""), (("Petitioner" if form == "I130" else "Applicant"), f"{(other if form == 'I130' else who).a_number} {(other if form == 'I130' else who).caps()}")],
        [("Notice Date", slashed(sent)), ("Page", "1 of 1"), ("Beneficiary", f"{who.a_number} {who.caps()}" if form == "I130" else "")],
        [("Notice Type", notice), ("Section", "Husband or wife of permanent resident, 203(a)(2)(A) INA" if form == "I130" else "")],
    ]  # fmt: skip
    truth += [Truth("person.a_number", who.a_number), Truth("person.full_name", who.name)]
    if form == "I130":
        truth.append(Truth("relief[].priority_date", filed))
    body = [
        pair(q("Department of Homeland Security"), q("U.S. Citizenship and Immigration Services")),
        pair(f"#text(13pt, weight: \"bold\", {q('I-797, Notice of Action')[1:]})", q("THE UNITED STATES OF AMERICA")),
        grid(rows, [[1.5, 3], [1, 1, 2], [1, 1, 2], [1.5, 3]]),
        q(who.name.upper()), q(who.address),
        q("The above application or petition has been received or acted upon. Please notify us immediately if any of the above information is incorrect. "
          "This notice does not grant any immigration status or benefit."),
    ]  # fmt: skip
    return made("i797", notice, truth, "\n\n".join(body), font=SANS, foot="Form I-797C (Rev. 04/01/19)")
