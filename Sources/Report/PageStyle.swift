/// The style sheet of a page.
enum PageStyle {
  static let text = """
    :root{\(Theme.light.variables);color-scheme:light}
    @media (prefers-color-scheme:dark){:root:not([data-theme=light]){\(Theme.dark.variables);color-scheme:dark}}
    :root[data-theme=dark]{\(Theme.dark.variables);color-scheme:dark}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;padding:2.5rem 1.25rem 4rem;max-width:60rem;background:var(--paper);color:var(--ink);\
    font:1rem/1.55 \(Theme.fontFamily);overflow-wrap:break-word}
    h1{font-size:1.9rem;line-height:1.2;margin:0 0 1rem}
    h2{font-size:1.3rem;line-height:1.3;margin:3rem 0 .75rem}
    p,ul{max-width:42rem;margin:0 0 .9rem}
    .lead{font-size:1.08rem}
    a{color:var(--blue);text-underline-offset:.15em}
    nav{margin:1.5rem 0 0;padding:.7rem 0;border-top:1px solid var(--faint);border-bottom:1px solid var(--faint)}
    nav ol{columns:2;column-gap:2rem;margin:0;padding-left:1.6rem}
    nav li{break-inside:avoid;padding:.1rem 0}
    figure{margin:1.75rem 0 2.25rem}
    figcaption{max-width:42rem;margin-top:.6rem;font-size:.9rem;line-height:1.45;color:var(--quiet)}
    figcaption b{color:var(--ink)}
    .save{white-space:nowrap}
    figcaption code{display:block;margin-top:.35rem;white-space:pre-wrap;font-size:.82rem;\
    font-family:\(Theme.monospaced)}
    figcaption code::before{content:'$ ';user-select:none}
    .fig{display:block;width:100%;height:auto;max-width:calc(var(--w)*1.75px)}
    .wide{overflow-x:auto;background:\
    linear-gradient(to right,var(--paper) 40%,transparent) 0 0/2.5rem 100% no-repeat local,\
    linear-gradient(to left,var(--paper) 40%,transparent) 100% 0/2.5rem 100% no-repeat local,\
    linear-gradient(to right,var(--shade),transparent) 0 0/.8rem 100% no-repeat scroll,\
    linear-gradient(to left,var(--shade),transparent) 100% 0/.8rem 100% no-repeat scroll}
    .wide .fig{min-width:calc(var(--w)*1.25px)}
    table{border-collapse:collapse;font-size:.9rem;line-height:1.35;margin:1.25rem 0 1.75rem;\
    font-variant-numeric:tabular-nums}
    caption{text-align:left;font-weight:bold;padding-bottom:.5rem}
    th,td{text-align:left;padding:.3rem 1.1rem .3rem 0;vertical-align:baseline}
    th:last-child,td:last-child{padding-right:0}
    thead th{border-bottom:1px solid var(--quiet)}
    tbody tr+tr td{border-top:1px solid var(--faint)}
    .number{text-align:right;white-space:nowrap}
    footer{margin-top:3.5rem;padding-top:.8rem;border-top:1px solid var(--faint);font-size:.85rem;\
    color:var(--quiet)}
    .theme{position:absolute;top:.6rem;right:.8rem;font:inherit;font-size:.85rem;color:var(--quiet);\
    background:none;border:0;padding:.3rem;cursor:pointer;text-decoration:underline;text-underline-offset:.15em}
    .reading{position:fixed;z-index:1;pointer-events:none;max-width:20rem;padding:.35rem .6rem;white-space:pre-line;\
    font-size:.82rem;line-height:1.4;font-variant-numeric:tabular-nums;color:var(--ink);background:var(--panel);\
    border:1px solid var(--quiet);border-radius:.2rem}
    \(Theme.pageFigureRules)
    @media (max-width:36rem){body{padding:2.6rem 1rem 3rem}h1{font-size:1.5rem}nav ol{columns:1}\
    th,td{padding-right:.9rem}.narrow .fig .tick,.narrow .fig .read{font-size:8.5px}\
    .narrow .fig .label{font-size:9.5px}}
    @media print{:root,:root:not([data-theme=light]),:root[data-theme=dark]{\(Theme.light.variables);\
    color-scheme:light}body{max-width:none;padding:0;font-size:10pt}h2,caption{break-after:avoid}\
    h2{margin-top:1.6rem}figure,tr{break-inside:avoid}table{font-size:7.5pt}\
    th,td{padding-right:.6rem}figure{margin:1rem 0 1.4rem}.wide{overflow:visible;background:none}.wide .fig{min-width:0}\
    .fig{max-width:calc(var(--w)*1pt)}nav,.save,.theme,.reading{display:none}a{color:inherit}}
    """
}
