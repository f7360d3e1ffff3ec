// SPDX-License-Identifier: MIT
#include "formats/har/harlog.h"

#include "formats/har/harurl.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

void ForeignEntries::read(JsonCursor &in, QList<HarEntry> *own)
{
    ++m_count;
    readOrSkip(
        in,
        [&] {
            const HarEntry entry = readHarEntry(in);
            if (in.failed())
                return;
            if (!entry.own.isEmpty() && own) {
                own->append(entry);
            } else if (isHttpEntry(entry) || isRelativeUrl(entry.recorded.hop.request.url)) {
                m_entries.append(entry.recorded);
                m_numbers.append(m_count);
            }
        },
        [&](const JsonCursor &before) {
            m_notes.add([&] { return u"entry %1 was left out: %2"_s.arg(QString::number(m_count), before.error()); });
        });
}

QList<Recorded> ForeignEntries::take()
{
    RelativeUrls urls;
    for (const Recorded &entry : std::as_const(m_entries)) {
        if (!isRelativeUrl(entry.hop.request.url))
            urls.learn(entry);
    }
    QList<Recorded> all;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        Recorded entry = m_entries[i];
        Request &request = entry.hop.request;
        if (isRelativeUrl(request.url)) {
            const QByteArray absolute = urls.absolute(entry);
            const QString shown = QString::fromUtf8(request.url).left(kMaxJsonShown);
            if (absolute.isEmpty()) {
                m_notes.add(
                    u"entry %1 was left out: its URL \"%2\" is relative, and the file does not say to what"_s.arg(
                        QString::number(m_numbers[i]), shown));
                continue;
            }
            entry.hop.notes.append(
                u"The recording has the URL of this request as \"%1\"; scheme and host are those of the requests "
                "before it."_s.arg(shown));
            request.url = absolute;
            urls.learn(entry);
        }
        adoptForeignEntry(entry);
        all.append(entry);
    }
    m_entries.clear();
    m_numbers.clear();
    return all;
}

} // namespace hopscope
