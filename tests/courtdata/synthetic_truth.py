"""What stands beside a made-up release: truth.json (exact counts of RMV cases after repair), Count.txt and Lookup/.

`final_by_court_fy[class][court][fiscal year, or "pending"]` counts each case once; `completions_by_class_fy[class][fiscal year]` every
completed proceeding but for venue changes and transfers.
"""

import json

import numpy as np

from forbear.courtdata.schema import lookup


def tally(*keys):
    """Nested counts keyed by equal-length arrays, outermost first."""
    out = {}
    rows, counts = np.unique(np.stack([np.asarray(k).astype(str) for k in keys], 1), axis=0, return_counts=True)
    for row, count in zip(rows.tolist(), counts.tolist(), strict=False):
        d = out
        for k in row[:-1]:
            d = d.setdefault(k, {})
        d[row[-1]] = count
    return out


def write_truth(dump, g, seed, s):
    """g: the drawn cases and proceedings; s: the synth module, for its codes and dates."""
    name = np.array([c[2] for c in s.CLASSES] + ["pending"])
    letter = np.array([c[1] for c in s.CLASSES] + [""])
    year = s.FY[g.comp]
    rmv, closed = g.ctype == "RMV", np.isin(g.code, s.CLOSED)
    f = g.last[rmv & (g.last >= 0)]  # last proceeding of each RMV case
    event = rmv[g.pc] & (g.comp > 0) & ~np.isin(g.code, [s.COV, s.TRF])
    back = (g.stage == 1) & (g.again[g.pc] > 0) & (g.again[g.pc] <= s.END) & event & closed
    truth = {
        "cases": g.n,
        "seed": seed,
        "release": "2026-09-30",
        "rows": dump.rows,
        "quirks": dump.quirks,
        "final_by_court_fy": tally(name[g.code[f]], g.pcourt[f], np.where(g.comp[f] > 0, year[f].astype(str), "pending")),
        "completions_by_class_fy": tally(name[g.code[event]], year[event]),
        "closures": {
            "by_code_fy": tally(letter[g.code[event & closed]], year[event & closed]),
            "closings": int((event & closed).sum()),
            "recalendared": int(back.sum()),
            "recalendared_2025_05_on": int((back & (g.again[g.pc] >= s.WAVE)).sum()),
        },
        "motions": tally(*g.motions),
    }
    # never detained RMV cases by FY of NTA: closed as PD or dismissed within 730 days, in the proceeding that first
    # ended otherwise than by a venue change or transfer?
    free = rmv & (g.custody == "N") & ~g.zero_bond & (g.last >= 0)
    main = np.flatnonzero((g.stage == 1) & free[g.pc])
    hit = np.zeros(g.n, bool)
    hit[g.pc[main]] = np.isin(g.code[main], [s.U, s.Y, s.M]) & (g.comp[main] - g.nta[g.pc[main]] <= 730)
    truth["cohort_pd_2y"] = tally(s.FY[g.nta[free]], np.where(hit[free], "pd_within_2y", "not"))
    e = event & np.isin(year, [2022, 2023, 2024]) & free[g.pc] & (g.stage == 1)
    truth["representation"] = tally(np.where(g.rep[g.pc[e]], "represented", "unrepresented"), name[g.code[e]])
    pending = np.zeros(g.m, bool)  # pending RMV cases with a hearing after the release date
    pending[f[g.comp[f] == 0]] = True
    truth["upcoming_hearings"] = tally(g.pcourt[np.unique(g.hearing_of[pending[g.hearing_of] & (g.hearing_day > s.END)])])
    (dump.out / "truth.json").write_text(json.dumps(truth, indent=1, sort_keys=True))
    (dump.out / "Count.txt").write_text("".join(f"{k}\t{v}\n" for k, v in dump.rows.items()))


def write_lookups(out):
    """Three code lists in EOIR's own layout."""
    made = "2002-11-30 09:43:47.920"
    specs = [
        (
            "court_decision",
            "tblLookupCourtDecision",
            "idnCourtDecision strCaseType strDecCode strDecDescription strDecType strFinalDisposition blnActive datCreatedOn datModifiedOn",
            lambda r: [r["case_type"], r["code"], r["description"], r["dec_type"], "", r["active"], made, ""],
        ),
        ("base_city", "tblLookupBaseCity", "idnBaseCity BASE_CITY_CODE BASE_CITY_NAME", lambda r: [r["code"], r["name"]]),
        (
            "nationality",
            "tblLookupAlienNat",
            "idnNat strCode strDescription datCreatedOn datModifiedOn blnActive",
            lambda r: [r["code"], r["description"], made, "", "1"],
        ),
    ]
    for source, name, header, row in specs:
        body = ["\t".join([str(i), *row(r)]) for i, r in enumerate(lookup(source), 1)]
        text = "\r\n".join(["\t".join(header.split()), *body]) + "\r\n\0"
        (out / "Lookup" / f"{name}.csv").write_bytes(text.encode("latin-1"))
