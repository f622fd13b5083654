/** The style sheet of all pages: one column, quiet colours, light and dark on screen, black on white on paper. */
import { themeCss } from '../../charts/theme.ts';

const page = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--rc-surface);color:var(--rc-ink);font:400 1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main,header.top,footer{max-width:54rem;margin:0 auto;padding:0 1.5rem}
header.top{padding-top:3.5rem}
footer{padding-top:2rem;padding-bottom:3rem;color:var(--rc-muted);font-size:.875rem}
a{color:var(--rc-accent);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,.table:focus-visible{outline:2px solid var(--rc-accent);outline-offset:3px;border-radius:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--rc-surface);padding:.5rem}
.over{margin:0;color:var(--rc-muted);font-size:.9375rem}
h1{margin:.4rem 0 1.4rem;font-size:clamp(1.6rem,4.2vw,2.25rem);line-height:1.18;font-weight:650;letter-spacing:-.018em;text-wrap:balance}
h2{margin:0 0 .75rem;font-size:1.4rem;line-height:1.3;font-weight:650;letter-spacing:-.01em}
h3{margin:2rem 0 .5rem;font-size:1.05rem;line-height:1.4;font-weight:650}
section{padding:2.5rem 0 .5rem;margin-top:2rem;border-top:1px solid var(--rc-grid)}
p{margin:0 0 .9rem;max-width:44rem;text-wrap:pretty}
.lead p{font-size:1.0625rem}
.muted,figcaption,caption small,th small,td small{color:var(--rc-muted)}
small{font-size:.8125rem;line-height:1.45}
nav.contents{margin:2rem 0 0;font-size:.9rem;line-height:2}
nav.contents ul{margin:0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:0 1.25rem}
nav.contents a{text-decoration:none}nav.contents a:hover{text-decoration:underline}
`;

const figures = `
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:1px;margin:2rem 0 0;padding:0;background:var(--rc-grid);border:1px solid var(--rc-grid);border-radius:8px;overflow:hidden}
.tiles>div{background:var(--rc-surface);padding:1rem 1.1rem 1.1rem}
.tiles dt{font-size:.8125rem;color:var(--rc-muted)}
.tiles dd{margin:0}
.tiles .value{font-size:1.8rem;line-height:1.25;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.tiles .note{font-size:.8125rem;line-height:1.4;color:var(--rc-muted);font-variant-numeric:tabular-nums}
figure{margin:1.5rem 0 1.75rem}
figcaption{margin-top:.5rem;font-size:.875rem;line-height:1.5;max-width:44rem}
svg.rc-chart{display:block;max-width:100%;height:auto}
.narrow{display:none}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 2.5rem}
.pair figure{margin-bottom:.75rem}
.table{overflow-x:auto;margin:1.25rem 0 1.75rem}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.45;font-variant-numeric:tabular-nums}
caption{caption-side:top;text-align:left;padding-bottom:.6rem;color:var(--rc-muted);font-size:.875rem}
th,td{padding:.5rem .9rem .5rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rc-grid);overflow-wrap:break-word}
th:last-child,td:last-child{padding-right:0}
thead th{font-size:.8125rem;font-weight:500;color:var(--rc-muted);border-bottom-color:var(--rc-faint);vertical-align:bottom}
tbody th{font-weight:500}
tbody th:not(.number){min-width:8rem}
.pair table{font-size:.85rem}.pair th,.pair td{padding-top:.3rem;padding-bottom:.3rem}
th small,td small{display:block;font-weight:400}
td bdi,th bdi{display:inline-block;max-width:22rem;overflow-wrap:anywhere}
.number{text-align:right;white-space:nowrap}
.number .reason{white-space:normal;max-width:13rem;margin-left:auto}
p.note{font-size:.8125rem;line-height:1.5;color:var(--rc-muted);margin:-.75rem 0 1.75rem;max-width:none}
.key{font-size:.875rem;color:var(--rc-muted);margin:0 0 .5rem}
.key svg{width:.9em;height:.9em;vertical-align:-.05em;overflow:visible}
`;

const parts = `
.finding{margin:0 0 1rem;padding:1.1rem 1.25rem .35rem;border:1px solid var(--rc-grid);border-left:4px solid var(--rc-common);border-radius:6px}
.finding.critical{border-left-color:var(--rc-bad)}
.finding.warning{border-left-color:var(--rc-rare)}
.finding h3{margin:.1rem 0 .6rem}
.finding dl{display:grid;grid-template-columns:7.5rem minmax(0,1fr);gap:.15rem 1rem;margin:0;font-size:.9375rem}
.finding dt{color:var(--rc-muted)}
.finding dd{margin:0 0 .6rem}
.finding .item+.item,.finding .shared{border-top:1px solid var(--rc-grid);padding-top:.8rem;margin-top:.4rem}
details.finding{padding:.6rem 1.1rem;margin:0 0 .5rem;border-left-width:1px}
details.finding[open] summary{margin-bottom:.6rem}
.severity{display:block;font-size:.75rem;font-weight:650;letter-spacing:.06em;text-transform:uppercase;color:var(--rc-muted)}
.critical .severity,.hurts{color:var(--rc-bad)}
.warning .severity{color:var(--rc-rare)}
.helps{color:var(--rc-good)}
.helps,.hurts{font-weight:650}
.verdict{white-space:nowrap}
.aside{border-left:3px solid var(--rc-grid);padding-left:1.1rem;margin:1.25rem 0}
ul.plain{margin:0 0 1rem;padding-left:1.1rem;max-width:44rem}
ul.plain li{margin-bottom:.3rem}
details{margin:1rem 0}
summary{cursor:pointer;font-weight:500}
dl.facts{display:grid;grid-template-columns:minmax(8rem,13rem) minmax(0,1fr);gap:.35rem 1.25rem;margin:0 0 1.25rem;font-size:.9375rem;font-variant-numeric:tabular-nums}
dl.facts dt{color:var(--rc-muted)}
dl.facts dd{margin:0}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
`;

const narrowScreens = `
@media screen and (max-width:46rem){
.pair{grid-template-columns:minmax(0,1fr)}
}
@media screen and (max-width:36rem){
main,header.top,footer{padding-left:1.1rem;padding-right:1.1rem}
header.top{padding-top:2rem}
.wide{display:none}.narrow{display:block}
.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}
.finding dl{grid-template-columns:minmax(0,1fr);gap:0}
.finding dt{font-size:.8125rem}
dl.facts{grid-template-columns:minmax(0,1fr);gap:0}
dl.facts dd{margin-bottom:.6rem}
.stacks thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stacks table,.stacks caption,.stacks tbody{display:block}
.stacks tbody tr{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;padding:.6rem 0;border-bottom:1px solid var(--rc-grid)}
.stacks tbody th,.stacks tbody td{padding:0;border:0;text-align:left;white-space:normal}
.stacks tbody th{flex:1 0 100%}
.stacks tbody td{flex:0 1 auto;min-width:5.25rem}
.stacks tbody td:empty{display:none}
.stacks tbody td::before{content:attr(data-label);display:block;font-size:.75rem;color:var(--rc-muted)}
}
`;

/** Paper shows what the screen folds away. */
const print = `
@media print{
@page{margin:16mm 15mm}
body{font-size:10pt;line-height:1.45;background:#fff;color:#000}
main,header.top,footer{max-width:none;padding:0}
header.top{padding-top:0}
nav.contents,.skip{display:none}
h1{font-size:20pt}h2{font-size:14pt}
section{padding-top:1.2rem;margin-top:1rem}
h2,h3,caption,.severity{break-after:avoid}
figure,.item,details.finding,.tiles,tr,dl.facts div{break-inside:avoid}
.tiles{grid-template-columns:repeat(4,minmax(0,1fr))}
.tiles>div{padding:.6rem .8rem}
thead{display:table-header-group}
.table{overflow:visible}
details::details-content{content-visibility:visible;block-size:auto}
summary{list-style:none}
a{color:inherit;text-decoration:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;

export const styleSheet: string = [themeCss(), page, figures, parts, narrowScreens, print].join('\n');
