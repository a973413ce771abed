"""Adds official names and territories to crates/text/data/countries.tsv.

    python -m headwater_training.country_names CORPORA/names crates/text/data/countries.tsv

Names are from countries_pddl.tsv (datahub country codes, ODC-PDDL-1.0) and rigour's territories
(OpenSanctions rigour, MIT: the notice is in the table's header). What the table has already stays
as it is: rows are only added, and aliases only behind those of a row. Run twice it changes nothing.
"""

import json
import sys
from pathlib import Path

# Territories that reports name as they name countries and that the gazetteer of regions does not
# have, by ISO code; `^`: needs a capital, `=`:
# only as written, since the word without accent is a common one.
TERRITORIES = {
    "AI": "Anguillan", "AS": "American Samoan", "AW": "Aruban", "AX": "", "BM": "Bermudian",
    "CK": "", "CW": "", "GF": "", "GG": "",
    "GP": "", "IM": "Manx", "KY": "Caymanian", "MP": "", "MQ": "", "MS": "",
    "NC": "New Caledonian", "NU": "", "PF": "", "RE": "", "SX": "", "TC": "", "TK": "", "VG": "",
    "VI": "", "YT": "",
}
MARKS = {"RE": "=", "MS": "^"}
COLUMNS = 12


def bare(name):
    """A name without article, brackets and white space at its ends."""
    name = name.strip()
    for article in ("the ", "The "):
        name = name.removeprefix(article)
    return name.split("(")[0].split("[")[0].strip()


def main(names, table):
    lines = Path(names, "countries_pddl.tsv").read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    pddl = {}
    for line in lines[1:]:
        row = dict(zip(head, line.split("\t")))
        pddl[row["iso2"].lower()] = row
    rigour = {}
    for line in Path(names, "rigour_territories.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rigour[row["code"]] = row

    rows, seen = [], set()
    text = Path(table).read_text(encoding="utf-8").splitlines()
    for line in text[1:]:
        cells = line.split("\t")
        cells += [""] * (COLUMNS - len(cells))
        rows.append(cells)
    codes = {cells[0].removeprefix("country:") for cells in rows}
    for code, demonym in TERRITORIES.items():
        row = pddl.get(code.lower())
        if row and code.lower() not in codes:
            name = MARKS.get(code, "") + bare(row["name"]).replace("St. ", "Saint ")
            rows.append([f"country:{code.lower()}", name, demonym] + [""] * (COLUMNS - 3))
    for cells in rows:
        for cell in (cells[1], cells[2], cells[4], cells[9], cells[10], cells[11]):
            seen.update(one.strip("^=~").lower() for one in cell.split("|"))
    for cells in rows:
        code = cells[0].removeprefix("country:")
        found = [
            pddl.get(code, {}).get("un_formal", ""),
            pddl.get(code, {}).get("official_en", ""),
            rigour.get(code, {}).get("full_name") or "",
        ]
        aliases = [one for one in cells[9].split("|") if one]
        for name in map(bare, found):
            # One word is a country's own name or an ambiguous one; longer ones say which.
            if " " in name and "," not in name and name.lower() not in seen:
                aliases.append(name)
                seen.add(name.lower())
        cells[9] = "|".join(aliases)
    out = [text[0]] + ["\t".join(cells) for cells in rows]
    Path(table).write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
