"""The invented people of a made-up release, and what happens to them: drawn here, written as tables by `synthetic`."""

from types import SimpleNamespace

import numpy as np

from forbear.courtdata.schema import schema

COURTS = (
    "MIA 71 NYC 66 WLA 48 CHI 38 SFR 37 DAL 36 ORL 35 SNA 30 NEW 29 ATL 26 BOS 23 MEM 23 CHL 22 SND 22 HOU 21 HLG "
    "17 PHI 16 WAS 15 BAL 15 EPD 13 SEA 13 IMP 12 DEN 12 CLE 12 KAN 12 CIC 11 PHO 11 BLM 11 DET 11 OAK 10 OMA 9 SDC "
    "9 LVG 9 NOL 9 TAC 8 HAR 8 BUF 6 TUC 5 POO 4 ELO 3 HON 1 SAI 1"
)
PD_RATE = {"SEA": 0.298, "TUC": 0.26, "WLA": 0.237, "OMA": 0.231, "PHO": 0.207, "MIA": 0.063, "CHI": 0.05, "NYC": 0.037, "HOU": 0.017}
NATS = (
    "MX 23 GT 10 HO 10 ES 8 VE 7 CU 5 CO 4 NU 3 HA 3 EC 3 CH 3 BR 2 IN 2 PE 2 DR 1.5 RU 1 JM .7 NI .5 PK .4 TU .4 "
    "RP .4 BG .3 SG .3 CA .3 ?? .1"
)
LANGS = {"HA": "CRE", "BR": "POR", "CH": "MAN", "IN": "PUN", "RU": "RUS", "TU": "TU", "NI": "ENG", "JM": "ENG", "CA": "ENG"}
TYPES = "RMV 85.6 DEP 9.1 EXC 1.7 CFR 1.7 DDC 1.1 WHO .34 RFR .29 AOC .16"
FY_WEIGHT = dict(
    zip(
        range(1998, 2027),
        [220] * 10 + [226, 255, 247, 238, 213, 197, 230, 193, 228, 295, 316, 546, 369, 300, 800, 1200, 1700, 600, 300],
        strict=False,
    )
)
REASONS = "01 14 02 16 12 12 13 8 17 10 34 6 7A 4 9A 9 45 3 05 7 11 6 PD .4 9C .6"
BIA = "DIS 60 SAF 15 REM 18 TPD 1 APD 1 WPD .5 TER 4.5"
CITIES = "MIAMI 20;LOS ANGELES 20;BROOKLYN 10;HOUSTON 10;CHICAGO 10;MAYAG\xdcEZ 1;CA\xd1ON CITY 1;\"EL PASO 1;DORAL\\ 1;O'FALLON 1"
CHARGES = "212a06Ai 50;212a07Ai  I 18;237a01B 16;237a01A 5;237a02Aiii 3;237a02Ai 3;212a02Ai  I 2;237a01Ci 3"
# (field, letter for RMV, class), in the order of the index names below
CLASSES = [
    tuple(c.split())
    for c in [
        "D X removal_merits",
        "D X removal_in_absentia",
        "D V voluntary_departure",
        "D R relief_granted",
        "D E withholding_or_cat",
        "D G withholding_or_cat",
        "D Z withholding_or_cat",
        "D T terminated",
        "D U dismissed",
        "O A admin_closed_other",
        "O Y admin_closed_pd",
        "O M admin_closed_pd",
        "O K admin_closed_unspecified",
        "O F nta_not_filed",
        "O O other",
        "D W other",
        "O P other",
        "O C venue_or_transfer",
        "O T venue_or_transfer",
        "O X zero_bond_record",
        "D A fear_affirmed",
        "D V fear_vacated",
        "D D denied",
        "D G granted",
    ]
]
X, XABS, V, R, WE, WG, WZ, T, U, A, Y, M, K, F, O, W, P, COV, TRF, ZB, FA, FV, DENY, GRANT = range(24)  # noqa: E741
CLOSED, PROTECTED = [A, Y, M, K], [WE, WG, WZ]
OLD_LETTERS = {"DEP": [([X, XABS], "D"), (PROTECTED, "R"), ([W], "T")], "EXC": [([X, XABS], "E"), ([R, *PROTECTED], "A"), ([V, W], "O")]}
# never detained or released, unrepresented / represented; detained, unrepresented / represented
CORE_CODES = np.array([X, XABS, V, R, WE, WG, WZ, T, A, O, W, P])
CORE = np.cumsum(
    np.array(
        [
            [21, 50, 5, 6, 0.4, 0.1, 0.2, 11, 4, 0.7, 0.4, 1.2],
            [27, 8, 8, 31, 3, 0.6, 1.4, 14, 5.5, 0.7, 0.4, 0.4],
            [80, 0.2, 12, 2, 0.5, 0.1, 0.2, 3, 0.5, 0.5, 1, 0],
            [54, 0.2, 12, 15, 5, 1, 2.3, 8, 1, 0.5, 1, 0],
        ]
    ),
    1,
)
CORE /= CORE[:, -1:]
HEADERS = {table.name: [column.name for column in table.columns] for table in schema().tables}

DAYS = np.arange("1960-01-01", "2032-01-01", dtype="datetime64[D]")  # day number 0 stands for blank
STAMP = np.array([""] + [f"{d} 00:00:00.000" for d in DAYS[1:].astype(str)], dtype=object)
FY = (DAYS.astype("datetime64[M]") + 3).astype("datetime64[Y]").astype(int) + 1970


def day(iso):
    return int((np.datetime64(iso) - DAYS[0]).astype(int))


END = day("2026-09-30")
ERAS = np.array([day(d) for d in ("2011-12-16", "2017-02-20", "2021-04-15", "2025-01-20", "2025-04-04")])
M_FROM, WAVE = day("2021-07-01"), day("2025-05-01")


def choose(rng, spec, size, sep=None):
    """Draw from "name weight name weight ..." (or "name weight;..." with sep)."""
    parts = spec.split(sep)
    pairs = [p.rsplit(" ", 1) for p in parts] if sep else list(zip(parts[::2], parts[1::2], strict=False))
    weight = np.array([float(w) for _, w in pairs])
    return np.array([k for k, _ in pairs], dtype=object)[rng.choice(len(pairs), size, p=weight / weight.sum())]


def text(ids):
    return list(map(str, ids.tolist()))


def outcomes(u, w, when, detained, rep, pd_rate, nta_fy):  # noqa: PLR0917
    """The code index of decisions taken on days `when`, from two uniform draws per case."""
    era = np.searchsorted(ERAS, when, "right")
    free_unrep = ~detained & ~rep
    no_nta = 0.16 * ((era == 3) & free_unrep & (nta_fy >= 2021) & (nta_fy <= 2024)) + 0.02 * ((era == 2) & free_unrep & (nta_fy > 0))
    dismiss = np.select(
        [era == 3, era >= 4], [np.where(detained, 0.02, np.where(rep, 0.20, 0.05)), np.where(detained, 0.03, np.where(rep, 0.12, 0.18))], 0
    )
    close = np.select(
        [era == 1, era == 2, era == 3, era >= 4], [pd_rate * np.where(detained, 0.1, np.where(rep, 1.5, 0.6)), 0.004, 0.01, 0.003], 0
    )
    group = CORE[detained * 2 + rep]
    code = CORE_CODES[np.minimum((w[:, None] > group).sum(1), len(CORE_CODES) - 1)]
    code = np.where(u < no_nta, F, np.where(u < no_nta + dismiss, U, np.where(u < no_nta + dismiss + close, Y, code)))
    code = np.where((code == Y) & (when >= M_FROM) & (w < 0.4), M, code)
    return np.where(np.isin(code, [A, Y, M]) & (era == 5), K, code)


def draw_cases(rng, n):
    """Who the people are. A rider copies its lead (the case before it), later draws included unless severed."""
    g = SimpleNamespace(n=n, rng=rng, at=np.arange(n), few=max(5, min(100, n // 2000)))
    rider = rng.random(n) < 0.22
    rider[0], rider[1:] = False, rider[1:] & ~rider[:-1]
    severed = rider & (rng.random(n) < 0.1)
    base, twin = g.at - rider, g.at - (rider & ~severed)
    g.rider, g.severed, g.twin = rider, severed, twin
    g.draw = lambda: rng.random(n)[twin]
    g.bell = lambda: rng.standard_normal(n)[twin]
    g.ctype, g.court, g.nat = (choose(rng, spec, n)[base] for spec in (TYPES, COURTS, NATS))
    years = np.array(list(FY_WEIGHT))
    recent = years[rng.choice(len(years), n, p=np.array(list(FY_WEIGHT.values())) / sum(FY_WEIGHT.values()))]
    g.fy = np.where(np.isin(g.ctype, ["DEP", "EXC"]), rng.integers(1986, 1998, n), recent)[base]
    g.nta = np.minimum(np.searchsorted(FY, g.fy) + rng.integers(0, 365, n)[base], END)
    g.zero_bond = ((rng.random(n) < 0.006) & (g.ctype == "RMV"))[base]
    g.osc = np.where(g.zero_bond, 0, g.nta)
    g.custody = choose(rng, "N 65.3 D 22.7 R 11 . 1", n)[twin]
    g.detained = g.custody == "D"
    g.rep = rng.random(n)[twin] < np.where(g.detained, 0.28, np.where(g.fy >= 2021, 0.36, 0.5))
    g.asylum = choose(rng, "E 27 I 10 J .5 . 62.5", n)[base]
    g.idn = 2_000_000 + g.at * 7 + rng.integers(0, 7, n)
    g.lang = np.array([LANGS.get(x, "SP") for x in g.nat], dtype=object)
    g.pad = np.where(rng.random(n) < 0.005, " ", "").astype(object)
    return g


def draw_proceedings(g):
    """What happened: A = before a venue change, B = the main proceeding, C = after reopening or recalendaring."""
    rng, n, draw = g.rng, g.n, g.draw
    full = np.isin(g.ctype, ["RMV", "DEP", "EXC"]) & ~g.zero_bond
    pace = np.where(g.detained, np.log(40), np.where(g.fy >= 2010, np.log(700), np.log(380)))
    length = np.exp(pace + g.bell() * np.where(g.detained, 0.9, 1.0)).clip(1, 9000).astype(int)
    end = g.nta + length
    moves = (draw() < 0.30) & full & ~g.detained & (length > 60)
    venue_day = g.nta + (length * (0.1 + 0.5 * draw())).astype(int)
    arrived = ~moves | ((venue_day <= END) & (rng.random(n) > 0.002))
    first_court = np.where(moves, choose(rng, COURTS, n)[g.twin], g.court)
    pd_rate = np.array([PD_RATE.get(c, 0.06) for c in g.court])
    main = outcomes(draw(), draw(), end, g.detained, g.rep, pd_rate, g.fy)
    coin = draw()
    simple = {"CFR": (FA, FV, 0.8), "RFR": (FA, FV, 0.8), "WHO": (DENY, GRANT, 0.75), "AOC": (DENY, GRANT, 0.6)}
    for t, (likely, rare, p) in simple.items():
        main = np.where(g.ctype == t, np.where(coin < p, likely, rare), main)
    main = np.where(g.zero_bond, ZB, main)
    end = np.where(np.isin(g.ctype, list(simple)) | g.zero_bond, g.nta + length % 60 + 1, end)

    has_b = arrived & (g.ctype != "DDC")
    done = has_b & (end <= END) & full
    r, gap = draw(), np.exp(g.bell() * 0.7)
    again = np.zeros(n, int)  # day the case comes back, 0 = never
    closed = done & np.isin(main, CLOSED)
    again = np.where(closed & (r < 0.30), end + (1100 * gap).astype(int) + 30, again)
    wave = closed & (end < WAVE) & ((again == 0) | (again > END)) & (draw() < 0.25)
    again = np.where(wave, WAVE + (500 * draw()).astype(int), again)
    reopened = done & (main == XABS) & (r < np.where(g.rep, 0.12, 0.03))
    again = np.where(reopened, end + (500 * gap).astype(int) + 20, again)
    remanded = done & (main == X) & g.rep & (r < 0.04)
    g.again = again = np.where(remanded, end + (700 * gap).astype(int) + 60, again)
    back = (again > 0) & (again <= END)
    end2 = again + np.exp(np.log(420) + 0.8 * g.bell()).clip(5, 6000).astype(int)
    second = outcomes(draw(), draw(), np.minimum(end2, END), g.detained, g.rep, pd_rate, 0 * g.fy)

    pieces = [
        (g.at[moves], g.nta, venue_day, np.where(coin < 0.69, COV, TRF), first_court),
        (g.at[has_b], np.where(moves, venue_day, g.nta), end, main, g.court),
        (g.at[back], again, end2, second, g.court),
    ]
    pc = np.concatenate([p[0] for p in pieces])
    stage = np.repeat(np.arange(3), [len(p[0]) for p in pieces])
    start, comp, code, court = (np.concatenate([p[k][p[0]] for p in pieces]) for k in range(1, 5))
    order = np.lexsort((stage, pc, start))  # numbered as created, so a case's proceedings rise in time
    g.pc, g.stage, g.start, g.pcourt = pc[order], stage[order], start[order], court[order]
    g.comp = np.where(comp <= END, comp, 0)[order]
    g.code = np.where(g.comp > 0, code[order], -1)
    g.m = len(pc)
    g.pid = 3_000_000 + np.arange(g.m) * 3
    g.last = np.full(n, -1)
    g.last[g.pc] = np.arange(g.m)  # the last write wins: the case's last proceeding
    g.state = np.where(g.last >= 0, g.code[g.last], -2)
