"""How a page looks that stands by itself: light and dark, on a phone and on paper."""

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c2825; --faint: #4d5b57; --line: #c9d3d0; --paper: #fff; --soft: #f1f5f4;
  --holds: #1f6f4a; --fails: #a3341f; --open: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eeec; --faint: #aebbb7; --line: #3d4b47; --paper: #131b19;
  --soft: #1d2825; --holds: #7bd0a5; --fails: #f0937f; --open: #eabf6a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.75rem; }
h1 { font-size: 2rem; line-height: 1.15; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
.place { color: var(--faint); margin: 0; font-size: 1.05rem; }
p { margin: 0 0 .7rem; max-width: 46rem; }
.stamp { font-size: .8rem; color: var(--faint); max-width: none;
  border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
footer .stamp { border: 0; border-top: 1px solid var(--line); padding: .4rem 0 1rem; }
.verdict { border-left: .45rem solid var(--open); background: var(--soft); padding: 1rem 1.25rem .6rem; margin-top: 1.4rem; }
.verdict h2 { margin: 0 0 .4rem; font-size: 1.45rem; }
.verdict.holds { border-color: var(--holds); } .verdict.holds h2 { color: var(--holds); }
.verdict.fails { border-color: var(--fails); } .verdict.fails h2 { color: var(--fails); }
.verdict.open h2 { color: var(--open); }
.basis { display: flex; flex-wrap: wrap; gap: .4rem 2rem; margin: 0; }
.basis div { max-width: 24rem; }
dt { color: var(--faint); font-size: .85rem; } dd { margin: 0; }
nav ol { columns: 2; padding-left: 1.4rem; margin: 0; } nav li { break-inside: avoid; padding: .1rem 0; }
a { color: inherit; text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 3px solid #3b8bc4; outline-offset: 2px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--faint); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; min-width: 11rem; }
.figures .value { font-weight: 700; min-width: 5.5rem; font-size: 1.02rem; } .figures .n { min-width: 5rem; }
.figures .uncertainty { min-width: 12rem; } .figures .period { min-width: 7.5rem; }
.figures .definition { min-width: 13rem; color: var(--faint); }
figure { margin: 1.2rem 0; } figcaption { color: var(--faint); font-size: .85rem; max-width: 46rem; margin-top: .3rem; }
.drawing { min-width: 34rem; max-width: 46rem; }
.drawing svg { width: 100%; height: auto; display: block; overflow: visible; }
code { font-size: .92em; white-space: nowrap; }
details { margin-top: .4rem; } summary { cursor: pointer; padding: .25rem 0; }
.notes, .missing { font-size: .92rem; } .notes ul, .missing ul { margin: 0; padding-left: 1.2rem; max-width: 46rem; }
.missing { border-left: .3rem solid var(--open); padding-left: .9rem; margin: .6rem 0 1rem; } .missing h3 { margin-top: 0; }
.about { color: var(--faint); font-size: .9rem; padding-bottom: 2rem; }
@media (max-width: 44rem) {
  h1 { font-size: 1.6rem; } nav ol { columns: 1; }
  .figures thead { display: none; } .figures, .figures tbody, .figures tr, .figures th, .figures td { display: block; }
  .figures tr { border-bottom: 1px solid var(--line); padding: .6rem 0; }
  .figures th, .figures td { border: 0; padding: .1rem 0; min-width: 0; }
  .figures td::before { content: attr(data-label) ": "; color: var(--faint); font-weight: 400; font-size: .85rem; }
  .figures .value::before { content: none; }
}
@media print { body { font-size: 10.5pt; } nav { display: none; } section, figure { break-inside: avoid; }
  details > div { display: block; } }
"""
