"""Tables that are large, deep, crossed or damaged."""

from tests.faults.hostile.parts import MARKER, Listed, fix, scatter


def list_tables() -> Listed:
    head = "lat,lon,name\n"
    wide = ",".join(f"c{n}" for n in range(10_000))
    columns = ",".join(f"c{n}" for n in range(990))
    yield "a line of 10 MB", "a.csv", fix("x" * 9_990_000)
    yield "a line of 10 MB of separators", "a.csv", fix(";" * 9_990_000)
    yield "a cell of 9 MB", "a.csv", fix(head + '1,2,"' + "x" * 9_900_000 + '"')
    yield "9 MB of quotation marks", "a.csv", fix(head + '"' * 9_900_000)
    yield "a quotation mark that is never closed", "a.csv", fix(head + '1,2,"' + "a\n" * 4_900_000)
    yield "a table of 10,000 columns", "a.csv", fix(f"lat,lon,{wide}\n1,2" + ",3" * 10_000)
    yield (
        "4,900 rows of 992 columns",
        "a.csv",
        fix(f"lat,lon,{columns}\n" + ("1,2" + ",3" * 990 + "\n") * 4_900),
    )
    yield (
        "990 columns of one name",
        "a.csv",
        fix("lat,lon" + ",x" * 990 + "\n" + ("1,2" + ",3" * 990 + "\n") * 4_900),
    )
    yield "five million blank lines", "a.csv", fix(head + "\n" * 9_900_000)
    yield "a million rows", "a.tsv", fix("lat\tlon\n" + "1\t2\n" * 2_000_000)
    yield "zero bytes", "a.csv", fix(head + "1,2,\0\n" * 1_000)
    yield "degrees of 9 MB of digits", "a.csv", fix(head + "1" * 9_900_000 + ",2,a")
    yield "NaN and inf for degrees", "a.csv", fix(head + "nan,inf,a\n1e99,1e99,b\n")
    yield (
        "a header of 990 similar names",
        "a.csv",
        fix(",".join(f"latitud{'x' * 90}{n}" for n in range(990)) + "\n1"),
    )
    yield "names for other programs", "a.csv", fix(f"{head}1,2,=1+1\n1,2,{MARKER}\n")
    yield (
        "collections in well-known text, 50,000 deep",
        "a.csv",
        fix('wkt,name\n"' + "GEOMETRYCOLLECTION(" * 50_000 + '",a'),
    )
    yield (
        "a random area in well-known text",
        "a.csv",
        lambda d: (
            'wkt,name\n"POLYGON((' + ",".join(f"{x} {y}" for x, y in scatter(d, 4_000)) + '))",a\n'
        ).encode(),
    )
    yield (
        "4,900 lines of 150 points in well-known text",
        "a.csv",
        fix("wkt,name\n" + ('"LINESTRING(' + ",".join(f"{n} {n % 7}" for n in range(90)) + ')",a\n') * 4_900),
    )
    yield "letters that combine, 9 MB", "a.csv", fix("lat,lon,n\n1,2," + "e\u0301" * 3_000_000)
