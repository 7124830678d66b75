"""How well fictional papers are read: `python -m benchmarks.papers [--seeds N] [--first SEED] [--media clean,scan] [--hand one|other]`.

A field is right where its value is exactly the paper's. Sure are A-numbers, dates and charges at a confidence of 0.9 and more.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.interchange.papers.fictional_papers import KINDS
from tests.interchange.papers.judging import Score, read
from tests.interchange.papers.media import MEDIA
from tests.interchange.papers.other_style import KINDS as OTHERS
from tests.interchange.papers.setting import Made

from forbear.packet.isolation import Reader
from forbear.packet.words import PROGRAM


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", type=int, default=2)
    options.add_argument("--first", type=int, default=70_000)
    options.add_argument("--media", default="clean,scan,fax,phone")
    options.add_argument("--kinds", default=",".join(KINDS))
    options.add_argument("--hand", choices=("one", "other"), default="one", help="who set the papers")
    asked = options.parse_args()
    papers = OTHERS if asked.hand == "other" else KINDS
    seeds = range(asked.first, asked.first + asked.seeds)
    with Reader(PROGRAM) as reader, tempfile.TemporaryDirectory() as folder:
        for medium in asked.media.split(","):
            whole = Score()
            begun = time.perf_counter()
            for kind in asked.kinds.split(","):
                score = _of_kind(papers[kind], kind, medium, seeds, reader=reader, folder=Path(folder), whole=whole)
                print(
                    f"{medium:6} {kind:18} {score.right}/{score.of}  {'; '.join([*score.unknown, *score.wrong, *score.rest])[:400]}",
                    flush=True,
                )
            seconds = time.perf_counter() - begun
            wrong = f"{len(whole.wrong)} wrong of {whole.sure} sure"
            print(f"{medium:6} all: {whole.share:.4f} of {whole.of} fields, {wrong}, {seconds / max(whole.pages, 1):.2f} s a page\n")


def _of_kind(make: Callable[..., Made], kind: str, medium: str, seeds: range, *, reader: Reader, folder: Path, whole: Score) -> Score:
    score = Score()
    for seed in seeds:
        made = make(seed)
        path = folder / f"{kind}-{seed}.pdf"
        if medium == "clean":
            path.write_bytes(made.pdf)
        files = [path] if medium == "clean" else MEDIA[medium](made.pdf, seed, path)
        said, kinds, pages = read(files, reader)
        for one in (score, whole):
            one.add(made, said, kinds, pages)
    return score


if __name__ == "__main__":
    main()
