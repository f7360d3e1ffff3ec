// SPDX-License-Identifier: MIT
#include "formats/audit/listkinds.h"

#include "text/utf8text.h"

#include <QUtf8StringView>
#include <QtGlobal>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Source, target and status.
constexpr qsizetype kMostWords = 3;

bool isAnyText(const QByteArray &)
{
    return true;
}

void readLines(const QByteArray &text, ListReading &reading)
{
    eachLine(text, [&](QByteArrayView bytes, qint64 number) {
        if (const QString reason = notTextReason(bytes); !reason.isEmpty()) {
            reading.fail(number, reason);
            return;
        }
        const QString line = QString::fromUtf8(bytes).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            return;
        const QStringList words = line.simplified().split(u' ');
        if (words.size() > kMostWords) {
            reading.fail(number,
                         u"there are %1 words: write a URL, or a source, a target and a status"_s.arg(words.size()));
            return;
        }
        reading.rows.append({.place = reading.at(number),
                             .source = words.value(0),
                             .target = words.value(1),
                             .status = words.value(2)});
    });
}

constexpr ListKind kListKinds[] = {
    {"sitemap"_L1, QT_TRANSLATE_NOOP("audit", "Sitemap"), looksLikeSitemap, readSitemap},
    {"html"_L1, QT_TRANSLATE_NOOP("audit", "Links of a web page"), looksLikeHtmlPage, readHtmlLinks},
    {"csv"_L1, QT_TRANSLATE_NOOP("audit", "Table, CSV"), looksLikeCsvList, readCsvList},
    {"markdown"_L1, QT_TRANSLATE_NOOP("audit", "Links of Markdown"), looksLikeMarkdown, readMarkdownLinks},
    {"lines"_L1, QT_TRANSLATE_NOOP("audit", "Lines of URLs"), isAnyText, readLines},
};

} // namespace

std::span<const ListKind> listKinds()
{
    return kListKinds;
}

const ListKind *listKind(QStringView id)
{
    const auto *const found = std::ranges::find_if(kListKinds, [&](const ListKind &kind) { return id == kind.id; });
    return found == std::end(kListKinds) ? nullptr : found;
}

void readList(const QByteArray &bytes, ListReading &reading)
{
    const QByteArray text = plainUtf8(bytes);
    const ListKind *kind = listKind(reading.options.kind);
    if (!kind)
        kind = std::ranges::find_if(kListKinds, [&](const ListKind &each) { return each.sniff(text); });
    // The declaration of a sitemap in UTF-16 would contradict the converted text.
    kind->read(kind->read == readSitemap ? bytes : text, reading);
}

QString notTextReason(QByteArrayView bytes)
{
    if (bytes.contains('\0'))
        return u"there is a NUL byte: save the list as text in UTF-8"_s;
    if (!QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8())
        return u"the bytes are not UTF-8: save the list in UTF-8"_s;
    return {};
}

} // namespace hopscope
