/** The report's style, for screens and for printing on A4 or Letter without breaking table rows. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
body { font: 14px/1.45 system-ui, "Segoe UI", sans-serif; color: #1b1b1b; background: #fff; max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 2px solid #1b1b1b; padding-bottom: .2rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p { margin: .3rem 0; overflow-wrap: anywhere; }
.small { font-size: .85em; color: #555; }
.figures { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; margin: 1.25rem 0; padding: .75rem 1rem; border: 1px solid #c8c8c8; border-radius: 6px; }
.figures dt { font-size: .85em; color: #555; }
.figures dd { margin: 0; font-size: 1.4rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #d6d6d6; overflow-wrap: break-word; }
.history table, .changes table { table-layout: fixed; }
.changes th:nth-child(3) { width: 45%; }
section { overflow-x: auto; }
th { font-size: .85em; color: #555; font-weight: 600; }
td { font-variant-numeric: tabular-nums; }
.place { overflow-wrap: anywhere; }
.mark { font-weight: 600; }
.mark.retired { color: #a4262c; }
.mark.out-of-support, .mark.below-minimum { color: #8a4b00; }
.mark.supported, .mark.migrated, .mark.decommissioned { color: #0b6a0b; }
@media print {
  body { font-size: 9.5pt; margin: 0; padding: 0; max-width: none; }
  a { color: inherit; text-decoration: none; }
  thead { display: table-header-group; }
  section { overflow: visible; }
  tr, .figures { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  @page { margin: 15mm; }
}
`;
