// SPDX-License-Identifier: MIT
#include "paint/htmltext.h"

#include "paint/colors.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

const QString kRules = uR"(
body { margin: 0; background: var(--window); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 24px; }
article + article { margin-top: 48px; }
h1 { font-size: 1.4em; } h2 { font-size: 1.15em; margin: 0 0 8px; } h3 { font-size: 1em; margin: 16px 0 4px; }
section { background: var(--surface); border: 1px solid var(--border); border-radius: 6px; padding: 16px; margin: 16px 0; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; unicode-bidi: isolate; }
pre { white-space: pre-wrap; background: var(--window); border: 1px solid var(--line); padding: 8px; margin: 4px 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.9em; }
th, td { text-align: left; vertical-align: top; padding: 4px 8px; border-bottom: 1px solid var(--line); }
td { overflow-wrap: anywhere; } td:first-child, td:nth-child(3), td:nth-child(4) { min-width: 9em; }
td:nth-child(2) { white-space: nowrap; }
.muted { color: var(--muted); } figure { margin: 16px 0; } svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--text); font: 13px system-ui, sans-serif; white-space: pre; }
svg .mono { font: 12px ui-monospace, monospace; } svg .muted { fill: var(--muted); } svg .bold { font-weight: bold; }
svg .card { fill: var(--surface); stroke: var(--border); } svg .mark { fill: var(--mark); } svg .line { fill: var(--border); }
svg .failed { stroke: var(--bad-border); } svg .back { fill: none; stroke: var(--accent); stroke-width: 2; }
svg .head { fill: var(--accent); }
@media print { body { background: none; } main { max-width: none; padding: 0; } section { break-inside: auto; } tr, h2, h3 { break-inside: avoid; }
h2, h3 { break-after: avoid; } }
)"_s;

QString hex(QRgb color)
{
    return u"#%1"_s.arg(color & 0xffffffU, 6, 16, QChar(u'0'));
}

QString variables(const Colors &colors)
{
    QString text;
    const auto add = [&](const char *name, QRgb color) {
        text += u"--%1:%2;"_s.arg(QString::fromLatin1(name), hex(color));
    };
    add("window", colors.window);
    add("surface", colors.surface);
    add("border", colors.border);
    add("line", colors.line);
    add("text", colors.text);
    add("muted", colors.muted);
    add("accent", colors.accent);
    add("mark", colors.mark);
    add("bad-border", colors.bad.border);
    return text;
}

QString tones(const Colors &colors)
{
    const std::pair<const char *, const Tone *> all[] = {
        {"good", &colors.good},   {"warn", &colors.warn}, {"bad", &colors.bad},  {"info", &colors.info},
        {"plain", &colors.plain}, {"get", &colors.get},   {"post", &colors.post}};
    QString text;
    for (const auto &[name, tone] : all)
        text += u"svg .%1{fill:%2;stroke:%3}svg text.%1{fill:%4;stroke:none}span.%1{background:%2;color:%4;"
                "border:1px solid %3;border-radius:8px;padding:0 6px}\n"_s.arg(
                    QString::fromLatin1(name), hex(tone->fill), hex(tone->border), hex(tone->text));
    return text;
}

} // namespace

QString htmlStyle()
{
    const QString lightRules =
        u":root{color-scheme:light dark;%1}\n"_s.arg(variables(lightColors())) + tones(lightColors());
    const QString darkRules = u"@media screen and (prefers-color-scheme: dark){:root{%1}\n%2}\n"_s.arg(
        variables(darkColors()), tones(darkColors()));
    return lightRules + darkRules + kRules;
}

} // namespace hopscope
