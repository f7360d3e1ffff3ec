// SPDX-License-Identifier: MIT
#include "formats/audit/repairwriters.h"

#include "text/terminaltext.h"

#include <QHash>

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr RepairFormat kRepairFormats[] = {
    {"nginx"_L1, QT_TRANSLATE_NOOP("audit", "nginx"), writeNginxRules},
    {"apache"_L1, QT_TRANSLATE_NOOP("audit", "Apache"), writeApacheRules},
    {"caddy"_L1, QT_TRANSLATE_NOOP("audit", "Caddy"), writeCaddyRules},
    {"netlify"_L1, QT_TRANSLATE_NOOP("audit", "Netlify, _redirects"), writeNetlifyRules},
    {"cloudflare"_L1, QT_TRANSLATE_NOOP("audit", "Cloudflare Pages, _redirects"), writeCloudflareRules},
    {"hurl"_L1, QT_TRANSLATE_NOOP("audit", "Hurl, to check them"), writeHurlChecks},
};

QString againstText(const RepairRule &rule, const QString &reason)
{
    return u"%1: %2 %3 to %4: %5."_s.arg(rule.place, QString::fromLatin1(rule.method), QString::fromLatin1(rule.source),
                                         QString::fromLatin1(rule.target), reason);
}

} // namespace

std::span<const RepairFormat> repairFormats()
{
    return kRepairFormats;
}

const RepairFormat *repairFormat(QStringView id)
{
    const auto *const found =
        std::ranges::find_if(kRepairFormats, [&](const RepairFormat &format) { return id == format.id; });
    return found == std::end(kRepairFormats) ? nullptr : found;
}

FormatRules rulesFor(const Repair &repair, const std::function<QString(const RepairRule &rule)> &reasonAgainst)
{
    FormatRules written{.rules = {}, .leftOut = repair.leftOut};
    QHash<QByteArray, qsizetype> bySource;
    for (const RepairRule &rule : repair.rules) {
        const auto other = bySource.constFind(rule.source);
        if (other != bySource.constEnd()) {
            const RepairRule &first = written.rules[*other];
            if (first.target != rule.target || first.status != rule.status)
                written.leftOut.append(againstText(
                    rule, u"%1 has another rule for this URL, and the rules are the same for all methods"_s.arg(
                              first.place)));
            continue;
        }
        if (const QString reason = reasonAgainst(rule); !reason.isEmpty()) {
            written.leftOut.append(againstText(rule, reason));
            continue;
        }
        bySource.insert(rule.source, written.rules.size());
        written.rules.append(rule);
    }
    return written;
}

QByteArray commentLines(const QStringList &sentences)
{
    QByteArray lines;
    for (const QString &sentence : sentences)
        lines += "# " + terminalText(sentence).toUtf8() + '\n';
    return lines;
}

QByteArray leftOutLines(const QStringList &sentences)
{
    return sentences.isEmpty()
               ? QByteArray()
               : "\n# Not repaired: " + QByteArray::number(sentences.size()) + '\n' + commentLines(sentences);
}

QByteArray ruleComment(const RepairRule &rule)
{
    return commentLines({rule.note.isEmpty() ? rule.place : rule.place + u": "_s + rule.note});
}

} // namespace hopscope
