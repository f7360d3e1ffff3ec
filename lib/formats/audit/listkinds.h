// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditlist.h"

#include <QLatin1StringView>

#include <span>

namespace hopscope
{

/// A row as it stands in a list; nothing is checked.
struct ListedRow {
    ListPlace place;
    QString source;
    QString target;
    QString status;
    QString method;
    QString note;
    bool isLink = false; ///< a reference in a page: a relative one belongs to the page's base
};

/// What a reader adds to, and where it reads.
struct ListReading {
    QString file;
    const AuditListOptions &options;
    QByteArray base; ///< that the page names itself
    QList<ListedRow> rows;
    QList<ListFault> faults;
    QStringList notes;

    ListPlace at(qint64 line) const { return {file, line}; }
    void fail(qint64 line, const QString &reason) { faults.append({at(line), reason}); }
};

/// A kind of list. One row of listKinds().
struct ListKind {
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("audit", ...)
    bool (*sniff)(const QByteArray &text);
    /// Text is UTF-8 without a byte order mark; a sitemap may have any encoding that XML can name.
    void (*read)(const QByteArray &text, ListReading &reading);
};

/// In the order in which they are asked whether a list is theirs; the last one takes every text.
std::span<const ListKind> listKinds();
/// nullptr if there is none.
const ListKind *listKind(QStringView id);
/// Reads one list of the kind that the options name, or that it tells by itself.
void readList(const QByteArray &bytes, ListReading &reading);

/// Lines of a text, whatever their ends are. `read(line, number)` gets them without the end; empty ones, too.
template <typename Read>
void eachLine(QByteArrayView text, Read read)
{
    qint64 number = 1;
    for (qsizetype at = 0; at < text.size(); ++number) {
        qsizetype end = at;
        while (end < text.size() && text[end] != '\n' && text[end] != '\r')
            ++end;
        read(text.sliced(at, end - at), number);
        at = end + 1 + (text.sliced(end).startsWith("\r\n") ? 1 : 0);
    }
}

/// Empty, or why these bytes are no text.
QString notTextReason(QByteArrayView bytes);

// The kinds.
bool looksLikeSitemap(const QByteArray &text);
void readSitemap(const QByteArray &text, ListReading &reading);
bool looksLikeHtmlPage(const QByteArray &text);
void readHtmlLinks(const QByteArray &text, ListReading &reading);
bool looksLikeMarkdown(const QByteArray &text);
void readMarkdownLinks(const QByteArray &text, ListReading &reading);
bool looksLikeCsvList(const QByteArray &text);
void readCsvList(const QByteArray &text, ListReading &reading);

} // namespace hopscope
