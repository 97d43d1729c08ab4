"""The table: on the terminal and in docs/performance.md."""

import datetime

ENGINE, CONSOLE = "bench", "bench console"  # the tables of docs/performance.md
HEAD = ("Measure", "Signalbox", "Beside it", "Ratio", "Aim", "")


def verdict(row):
    return {True: "ok", False: "over", None: ""}[row.good] + (" \\*" if row.busy else "")


def cells(row):
    return (row.measure, row.ours, row.yardstick, row.ratio, row.aim, verdict(row))


def on_terminal(rows):
    table = [HEAD, *(tuple(c.replace("`", "").replace("\\", "") for c in cells(row)) for row in rows)]
    widths = [max(len(line[i]) for line in table) for i in range(len(HEAD))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip()
             for line in table]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def show(rows, description, broken):
    """Prints everything."""
    print("\n".join(f"{what}: {which}" for what, which in description), end="\n\n")
    print(on_terminal(rows), end="\n\n")
    for note in busy_note(rows) + [f"broke: {text}" for text in broken]:
        print(note)


def busy_note(rows):
    """[] if nobody else used the machine."""
    said = dict.fromkeys(row.busy for row in rows if row.busy)
    if not said:
        return []
    return ["* The machine was busy with other work meanwhile, so these figures are noise: "
            + "; ".join(said) + "."]


def in_markdown(rows, description, broken):
    lines = [f"Measured on {datetime.date.today().isoformat()}.", ""]
    lines += [f"- {what}: {which}" for what, which in description]
    lines += ["", "| " + " | ".join(HEAD) + " |", "|" + " --- |" * len(HEAD)]
    lines += ["| " + " | ".join(cells(row)) + " |" for row in rows]
    for note in busy_note(rows) + [f"Not measured: {text}" for text in broken]:
        lines += ["", note.replace("* ", "\\* ", 1)]
    return "\n".join(lines)


def markers(table):
    """What stands around a table."""
    return f"<!-- {table}: begin -->", f"<!-- {table}: end -->"


def write(page, table, text):
    """Replaces what stands between the markers."""
    begin, end = markers(table)
    before, rest = page.read_text(encoding="utf-8").split(begin, 1)
    after = rest.split(end, 1)[1]
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
