// SPDX-License-Identifier: MIT
#include "formats/audit/listkinds.h"

#include "text/terminaltext.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kSniffedSitemap = 64 * 1024;
/// sitemaps.org: the most that an index names.
constexpr int kMaxSitemapParts = 50'000;
constexpr qsizetype kMaxShownLocation = 200;

struct SitemapPart {
    qint64 line = 0;
    QString location;
};

/// The text of each loc that stands in a url goes to the rows, that of one in a sitemap to the result.
QList<SitemapPart> readLocations(const QByteArray &text, ListReading &reading)
{
    QList<SitemapPart> parts;
    QStringList open;
    QXmlStreamReader xml(text);
    while (!xml.atEnd()) {
        const QXmlStreamReader::TokenType token = xml.readNext();
        if (token == QXmlStreamReader::EndElement && !open.isEmpty())
            open.removeLast();
        if (token != QXmlStreamReader::StartElement)
            continue;
        const QString parent = open.isEmpty() ? QString() : open.last();
        if (xml.name() != u"loc" || (parent != u"url" && parent != u"sitemap")) {
            open.append(xml.name().toString());
            continue;
        }
        const qint64 line = xml.lineNumber();
        const QString location = xml.readElementText(QXmlStreamReader::SkipChildElements).trimmed();
        if (xml.hasError())
            break;
        if (location.isEmpty())
            reading.fail(line, u"the loc is empty"_s);
        else if (parent == u"url")
            reading.rows.append({.place = reading.at(line), .source = location});
        else
            parts.append({line, location});
    }
    if (xml.hasError())
        reading.fail(xml.lineNumber(), u"the XML is broken from here on (%1)"_s.arg(xml.errorString()));
    return parts;
}

/// The last segment of the path, which is the name of a file next to the index.
QString fileOf(const QString &location)
{
    return terminalText(location.section(u'?', 0, 0).section(u'/', -1), kMaxShownLocation);
}

} // namespace

bool looksLikeSitemap(const QByteArray &text)
{
    const QByteArray start = text.first(std::min(text.size(), kSniffedSitemap));
    return start.trimmed().startsWith('<') && (start.contains("urlset") || start.contains("sitemapindex"));
}

void readSitemap(const QByteArray &text, ListReading &reading)
{
    const QList<SitemapPart> parts = readLocations(text, reading);
    int count = 0;
    for (const SitemapPart &part : parts) {
        if (!reading.options.readPart || ++count > kMaxSitemapParts) {
            reading.fail(part.line,
                         reading.options.readPart
                             ? u"the index names more than %1 sitemaps, the most that it may"_s.arg(kMaxSitemapParts)
                             : u"this is a sitemap index: give the files that it names"_s);
            return;
        }
        const Result<QByteArray> bytes = reading.options.readPart(part.location);
        if (!bytes) {
            reading.fail(part.line, bytes.error);
            continue;
        }
        ListReading inner{.file = fileOf(part.location), .options = reading.options};
        for (const SitemapPart &nested : readLocations(*bytes, inner))
            inner.fail(nested.line, u"an index may not name another index (sitemaps.org)"_s);
        reading.rows += inner.rows;
        reading.faults += inner.faults;
    }
}

} // namespace hopscope
