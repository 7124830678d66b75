"""A made-up release of EOIR's case data: the real file names, columns and dirt, invented people, and truths planted to be found.

`write_dump` writes the tables, Lookup/, Count.txt and truth.json. Marginals are near those published of the real release; the release
day is 2026-09-30 (end of fiscal year 2026). The outcome of a proceeding is DEC_CODE if filled, else OTHER_COMP, read by case type
(CLASSES). A case's final state is its last proceeding in IDNPROCEEDING order; no COMP_DATE there means pending.

What is planted, for an analysis to find or not to fall for:
 1 The same letter means different things: DEC_CODE X is Remove, OTHER_COMP X a bond record; T is Terminated or Transfer; E is
   withholding in RMV but Exclude in EXC; A is a closing or an affirmed fear finding.
 2 Codes change: U only from 2021-04-15 (dismissals before are inside T); Y from 2011-12-16; M from 2021-07-01; from 2025-04-04 every
   closing is K, so that closings for discretion can no longer be told apart.
 3 In 2011-12 to 2017-02 closing rates by court are PD_RATE (Seattle high, Houston low), times 1.5 for represented and 0.6 for
   unrepresented people who were never detained or released, 0.1 for the detained.
 4 2021-04-15 to 2025-01-19: chance of dismissal 0.20 represented, 0.05 not (0.02 detained). From 2025-01-20 it turns: 0.12
   represented, 0.18 not, and the government leads the motions to dismiss.
 5 OTHER_COMP F (no NTA filed): 16 % of unrepresented FY2021-24 filings decided 2021-04-15 to 2025-01-19. Not discretion.
 6 About 30 % of closings are put back later, a quarter of the rest in one wave 2025-05 to 2026-09: "ever closed" is not "ends closed".
 7 Recent filings are mostly pending: shares among completed cases are no chances for a new case.
 8 One in five cases is a rider sharing the lead's fate (a tenth severed): people are not independent.
 9 tbl_RepsAssigned lists government lawyers (INS) in nearly every case; E_28_DATE marks representation.
10 DDC cases have no proceeding at all; a few transfers are never received.
Dirt: Latin-1, CRLF, blanks as "", " " or NUL, padded codes, stray quotes and backslashes, an extra tab inside some rows, ragged rows of
motions, exact duplicates, one junk line, impossible dates.
"""

from itertools import chain, repeat
from pathlib import Path

import numpy as np
from tests.courtdata import synthetic_people
from tests.courtdata.synthetic_people import (
    BIA,
    CHARGES,
    CITIES,
    CLASSES,
    CLOSED,
    COV,
    END,
    ERAS,
    FY,
    HEADERS,
    OLD_LETTERS,
    REASONS,
    STAMP,
    TRF,
    WAVE,
    WE,
    WG,
    WZ,
    XABS,
    M,
    R,
    T,
    U,
    V,
    X,
    Y,
    choose,
    draw_cases,
    draw_proceedings,
    text,
)
from tests.courtdata.synthetic_truth import write_lookups, write_truth


class Dump:
    """Writes tables and keeps count of what was written and of the dirt put in."""

    def __init__(self, out, rng):
        self.out, self.rng, self.rows, self.quirks = out, rng, {}, {}
        (out / "Lookup").mkdir(parents=True, exist_ok=True)

    def note(self, key, n):
        self.quirks[key] = int(n)

    def write(self, name, n, shift=None, duplicates=0, junk=(), ragged=False, **cols):  # noqa: PLR0917
        header = HEADERS[name]
        assert set(cols) <= set(header)
        values = [cols.get(c, "") for c in header]
        lines = ["\t".join(r) for r in zip(*(repeat(v, n) if isinstance(v, str) else v for v in values), strict=True)]
        self.rows[name] = n
        pick = self.rng.permutation(n)
        if shift:  # one stray tab: every later field moves right by one
            column, count = shift
            for i in pick[:count]:
                f = lines[i].split("\t")
                f.insert(header.index(column), "")
                lines[i] = "\t".join(f)
            self.note(f"{name}: rows with an extra tab before {column}", min(count, n))
        if ragged:  # trailing empty fields cut off, or extra tabs at the end
            for i in pick[::3]:
                lines[i] = lines[i].rstrip("\t")
            for i in pick[1::50]:
                lines[i] += "\t\t"
        if duplicates:
            lines += [lines[i] for i in pick[-duplicates:]]
            self.note(f"{name}: exact duplicate rows", min(duplicates, n))
        if junk:
            self.note(f"{name}: junk lines", len(junk))
        with (self.out / f"{name}.csv").open("w", encoding="latin-1", newline="") as f:
            f.write("\t".join(header) + "\r\n")
            f.writelines(line + "\r\n" for line in chain(lines, junk))


def write_proceedings(dump, g):
    rng, pc, code, m = g.rng, g.pc, g.code, g.m
    letter = np.array([c[1] for c in CLASSES] + [""], dtype=object)[code]
    decision = np.array([c[0] == "D" for c in CLASSES] + [False])[code]
    ctype = g.ctype[pc]
    for kind, swap in OLD_LETTERS.items():  # the same outcomes carry other letters in the old case types
        for codes, old in swap:
            letter = np.where((ctype == kind) & np.isin(code, codes), old, letter)
    blank = np.array(["", " ", "\0"], dtype=object)[rng.choice(3, m, p=[0.8, 0.17, 0.03])]
    judge = np.array([f"{c[0]}{k}{c[-1]}" for c, k in zip(g.pcourt, rng.integers(1, 10, m), strict=False)], dtype=object)
    g.key = {
        "IDNPROCEEDING": text(g.pid),
        "IDNCASE": text(g.idn[pc]),
        "OSC_DATE": STAMP[g.osc[pc]].tolist(),
        "BASE_CITY_CODE": g.pcourt.tolist(),
        "HEARING_LOC_CODE": g.pcourt.tolist(),
        "IJ_CODE": judge.tolist(),
    }
    moved, mixed = np.isin(code, [COV, TRF]), np.flatnonzero((g.stage == 0) & (ctype == "RMV"))[: g.few]
    ctype[mixed] = "DEP"  # a few first proceedings carry another case type
    dump.note("B_TblProceeding: first proceedings with another CASE_TYPE than the case", len(mixed))
    junk = ["\t".join(["FC", "", "1000", "I", "", "", "N", "", "ES", "", "SFR"] + [""] * 27)]
    dump.write(
        "B_TblProceeding",
        m,
        ("APPEAL_RSVD", g.few),
        g.few,
        junk,
        **g.key,
        INPUT_DATE=STAMP[g.start].tolist(),
        HEARING_DATE=STAMP[np.minimum(g.start + 21, END)].tolist(),
        HEARING_TIME="0830",
        DEC_TYPE=np.where(decision, "O", "").tolist(),
        DEC_CODE=np.where(decision, letter, blank).tolist(),
        OTHER_COMP=np.where(decision | (code < 0), blank, letter).tolist(),
        DEPORTED_1=np.where(np.isin(code, [X, XABS]), g.nat[pc], "").tolist(),
        COMP_DATE=STAMP[g.comp].tolist(),
        ABSENTIA=np.where(code < 0, "", np.where(code == XABS, "Y", "N")).tolist(),
        VENUE_CHG_GRANTED=STAMP[np.where(moved, g.comp, 0)].tolist(),
        TRANSFER_TO=np.where(moved, g.court[pc], "").tolist(),
        TRANSFER_STATUS=np.where(moved, letter, "").tolist(),
        CUSTODY=np.where(g.custody == ".", "", g.custody)[pc].tolist(),
        CASE_TYPE=ctype.tolist(),
        NAT=(g.nat + g.pad)[pc].tolist(),
        LANG=g.lang[pc].tolist(),
        CRIM_IND="N",
        AGGRAVATE_FELON="0",
    )


def keyed(g, i):
    """The shared key columns of proceedings i."""
    return {k: np.array(v, dtype=object)[i].tolist() for k, v in g.key.items()}


def write_hearings(dump, g):
    rng = g.rng
    count = 1 + np.minimum(rng.poisson(2.0, g.m), 9)
    i = np.repeat(np.arange(g.m), count)
    nth = np.arange(len(i)) - np.repeat(np.cumsum(count) - count, count)
    final, over = nth == count[i] - 1, g.comp[i] > 0
    stop = np.where(over, g.comp[i], END)
    held = np.maximum(g.start[i] + ((stop - g.start[i]) * rng.random(len(i))).astype(int), g.start[i] + 1)
    future = final & ~over & (rng.random(len(i)) < 0.75)
    held = np.where(final & over, stop, np.where(future, END + rng.integers(1, 900, len(i)), np.minimum(held, END)))
    reason = choose(rng, REASONS, len(i))
    asked = np.isin(g.code, [U, Y, M])[i] & (nth == 0) & ~final & (rng.random(len(i)) < 0.3)
    reason = np.where(asked, "PD", np.where(final & over, "8B", np.where(future, "", reason)))
    dump.write(
        "tbl_schedule",
        len(i),
        IDNSCHEDULE=text(9_000_000 + np.arange(len(i))),
        **keyed(g, i),
        GENERATION="1",
        REC_TYPE="X",
        LANG=g.lang[g.pc][i].tolist(),
        CAL_TYPE=np.where(final, "I", "M").tolist(),
        SCHEDULE_TYPE=np.where(final, "II", "MR").tolist(),
        INPUT_DATE=STAMP[g.start[i]].tolist(),
        ADJ_DATE=STAMP[held].tolist(),
        ADJ_TIME_START="0900",
        ADJ_RSN=reason.tolist(),
        BLNCLOCKOVERRIDE="0",
        ADJ_MEDIUM=choose(rng, "P 60 H 17 V 12 A 5 C 4 p 2", len(i)).tolist(),
    )
    g.hearing_of, g.hearing_day = i, held


def write_motions(dump, g):
    rng, code, comp = g.rng, g.code, g.comp
    nxt = g.again[g.pc]
    came_back = (g.stage == 1) & (nxt > 0) & (nxt <= END)
    shut, late, never = np.isin(code, CLOSED), comp >= ERAS[3], np.zeros(g.m, int)
    # which proceedings, share of them, motion type, filing party weights, decision, day decided
    blocks = [
        ((code == U) & ~late, 0.85, "U", "A 30 B 35 I 35", "G", comp),
        ((code == U) & late, 0.85, "U", "A 8 B 7 I 85", "G", comp),
        (code == T, 0.6, "TP", "A 75 B 10 I 15", "G", comp),
        (shut, 0.8, "AC", "A 40 B 45 I 15", "G", comp),
        (came_back & shut & (nxt < WAVE), 0.9, "C", "A 60 I 40", "G", nxt),
        (came_back & shut & (nxt >= WAVE), 0.9, "C", "A 5 I 95", "G", nxt),
        (came_back & (code == XABS), 1, "MA", "A 1", "G", nxt),
        (code == COV, 0.9, "CV", "A 95 I 5", "G", comp),
        (comp > 0, 0.22, "CO", "A 80 I 12 R 8", "G", comp),
        (comp > 0, 0.09, "WC", "A 1", "G", comp),
        (comp > 0, 0.02, "AC", "A 90 I 5 B 5", "D", comp),
        (comp > 0, 0.015, "U", "A 85 I 15", "D", comp),
        (comp == 0, 0.06, "U", "A 60 I 40", "", never),
        (comp > 0, 0.02, "EH", "A 1", "M", comp),
    ]
    parts = []
    for who, share, kind, party, verdict, decided in blocks:
        i = np.flatnonzero(who & (rng.random(g.m) < share))
        parts.append((i, np.full(len(i), kind, object), choose(rng, party, len(i)), np.full(len(i), verdict, object), decided[i]))
    i, kind, party, verdict, decided = (np.concatenate(p) for p in zip(*parts, strict=False))
    received = np.where(decided > 0, np.maximum(decided - rng.integers(5, 90, len(i)), g.start[i]), np.minimum(g.start[i] + 200, END))
    dump.write(
        "tbl_Court_Motions",
        len(i),
        ragged=True,
        IDNMOTION=text(5_000_000 + np.arange(len(i))),
        **keyed(g, i),
        REC_TYPE=kind.tolist(),
        GENERATION="1",
        DEC=verdict.tolist(),
        COMP_DATE=STAMP[decided].tolist(),
        MOTION_RECD_DATE=STAMP[received].tolist(),
        INPUT_DATE=STAMP[received].tolist(),
        STRFILINGPARTY=party.tolist(),
        STRFILINGMETHOD="W",
    )
    g.motions = kind, party, verdict


def write_rest(dump, g):
    """Applications, charges, custody, bonds, appeals, lawyers, families and last the case table."""
    rng, n, at, nta, last, state, idn = g.rng, g.n, g.at, g.nta, g.last, g.state, g.idn
    on_file = last >= 0
    verdict_of = dict.fromkeys([X, WE, WG, WZ], "D") | dict.fromkeys([U, T, V], "W") | dict.fromkeys(CLOSED, "S") | {R: "G", XABS: "A"}
    verdict = np.array([verdict_of.get(s, "") for s in state.tolist()], dtype=object)
    kinds = [
        ("ASYL", g.asylum != "."),
        ("ASYW", g.asylum == "E"),
        ("WCAT", g.asylum == "E"),
        ("VD", state == V),
        ("42B", (g.asylum == ".") & g.rep & (at % 4 == 0)),
        ("245", (state == T) & g.rep),
    ]
    i = np.concatenate([at[who & on_file] for _, who in kinds])
    kind = np.repeat([k for k, _ in kinds], [(who & on_file).sum() for _, who in kinds])
    dump.write(
        "tbl_Court_Appln",
        len(i),
        ("APPL_DEC", g.few),
        IDNPROCEEDINGAPPLN=text(7_000_000 + np.arange(len(i))),
        IDNPROCEEDING=text(g.pid[last[i]]),
        IDNCASE=text(idn[i]),
        APPL_CODE=kind.tolist(),
        APPL_RECD_DATE=STAMP[np.minimum(nta[i] + 120, END)].tolist(),
        APPL_DEC=verdict[i].tolist(),
    )
    first = np.unique(g.pc, return_index=True)[1]
    i = np.concatenate([first, first[rng.random(len(first)) < 0.35]])
    dump.write(
        "B_TblProceedCharges",
        len(i),
        IDNPRCDCHG=text(8_000_000 + np.arange(len(i))),
        IDNCASE=text(idn[g.pc[i]]),
        IDNPROCEEDING=text(g.pid[i]),
        CHARGE=choose(rng, CHARGES, len(i), ";").tolist(),
        CHG_STATUS=choose(rng, "S 74 O 22 N 3 W 1", len(i)).tolist(),
    )
    i = at[(g.custody != ".") & (rng.random(n) < 0.8)]
    taken = np.where(np.isin(g.custody, ["D", "R"]), np.maximum(nta - 3, 1), 0)
    freed = np.where(g.custody == "R", np.minimum(nta + 45, END), 0)
    dump.write(
        "tbl_CustodyHistory",
        len(i),
        IDNCUSTODY=text(1_000_000 + np.arange(len(i))),
        IDNCASE=text(idn[i]),
        CUSTODY=g.custody[i].tolist(),
        DATDETAINED=STAMP[taken[i]].tolist(),
        DATRELEASED=STAMP[freed[i]].tolist(),
    )
    i = at[np.isin(g.custody, ["D", "R"]) & on_file & (rng.random(n) < 0.38)]
    bonded, day_of = g.custody[i] == "R", STAMP[np.minimum(nta[i] + 20, END)].tolist()
    dump.write(
        "D_TblAssociatedBond",
        len(i),
        ("NEW_BOND", max(2, g.few // 5)),
        IDNASSOCBOND=text(6_000_000 + np.arange(len(i))),
        IDNPROCEEDING=text(g.pid[last[i]]),
        IDNCASE=text(idn[i]),
        OSC_DATE=STAMP[g.osc[i]].tolist(),
        REC_TYPE="B",
        GENERATION="1",
        SUB_GENERATION="1",
        BASE_CITY_CODE=g.court[i].tolist(),
        HEARING_LOC_CODE=g.court[i].tolist(),
        DEC=np.where(bonded, "C", choose(rng, "N 40 S 25 J 20 A 10 W 5", len(i))).tolist(),
        COMP_DATE=day_of,
        NEW_BOND=np.where(bonded, choose(rng, "1500 10 3500 30 5000 30 7500 20 15000 10", len(i)), "").tolist(),
        BOND_HEAR_REQ_DATE=day_of,
        BOND_TYPE="BB",
    )
    i = at[np.isin(state, [X, R, U, T]) & g.rep & (rng.random(n) < 0.35)]
    filed = np.minimum(g.comp[last[i]] + 28, END)
    ruled = np.where(filed + 500 <= END, filed + 500, 0)
    dump.write(
        "tblAppeal",
        len(i),
        idnAppeal=text(4_000_000 + np.arange(len(i))),
        idncase=text(idn[i]),
        idnProceeding=text(g.pid[last[i]]),
        strAppealCategory="IJ",
        strAppealType="Case Appeal",
        datAppealFiled=STAMP[filed].tolist(),
        strFiledBy=np.where(state[i] == X, "A", "I").tolist(),
        datBIADecision=STAMP[ruled].tolist(),
        strCaseType=g.ctype[i].tolist(),
        strNat=g.nat[i].tolist(),
        strBIADecision=np.where(ruled > 0, choose(rng, BIA, len(i)), "").tolist(),
        strLang=g.lang[i].tolist(),
    )
    e28 = np.where(g.rep, np.minimum(nta + 60, END), 0)
    i = np.concatenate([at[rng.random(n) < 0.93], at[rng.random(n) < 0.5], at[g.rep], at[g.rep]])
    ours = np.arange(len(i)) >= len(i) - 2 * g.rep.sum()
    dump.write(
        "tbl_RepsAssigned",
        len(i),
        IDNREPSASSIGNED=text(20_000_000 + np.arange(len(i))),
        IDNCASE=text(idn[i]),
        STRATTYLEVEL="COURT",
        STRATTYTYPE=np.where(ours, "ALIEN", "INS").tolist(),
        PARENT_IDN=text(idn[i]),
        PARENT_TABLE=choose(rng, "a_tblcase 75 A_Tblcase 23 A_TblCase 2", len(i)).tolist(),
        BLNPRIMEATTY="1",
        BASE_CITY_CODE=g.court[i].tolist(),
        E_28_DATE=STAMP[np.where(ours, e28[i], 0)].tolist(),
        INS_TA_DATE_ASSIGNED=STAMP[np.where(ours, 0, nta[i])].tolist(),
    )
    i, gone = at[g.rider], g.severed[g.rider]
    dump.write(
        "tbl_Lead_Rider",
        len(i),
        idnLeadRider=text(100_000 + np.arange(len(i))),
        idnLeadCase=text(idn[i - 1]),
        idnRiderCase=text(idn[i]),
        datCreatedOn=STAMP[nta[i]].tolist(),
        datModifiedOn=STAMP[nta[i]].tolist(),
        datSeveredOn=STAMP[np.where(gone, np.minimum(nta[i] + 200, END), 0)].tolist(),
        blnActive=np.where(gone, "0", "1").tolist(),
    )
    entry = STAMP[np.where(rng.random(n) < 0.365, 0, np.maximum(nta - rng.integers(0, 4000, n), 1))]
    bad = rng.permutation(n)[: 2 * g.few]
    entry[bad] = np.where(np.arange(len(bad)) % 2 == 0, "1899-12-30 00:00:00.000", "2202-05-01 00:00:00.000")
    dump.note("A_TblCase: impossible DATE_OF_ENTRY", len(bad))
    born = zip(rng.integers(1, 13, n), FY[nta] - rng.integers(1, 60, n), rng.random(n) > 0.467, strict=False)
    dump.write(
        "A_TblCase",
        n,
        ("ALIEN_STATE", g.few),
        g.few,
        IDNCASE=text(idn),
        ALIEN_STATE="FL",
        ALIEN_ZIPCODE="33101",
        ALIEN_CITY=choose(rng, CITIES, n, ";").tolist(),
        NAT=(g.nat + g.pad).tolist(),
        LANG=g.lang.tolist(),
        CUSTODY=np.where(g.custody == ".", "", g.custody).tolist(),
        SITE_TYPE="M",
        E_28_DATE=STAMP[e28].tolist(),
        ATTY_NBR=np.where(g.rep, "1", "0").tolist(),
        CASE_TYPE=g.ctype.tolist(),
        UPDATE_SITE=g.court.tolist(),
        DATE_OF_ENTRY=entry.tolist(),
        C_ASY_TYPE=np.where(g.asylum == ".", "", g.asylum).tolist(),
        C_BIRTHDATE=[f"{m}/{y}" if known else "" for m, y, known in born],
        LPR="0",
        Sex=np.where(rng.random(n) < 0.47, "", choose(rng, "M 6 F 4", n)).tolist(),
        ZBOND_MRG_FLAG=np.where(g.zero_bond, "Y", "").tolist(),
    )


def write_dump(out: Path, cases: int, seed: int) -> Path:
    """Writes a release of so many cases into a folder, with its truths in truth.json. The same seed gives the same bytes."""
    drawn = draw_cases(np.random.default_rng(seed), cases)
    draw_proceedings(drawn)
    dump = Dump(out, drawn.rng)
    for write_part in (write_proceedings, write_hearings, write_motions, write_rest):
        write_part(dump, drawn)
    write_truth(dump, drawn, seed, synthetic_people)
    write_lookups(out)
    return out
