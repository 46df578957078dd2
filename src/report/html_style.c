/* SPDX-License-Identifier: ISC
 *
 * Owns the looks of a page. Words have a contrast of at least 4.5 to 1 in both schemes, what is drawn 3 to 1; a colour
 * never says what words do not. Options have their colours by their place in the model.
 */
#include "report/html_view.h"

/* Of options by their place, for the light scheme and the dark one. */
#define COLOURS_LIGHT \
	"--o0:#5f6368;--o1:#1f6fb4;--o2:#b35806;--o3:#1d7f43;--o4:#6a51a3;--o5:#a8201a;--o6:#0a7480;--o7:#7d6100;" \
	"--o8:#8e3b8e;--o9:#4d6b2f;--o10:#ad1a6b;--o11:#3f5f9f"
#define COLOURS_DARK \
	"--o0:#b4b8bb;--o1:#7fb8ea;--o2:#f0a868;--o3:#7fcf96;--o4:#b9a6ea;--o5:#f28b82;--o6:#5fc9d6;--o7:#d9bd4a;" \
	"--o8:#dd9ee0;--o9:#aecb83;--o10:#f583bd;--o11:#9db4e8"

_Static_assert(MODEL_MOST_OPTIONS == 12, "each option has its colours here");

const char *const html_styles[] = {
	/* Colours. */
	":root{color-scheme:light dark;--page:#fdfdfb;--text:#1d1f21;--soft:#565b60;--line:#d6d7d1;--panel:#f3f4ef;--link:#0b55a0;"
	"--good:#17663a;--bad:#9b1c14;" COLOURS_LIGHT "}\n"
	"@media (prefers-color-scheme:dark){:root{--page:#16181a;--text:#e6e4df;--soft:#a9adab;--line:#3c4144;--panel:#1f2326;"
	"--link:#8ab8f0;--good:#86d3a0;--bad:#f5a097;" COLOURS_DARK "}}\n",
	/* The page and its text. */
	"*{box-sizing:border-box}\n"
	"body{margin:0;background:var(--page);color:var(--text);font:1.0625rem/1.6 system-ui,-apple-system,\"Segoe UI\",Roboto,"
	"\"Noto Sans\",\"Liberation Sans\",sans-serif;overflow-wrap:anywhere}\n"
	"main,footer{max-width:44rem;margin:0 auto;padding:2.5rem 1.25rem}\n"
	"footer{border-top:1px solid var(--line);padding-top:1rem;color:var(--soft);font-size:.875rem}\n"
	"h1,h2,h3,h4{line-height:1.25;margin:2.5rem 0 .75rem;text-wrap:balance}\n"
	"h1{font-size:1.9rem;margin-top:0}\nh2{font-size:1.35rem}\nh3{font-size:1.1rem}\nh4{font-size:1rem}\n"
	"section h3,section h4{margin-top:2rem}\n"
	"article+article{border-top:3px solid var(--line);margin-top:4rem;padding-top:3rem}\n"
	"article>header h2{font-size:1.6rem;margin-top:0}\narticle>header{margin-bottom:1.25rem}\n"
	"nav+article{margin-top:4rem}\n"
	"p{margin:.5rem 0}\nul,ol{padding-left:1.4rem}\nli{margin:.4rem 0}\n"
	"a{color:var(--link);text-underline-offset:.15em}\n"
	":focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
	".skip{position:absolute;left:-100vw}\n.skip:focus{left:1rem;top:1rem;background:var(--page);padding:.5rem 1rem;z-index:1}\n"
	".about,figcaption,caption,.cited,code{color:var(--soft);font-size:.875rem}\n"
	".cited{white-space:nowrap}\n"
	"code,pre{font-family:ui-monospace,\"Cascadia Mono\",Menlo,\"DejaVu Sans Mono\",monospace}\n"
	"code{font-size:.8125rem}\n"
	"pre{background:var(--panel);padding:.6rem .8rem;white-space:break-spaces;margin:.4rem 0}\n",
	/* The parts of a report. */
	".result{background:var(--panel);border-left:.4rem solid var(--soft);padding:1rem 1.25rem}\n"
	".leader{font-size:1.6rem;font-weight:700;line-height:1.25;margin-top:0}\n"
	".name{font-size:1.0625rem;font-weight:400;color:var(--soft)}\n"
	".spot{display:inline-block;width:.7em;height:.7em;border-radius:.2em;margin-right:.4em;background:var(--o)}\n"
	".reasons,.rest{list-style:none;padding:0}\n"
	".reasons>li{border-left:3px solid var(--line);padding-left:1rem;margin:1.1rem 0}\n"
	".reasons>li.for{border-color:var(--good)}\n.reasons>li.against,.reasons>li.out{border-color:var(--bad)}\n"
	".reasons p{margin:.15rem 0}\n.kind{font-weight:600;font-size:.9375rem}\n"
	".for .kind{color:var(--good)}\n.against .kind,.out .kind{color:var(--bad)}\n"
	"details{margin:.75rem 0}\nsummary{cursor:pointer;color:var(--link);font-size:.9375rem;padding:.25rem 0}\n"
	".rest>li{border-top:1px solid var(--line);padding-top:.5rem;font-size:.9375rem}\n"
	"table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.9375rem}\n"
	"caption{text-align:left;padding-bottom:.4rem}\n"
	"th,td{text-align:left;vertical-align:top;padding:.45rem .75rem .45rem 0;border-bottom:1px solid var(--line);font-weight:400}\n"
	"thead th,nav td{overflow-wrap:normal}thead th{font-weight:600}\n.flips th{white-space:nowrap}\n",
	/* Charts. */
	"figure{margin:1.75rem 0}\nfigcaption{margin-top:.25rem}\n"
	"svg{display:block}\nsvg text{fill:var(--text);font-size:.9375rem}\n"
	"svg .value{text-anchor:end;fill:var(--soft);font-size:.875rem}\n"
	".track{fill:var(--panel)}\n.bar{fill:var(--o);stroke:var(--page)}\n.perhaps{fill:var(--o);opacity:.4}\n"
	".likely{fill:var(--page);stroke:var(--o);stroke-width:1.5;stroke-dasharray:3 2}\n"
	".stop{fill:var(--text);stroke:var(--page)}\n"
	".axis{fill:var(--soft)}\n"
	".o0{--o:var(--o0)}.o1{--o:var(--o1)}.o2{--o:var(--o2)}.o3{--o:var(--o3)}.o4{--o:var(--o4)}.o5{--o:var(--o5)}"
	".o6{--o:var(--o6)}.o7{--o:var(--o7)}.o8{--o:var(--o8)}.o9{--o:var(--o9)}.o10{--o:var(--o10)}"
	".o11{--o:var(--o11)}\n"
	".result.o0,.result.o1,.result.o2,.result.o3,.result.o4,.result.o5,.result.o6,.result.o7,.result.o8,.result.o9,"
	".result.o10,.result.o11{border-color:var(--o)}\n",
	/* Narrow screens, and paper. */
	"@media (max-width:30rem){main,footer{padding:1.5rem 1rem}h1{font-size:1.5rem}.flips th{white-space:normal}"
	"nav table,nav caption,nav thead,nav tbody{display:block}nav thead th{font-size:.75rem;padding-right:0}"
	"nav tr{display:grid;grid-template-columns:repeat(auto-fit,minmax(7rem,1fr));"
	"border-bottom:1px solid var(--line)}nav th,nav td{border:0}nav th:first-child{grid-column:1/-1}"
	"nav td{padding-top:0}}\n"
	"@media print{:root{color-scheme:light;--page:#fff;--text:#000;--soft:#444;--line:#bbb;--panel:#f4f4f4;--link:#000;--good:#0b4d28;"
	"--bad:#8a0f08;" COLOURS_LIGHT "}body{font-size:10.5pt}main,footer{max-width:none;padding:0}"
	".skip{display:none}article+article,nav+article{break-before:page;border:0;margin:0;padding:0}"
	"h1,h2,h3,h4,caption,thead{break-after:avoid}li,tr,figure,.result{break-inside:avoid}"
	".sources a::after{content:\" <\" attr(href) \">\"}"
	".bar,.likely,.stop,.perhaps,.track,.spot,.result{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n",
	NULL,
};
