"""Makes the outline map of the HTML brief, `crates/brief/assets/world.txt`.

    npm pack world-atlas@2.0.2
    python -m headwater_training.outline world-atlas-2.0.2.tgz > ../crates/brief/assets/world.txt

world-atlas (npm; ISC) packs Natural Earth's 1:110m map (public domain). Written are two SVG paths, one
a line: land, and borders between countries. One unit is a tenth of a degree: x is longitude, y is
latitude southward.
"""

import json
import sys
import tarfile


def arcs(topology):
    """The arcs in tenths of degrees, without points that fall on the one before."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = (round((x * sx + tx) * 10), round(-(y * sy + ty) * 10))
            if not points or point != points[-1]:
                points.append(point)
        yield points


def joined(all_arcs, ring):
    points = []
    for number in ring:
        arc = all_arcs[number] if number >= 0 else all_arcs[~number][::-1]
        points += arc[1:] if points and points[-1] == arc[0] else arc
    return points


def split(ring):
    """A ring that crosses the date line as parts on either side of it; each is closed along it."""
    ring = ring[:-1] if ring[0] == ring[-1] else ring
    cuts = [at for at in range(len(ring)) if abs(ring[at][0] - ring[at - 1][0]) > 1800]
    if not cuts:
        return [ring]
    ring = ring[cuts[0]:] + ring[: cuts[0]]
    ends = [cut - cuts[0] for cut in cuts[1:]] + [len(ring)]
    parts = [ring[start:end] for start, end in zip([0, *ends], ends)]
    edge = [[(1800 if part[0][0] > 0 else -1800, y) for y in (part[0][1], part[-1][1])] for part in parts]
    return [[first, *part, last] for part, (first, last) in zip(parts, edge)]


def path(points, close):
    """Relative steps are shorter than places."""
    out = f"M{points[0][0]} {points[0][1]}l"
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, points[1:])]
    text = ""
    for number in (n for step in steps for n in step):
        text += str(number) if number < 0 or not text else f" {number}"
    return out + text + ("z" if close else "")


def main():
    archive = tarfile.open(sys.argv[1])
    land, countries = (json.load(archive.extractfile(f"package/{name}-110m.json")) for name in ("land", "countries"))
    shapes = list(arcs(land))
    rings = [ring for shape in land["objects"]["land"]["geometries"] for polygon in shape["arcs"] for ring in polygon]
    print("".join(path(part, True) for ring in rings for part in split(joined(shapes, ring))))
    uses = {}
    for shape in countries["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for number in (n for polygon in polygons for ring in polygon for n in ring):
            uses[max(number, ~number)] = uses.get(max(number, ~number), 0) + 1
    borders = [arc for number, arc in enumerate(arcs(countries)) if uses.get(number, 0) > 1 and len(arc) > 1]
    print("".join(path(arc, False) for arc in borders))


if __name__ == "__main__":
    main()
