// SPDX-License-Identifier: MIT
#include "formats/audit/auditdiff.h"
#include "formats/audit/auditreport.h"
#include "formats/write/markdown.h"
#include "text/terminaltext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr AuditChange kToldChanges[] = {AuditChange::Broken, AuditChange::Changed, AuditChange::New, AuditChange::Gone,
                                        AuditChange::Fixed};
constexpr int kDiffVersion = 1;

/// "Broken 1, changed 0, new 2, gone 0, fixed 3; 12 are the same."
QString diffCounts(const AuditDiff &diff)
{
    QStringList parts;
    for (const AuditChange change : kToldChanges)
        parts.append(u"%1 %2"_s.arg(QString(idOf(change)), QString::number(countOf(diff, change))));
    return u"%1; as before %2"_s.arg(parts.join(u", "_s), QString::number(diff.same));
}

QString questionText(const AuditResult &row)
{
    return row.method == "GET"_L1 ? row.source : row.method + u' ' + row.source;
}

QByteArray writeDiffText(const AuditDiff &diff)
{
    QString text = diffCounts(diff) + u'\n';
    for (const AuditDifference &each : diff.differences)
        text += u"\n%1  %2: %3\n  %4\n"_s.arg(QString(idOf(each.change)), terminalText(rowText(each.row)),
                                              terminalText(questionText(each.row)), terminalText(each.sentence));
    return text.toUtf8();
}

QByteArray writeDiffMarkdown(const AuditDiff &diff)
{
    QString text = u"## Redirect audits compared\n\n%1\n"_s.arg(diffCounts(diff));
    std::optional<AuditChange> chapter;
    for (const AuditDifference &each : diff.differences) {
        if (chapter != each.change) {
            QString title(idOf(each.change));
            title[0] = title[0].toUpper();
            text += u"\n### %1\n\n| Line | Source | What differs |\n|---|---|---|\n"_s.arg(title);
            chapter = each.change;
        }
        text += markdownRow({rowText(each.row), questionText(each.row), each.sentence}) + u'\n';
    }
    return text.toUtf8();
}

QByteArray writeDiffJson(const AuditDiff &diff)
{
    QJsonObject counts{{u"same"_s, diff.same}};
    for (const AuditChange change : kToldChanges)
        counts.insert(idOf(change), countOf(diff, change));
    QJsonArray rows;
    const auto wordOrNull = [](const QString &word) { return word.isEmpty() ? QJsonValue() : QJsonValue(word); };
    for (const AuditDifference &each : diff.differences)
        rows.append(QJsonObject{{u"change"_s, idOf(each.change)},
                                {u"id"_s, QString::fromLatin1(each.row.id)},
                                {u"file"_s, each.row.place.file},
                                {u"line"_s, each.row.place.line},
                                {u"variant"_s, each.row.variant},
                                {u"method"_s, each.row.method},
                                {u"source"_s, each.row.source},
                                {u"before"_s, wordOrNull(each.verdictBefore)},
                                {u"now"_s, wordOrNull(each.verdictNow)},
                                {u"sentence"_s, each.sentence}});
    return QJsonDocument(QJsonObject{{u"format"_s, u"hopscope-audit-diff"_s},
                                     {u"version"_s, kDiffVersion},
                                     {u"counts"_s, counts},
                                     {u"differences"_s, rows}})
        .toJson();
}

constexpr AuditDiffFormat kDiffFormats[] = {
    {"text"_L1, QT_TRANSLATE_NOOP("audit", "Text"), writeDiffText},
    {"markdown"_L1, QT_TRANSLATE_NOOP("audit", "Markdown"), writeDiffMarkdown},
    {"json"_L1, QT_TRANSLATE_NOOP("audit", "JSON"), writeDiffJson},
};

} // namespace

std::span<const AuditDiffFormat> auditDiffFormats()
{
    return kDiffFormats;
}

const AuditDiffFormat *auditDiffFormat(QStringView id)
{
    const auto *const found =
        std::ranges::find_if(kDiffFormats, [&](const AuditDiffFormat &format) { return id == format.id; });
    return found == std::end(kDiffFormats) ? nullptr : found;
}

} // namespace hopscope
