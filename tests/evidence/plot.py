# SPDX-License-Identifier: ISC
"""The plot of the report, by gnuplot: for each workload the ratio of each model to the best one."""
import shutil
import subprocess

from workload import MODELS

COLOURS = ("#4c72b0", "#dd8452", "#55a868", "#8172b3")

SCRIPT = """\
set terminal svg size 1200,560 font "sans,13" background "white"
set output {path}
set style data histograms
set style histogram clustered gap 1
set style fill solid noborder
set logscale y
set yrange [0.9:20]
set ytics (1, 1.25, 1.5, 2, 3, 5, 10, 20)
set ylabel "ratio to the best (bars are cut at 20)"
set grid ytics
set xtics rotate by -40 nomirror
set key outside top center horizontal
$measured << END
{rows}
END
plot {bars}, 1 with lines linecolor "black" notitle, \
    1.25 with lines linecolor "black" dashtype 2 notitle
"""


def draw(findings, path):
    """Draws the plot into a file. Returns an empty text, or why there is none."""
    gnuplot = shutil.which("gnuplot")
    if not gnuplot:
        return "There is no plot: gnuplot is not installed (in Debian: gnuplot-nox)."
    rows = [" ".join([found.name, *(f"{found.ratio(model):.4f}" for model in MODELS)]) for found in findings]
    bars = [
        f'$measured using {column}:xtic(1) title "{model}" linecolor rgb "{colour}"'
        for column, (model, colour) in enumerate(zip(MODELS, COLOURS), start=2)
    ]
    quoted = "'" + path.replace("'", "''") + "'"
    script = SCRIPT.format(path=quoted, rows="\n".join(rows), bars=", ".join(bars))
    ended = subprocess.run([gnuplot], input=script, capture_output=True, text=True, check=False)
    if ended.returncode:
        return f"There is no plot: gnuplot ended with status {ended.returncode}: {ended.stderr.strip()}"
    return ""
