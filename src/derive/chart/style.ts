/** How a chart looks, in the colours of the page it stands on (tokens of the design). No size is set here. */
export const chartStyle = `.chart { display: block; font-family: var(--sans, sans-serif); }
.chart text { fill: var(--ink); }
.chart .chart-title { font-weight: 600; }
.chart .chart-who, .chart .chart-stays, .chart .chart-limit { fill: var(--ink-2); }
.chart .chart-if { fill: var(--zhu); }
.chart .chart-frame { fill: var(--sheet); stroke: var(--line-3); stroke-width: 1; }
.chart .chart-state .chart-frame, .chart .chart-final .chart-frame { fill: var(--well); stroke: var(--ink-2); stroke-width: 1.5; }
.chart .chart-inner { fill: none; stroke: var(--ink-2); stroke-width: 1; }
.chart .chart-start .chart-frame { fill: var(--ink-2); stroke: none; }
.chart .chart-clock-move .chart-frame, .chart .chart-automatic .chart-frame { stroke-dasharray: 5 4; }
.chart .is-here .chart-frame { fill: var(--hu-wash); stroke: var(--hu); stroke-width: 3; }
.chart .chart-way { fill: none; stroke: var(--line-3); stroke-width: 1.25; }
.chart .chart-head { fill: var(--line-3); }
.chart .chart-dial circle { fill: var(--sheet); stroke: var(--ink-3); stroke-width: 1.25; }
.chart .chart-dial path { fill: none; stroke: var(--ink-3); stroke-width: 1.25; stroke-linecap: round; }
.chart .chart-post { fill: none; stroke: var(--zhu); stroke-width: 2; }
.chart .chart-law rect { fill: var(--sheet); stroke: var(--zhu); stroke-width: 1.5; }
.chart .chart-law text { fill: var(--zhu); font-weight: 600; }
`

/** The design's colours for a chart that stands alone, in the light and in the dark. */
export const aloneStyle = `:root { color-scheme: light dark; --sans: 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif;
  --ink: #1b1e22; --ink-2: #454c54; --ink-3: #5f6771; --sheet: #ffffff; --well: #f3f0ea; --line-3: #8a8478;
  --zhu: #a2231d; --hu: #0e4d6c; --hu-wash: #e9f1f5; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae5; --ink-2: #c3c4c4; --ink-3: #a0a5aa; --sheet: #1c2024; --well: #23282d;
  --line-3: #7c858e; --zhu: #f0897f; --hu: #8cc4e0; --hu-wash: #15303d; } }
.chart-paper { fill: var(--sheet); }
`
