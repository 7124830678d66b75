"""How drafts say it and how they do not: many wordings of the same claim, request and mistake, and harmless sentences near to them."""

import pytest
from checking import case_of, said, setting_of

# Each contradicts the file of Ms. Marin, in words that a letter would use.
CLAIMS = """
Ms. Marin has absolutely no criminal record.
Respondent does not have a criminal record.
She does not have any criminal history.
He has no prior arrests or convictions.
She has zero arrests.
Respondent has a clean record.
She has had no encounters with law enforcement.
She has never been in trouble with the law.
She has an unblemished record.
Ella no tiene récord criminal.
No tengo antecedentes criminales.
No cuenta con antecedentes penales.
Jamás ha sido arrestada.
Ella nunca ha tenido problemas con la ley.
She has appeared at every hearing.
She has appeared for all of her hearings.
Respondent has never failed to appear for a hearing.
She has attended all scheduled hearings without fail.
She has faithfully attended each of her hearings.
Siempre ha asistido a sus audiencias.
Nunca he faltado a mis cortes.
Ha comparecido a todas sus audiencias.
She has dutifully paid her taxes every year.
She pays her taxes every year.
Respondent has always filed her taxes.
Siempre he pagado mis impuestos.
Ha pagado impuestos todos los años.
She has been continuously present in the United States since 2006.
Respondent has maintained continuous physical presence for twenty years.
She has never departed the United States.
Jamás ha salido de los Estados Unidos.
Nunca salí del país.
She has never used a false social security number.
She is an exemplary member of the community with an impeccable record.
She has fully complied with all conditions of release.
She has complied with all of ICE's requirements.
""".strip().splitlines()
WRONG = """
She came to the United States in 2003.
Respondent has resided here since 1999.
She arrived in the U.S. on or about March 3, 2004.
Ms. Marín llegó a este país en 2003.
Ella vive en Estados Unidos desde 1999.
She has been in this country for over thirty years.
Respondent, a 50-year-old woman, works.
She has four U.S. citizen children.
Ella tiene cuatro hijos ciudadanos americanos.
Ms. Marin's three children are citizens.
Her next hearing is on May 4, 2027.
Her merits hearing is scheduled for May 4, 2027 at 9 a.m.
Alien number A 200 555 031.
La jueza de inmigración Ana Stone decide.
""".strip().splitlines()
ASKED_TOO_EARLY = """
Please agree to reopen the proceedings.
We write to request that ICE grant a stay of removal.
Respondent moves for a stay of deportation.
The undersigned asks that OPLA join in a joint motion to reopen.
Por favor acepten reabrir el caso.
We seek cancellation of the NTA.
""".strip().splitlines()
ENDED_UNSCREENED = """
We respectfully request that OPLA dismiss the case.
We urge the Department to agree to terminate proceedings.
Respondent joins the Department's motion to dismiss.
Respondent does not oppose dismissal.
Pedimos que se desestime el caso.
We request dismissal of these proceedings without prejudice.
""".strip().splitlines()
SILENCE = """
DHS has failed to respond; we therefore treat the motion as unopposed.
Because OPLA did not reply, its non-opposition is presumed.
Having received no response, we take it that DHS does not oppose.
OPLA's silence constitutes consent.
Since the Department did not answer our e-mail, it does not oppose.
Because OPLA hasn't replied to two messages, the motion is unopposed.
As the government remained silent, we understand that it consents.
Como el gobierno no ha contestado, no se opone a la moción.
""".strip().splitlines()
# Near to these in words, and harmless.
LETTERS = """
The government has never been able to show that she was convicted of anything.
Her employer has no criminal record and has always paid her taxes from the payroll.
The court has never been asked to decide this.
The respondent reserves the right to move for termination at a later date.
Respondent's motion to terminate was denied on May 5, 2025.
The Department may move to dismiss under 8 CFR 239.2(c).
Under 8 C.F.R. § 1003.29, a continuance requires good cause.
Respondent was granted a continuance on May 5, 2024.
The parties were asked to brief whether dismissal is proper.
She is parole eligible; she was paroled into the United States in 2006.
The bond was set at $5,000 by the judge, and she paid it.
She was released on her own recognizance in 2023.
The stay of removal granted by the Ninth Circuit in another case is no help.
She has been a resident of Colorado since 2008.
She has been here for the past three years as a member of our parish.
Her youngest daughter is eleven years old.
Her mother is 70 years old and has four children.
She is raising two children by herself.
Her three sisters are citizens.
The case was transferred from the Dallas Immigration Court.
The hearing on April 20, 2027 in the criminal court is about traffic.
The judge's hearing is on Monday, and dinner is on April 20, 2027.
A hearing notice for April 20, 2026 was sent to the old address.
Her next dental appointment is on April 2, 2027.
The NTA was served by mail.
The Notice to Appear, issued in April 2023, lists one charge.
The Notice to Appear was filed on June 1, 2023.
She entered into a contract with the school on March 3, 2010.
Her case entered its third year in the United States courts in 2026.
She arrived at work in the United States Post Office on March 3, 2010.
He came to the United States Embassy on March 3, 2001.
She left and returned to the United States in February 2012.
I am single-minded about my children.
The respondent is married to her work.
The respondent is a citizen of the world.
She cooks the food of Guatemala and is a national of Honduras.
Her A-number is A200-555-030 and her receipt is MSC2190012345.
The transcript has the line n/a 84211-240-50300-9 below the return filed.
The I-94 number is 12345678901 and the receipt IOE0912345678.
The case number 2023-CR-1234 was closed.
Her doctor's office can be reached at 303-555-0142.
Zip 80012-4410 is in Aurora.
In re: her application. In the matter of her case, the judge ruled.
Pub. L. 119-1 and 90 Fed. Reg. 8443 apply.
See 8 U.S.C. § 1229a; 28 U.S.C. § 2241; INA § 240A(b).
See Exhibit 25, at 688. See Tab 28 at 326.
No. 25-3141 is her ticket.
The policy of 2014 was generous; the memo of her supervisor says so.
We consider her silence as a form of strength.
The lack of response as to the school is noted, and she means no harm.
Since the school did not answer, her aunt wrote again.
Because OPLA has not replied, we ask again whether it opposes the motion.
The children fell silent. The vote was unopposed.
There is no response from the hospital, and this means that no treatment is agreed.
She has no criminal intent. The statute has no criminal penalty.
The record is clear that she needs help.
The record is clean-up day at the park.
She has a clean kitchen record of inspections.
She completed probation; she has not been arrested since 2013.
She has not been convicted of a crime since 2013.
Since then she has complied with all terms of the program.
She has always cooperated with her daughter's teachers.
She has always followed her doctor's advice.
She has always worked hard.
She has never missed a parent-teacher meeting.
She attended every school hearing test.
He is a model employee.
She makes models of houses; the citizen council likes them.
She has never left her daughter alone.
She has never been in the hospital without her daughter.
The family has never been to Denver.
She has filed her taxes for 2018 and 2019.
She pays property taxes on the home.
She is not currently employed.
The detained docket is full. Is she detained?
The home is at liberty street.
""".strip().splitlines()
DECLARATIONS = """
No hay antecedentes de cáncer en su familia.
Nunca he faltado a las reuniones de la escuela de mi hija.
Siempre he cumplido años con mi familia.
Siempre he trabajado con amor.
Tengo dos hijos y vivo en Colorado.
Llegué a la casa el 3 de mayo de 2010.
Vino a la iglesia el 3 de mayo de 2010.
Mi hermana entró a los Estados Unidos el 3 de mayo de 2010.
Mi mamá tiene 70 años de edad.
Tengo 42 años y trabajo mucho.
Tengo diez años trabajando aquí.
Tengo veinte años en Colorado.
La audiencia del 5 de mayo de 2024 fue corta.
Soy ciudadana responsable de mi barrio.
Mi esposo es carpintero y mi hija es ciudadana.
El consejero pidió que se suspenda la clase.
La fianza ya fue pagada en 2023.
No pido la salida voluntaria.
El gobierno pide la desestimación del caso.
Nunca he estado sola en el hospital.
""".strip().splitlines()
SUPPORT = """
I am 65 years old and have five children.
We have lived in this country since 1980.
My wife is a citizen and I am a lawful permanent resident.
I have never been arrested and have no criminal record.
My citizen husband and I met her in 2010.
I entered the United States on March 3, 1990.
You can write to me at 15 Oak Street, Denver, or at maria@example.org.
My brother's wife is undocumented.
She came to our house on May 3, 2015.
""".strip().splitlines()


@pytest.mark.parametrize(
    ("check", "text"),
    [
        *(("overstatement", text) for text in CLAIMS),
        *(("misstatement-in-draft", text) for text in WRONG),
        *(("form-not-at-this-stage", text) for text in ASKED_TOO_EARLY),
        *(("dismissal-without-screen", text) for text in ENDED_UNSCREENED),
        *(("silence-as-consent", text) for text in SILENCE),
    ],
)
def test_the_many_wordings_of_one_flaw(corpus, check, text):
    assert check in [found for found, _, _ in said(text, setting_of(corpus, case_of()))]


@pytest.mark.parametrize(
    ("purpose", "text"),
    [
        *(("pd-letter", text) for text in LETTERS),
        *(("sworn-declaration", text) for text in DECLARATIONS),
        *(("support-letter", text) for text in SUPPORT),
    ],
)
def test_harmless_sentences_near_to_them(corpus, purpose, text):
    assert said(text, setting_of(corpus, case_of(), purpose)) == []
