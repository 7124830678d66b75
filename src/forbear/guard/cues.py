"""What does a sentence say of its own force: is it denied, asked, supposed, somebody else's word, about somebody else?

Cues decide nothing alone; the detector weighs them with what the sentence is about, and `--explain` shows them.
"""

import re
import unicodedata

KIN = (
    "brother|sister|father|mother|dad|mom|uncle|aunt|cousin|nephew|niece|son|daughter|husband|wife|spouse|partner|boyfriend|girlfriend|ex|friend|neighbou?r|roommate"
    "|landlord|boss|employer|coworker|co-worker|parents|children|kids|grand(?:mother|father|parents)"
)
PARENTESCO = (
    "herman[oa]s?|padres?|madre|papa|mama|ti[oa]s?|prim[oa]s?|sobrin[oa]s?|hij[oa]s?|espos[oa]|marido|parej[oa]|novi[oa]|ex|amig[oa]s?|vecin[oa]s?|patron(?:a|es)?|jef[ea]"
    "|suegr[oa]s?|abuel[oa]s?|cuñad[oa]s?|cunad[oa]s?"
)
AGENCY = r"nta|i-?213|i-?862|dhs|ice|cbp|eoir|the (?:government|department|complaint|report|officer|police|prosecut\w+|charging document|record|notice|agent|arrest report)"

CUES = {
    "denied": r"\b(?:never|not|no|none|nor|neither|nobody|nothing|without(?: ever)?|cannot|nunca|jamas|tampoco|ningun[oa]?|nadie|nada|ni|sin)\b|n['’]t\b",
    "denies": r"\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|contest(?:s|ed|ing)?|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed)|reject(?:s|ed)?|rule[sd]? out|unfounded|false|untrue"
    r"|nieg[ao]n?|nego|negamos|rechaz\w+|desmient\w+|disput\w+|falso|me negue|se nego)\b",
    "absolute-denial": r"\b(?:i|he|she|client|cl\.?|respondent|they|we)\s+(?:has|have|had|did|do|does|was|is|am|were|are|would)?\s*(?:never|not|n['’]t)\b|\b(?:nunca|jamas)\s+(?:he|ha|me|se|tuve|fui|hice|entre)\b|\bno\s+(?:he|ha|hemos|han|me|se|soy|es|tengo|tiene|fui|fue|hice|hizo|hay)\b",
    "attributed": rf"\b(?:{AGENCY})\b.{{0,40}}\b(?:alleg\w+|assert\w+|claim\w+|stat\w+|say\w*|charg\w+|accus\w+|report\w*|contend\w*|record\w*|list\w*|describ\w*|suggest\w*|not\w+)\b"
    r"|\b(?:alleg(?:e|es|ed|edly|ation|ations)|accus(?:e|es|ed|ation)|purported(?:ly)?|supposed(?:ly)?|reportedly|according to|so-called)\b"
    r"|\b(?:segun|alega\w*|alegat\w+|acus\w+|supuest\w+|presunt\w+|dizque)\b",
    "conditional": r"\b(?:if|unless|whether|were (?:he|she|i|they|respondent)|should (?:he|she|i|they|the|respondent)|would|could|might|in case|suppose|assuming|even if|or else|had (?:he|she|i) "
    r"|si|podria|pudiera|hubiera|habria|seria|en caso|aunque fuera)\b",
    "question": r"\?\s*$|^\s*[-*•]?\s*¿",
    "task": r"^\s*(?:[-*•☐]\s*)?(?:ask|check|confirm|verify|request|get|obtain|find out|follow[- ]up|order|pull|need|needs|to ?do|screen|review|clarify|explore|discuss|call|remind|send|file|foia|advise|advised|explain|explained"
    r"|preguntar|verificar|confirmar|pedir|averiguar|revisar|falta|aclarar|llamar|solicitar|explicar|traer)\b",
    "future": r"\b(?:will|shall|going to|plans? to|intends? to|hopes? to|va a|van a|voy a|piensa|planea)\b",
    "about-kin": rf"\b(?:my|his|her|their|our|the client's|cl(?:ient)?'?s|mr\.? \w+'s|ms\.? \w+'s)\s+(?:\w+\s+){{0,2}}(?:{KIN})\b|\b(?:mi|mis|su|sus|el|la|los|las|un|una)\s+(?:{PARENTESCO})\b",
    "kin-first": rf"^\W*(?:my|his|her|their|our|one|two|a|the)\s+(?:\w+\s+){{0,2}}(?:{KIN})\b|^\W*(?:mi|mis|su|sus|el|la|los|las|un|una)\s+(?:{PARENTESCO})\b",
    "of-others": r"\b(?:other|others|another|someone|somebody|people|families|clients?' |those who|anyone|everyone|many|men|women|youth|students|members|immigrants|migrants|they)\b|\b(?:otr[oa]s?|alguien|gente|muchos|algunos|personas|quienes|ell[oa]s|migrantes|jovenes)\b",
    "first-person": r"\b(?:i|me|my|mine|myself|we|us|our)\b|\b(?:yo|me|mi|mis|nos|nuestr[oa]s?)\b",
    "respondent": r"\b(?:respondent|client|cl|clt|petitioner|applicant|mr|ms|mrs|he|she|him|her|his)\b|\b(?:cliente|clienta|señor|señora|sr|sra|don|doña|el|ella|demandad[oa])\b",
    "victim": r"\b(?:victim\w*|survivor|forced (?:me|him|her|us)|threaten\w+ (?:me|him|her|us|to)|attack\w* (?:me|him|her)|beat (?:me|him|her)|robbed|kidnapp\w+|raped|abused (?:me|him|her|by)|extort\w+|traffick(?:ed|ers?)|witness\w*|stolen from|was shot|against (?:me|him|her))\b"
    r"|\b(?:victima\w*|me (?:amenaz|golpe|peg|secuestr|rob|oblig|forz|viol|extorsion)\w+|l[oae] (?:amenaz|golpe|secuestr|rob|oblig|viol|extorsion)\w+|testigo|sobreviviente)\b",
    "record": r"\b(?:convict\w+|disposition|dismissed|pleaded|pled|plea|sentenced?|sustained|found (?:removable|guilty)|docket|case no|pen(?:al)? code|stat(?:ute)?|§|u\.?s\.?c|c\.?f\.?r|i\.?n\.?a|exhibit|tab|exh?\.|expunged|acquitted|certified|record of conviction|count)\b"
    r"|\b(?:condenad[oa]|sentencia|desestim\w+|absuelt[oa]|sobreseid\w+|expediente|certificad[oa])\b",
    "lawful": r"\b(?:authori[sz]ed|authori[sz]ation|licen[cs]ed?|permit|ead|work card|prescri\w+|valid|lawful(?:ly)?|legal(?:ly)?|renewed|approved|granted|issued|inspected|admitted|parole[d]?|advance parole|visa|green card|resident|citizens?|daca|tps|itin)\b"
    r"|\b(?:autorizad[oa]|autorizacion|permiso|licencia|receta\w*|valid[oa]|legal(?:mente)?|vigente|renov\w+|aprobad[oa]|residente|ciudadan[oa]s?|visa)\b",
    "reserves": r"\b(?:reserv\w+|preserv\w+|without (?:conceding|admitting|waiving)|nothing in this|not an admission|does not (?:concede|admit|waive)|puts? .{0,30} to its (?:proof|burden)|moved to suppress|motion to suppress|burden)\b"
    r"|\b(?:sin (?:admitir|conceder|renunciar)|no (?:admite|concede|renuncia)|se reserva)\b",
    "concessive": r"\b(?:although|though|even though|while|despite|in spite|admittedly|regrettabl\w+|only because|mistake|regret\w*|sorry|ashamed|apolog\w+|wrong|fault)\b|\b(?:aunque|a pesar|por necesidad|me arrepiento|arrepentid\w+|error|perdon|culpa|vergüenza|verguenza)\b",
    "treatment": r"\b(?:sober|sobriety|recover\w+|treatment|program\w*|rehab\w*|counsel(?:l)?ing|completed|probation|class(?:es)?)\b|\b(?:sobri[oa]|tratamiento|programa|recuper\w+|terapia|clases)\b",
    "number": r"\d",
    "year": r"\b(?:19|20)\d\d\b",
    "recent-year": r"\b202[456]\b",
    "money": r"[$]\s?\d|\b(?:dollars|pesos|quetzales|lempiras|dolares|paid|pay|pague|pago|pagamos|cash|efectivo)\b",
    "legal-cite": r"§|\b(?:ina|usc|cfr|i&n|f\.[234]d|u\.s\.)\b|\bmatter of\b",
}
COMPILED = {name: re.compile(pattern, re.I) for name, pattern in CUES.items()}


def folded(text: str) -> str:
    """The text in lower case without accents, of the same meaning to a pattern; ñ stays."""
    kept = text.lower().replace("ñ", "\ue0f1")
    return "".join(sign for sign in unicodedata.normalize("NFD", kept) if not unicodedata.combining(sign)).replace("\ue0f1", "ñ")


def cues_in(sentence: str) -> dict[str, str]:
    """The cues of a sentence, each with the words that show it."""
    text = folded(sentence)
    return {name: match[0].strip() for name, pattern in COMPILED.items() if (match := pattern.search(text))}
