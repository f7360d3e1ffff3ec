// SPDX-License-Identifier: MIT
#include "formats/audit/csvrecords.h"

#include "formats/audit/listkinds.h"

#include <QList>

namespace hopscope
{

using namespace Qt::StringLiterals;

CsvRecords::CsvRecords(QByteArrayView text, char delimiter) : m_text(text), m_delimiter(delimiter) {}

bool CsvRecords::atLineEnd() const
{
    return m_at >= m_text.size() || m_text[m_at] == '\n' || m_text[m_at] == '\r';
}

bool CsvRecords::skipLineEnd()
{
    if (m_at >= m_text.size())
        return false;
    m_at += m_text.sliced(m_at).startsWith("\r\n") ? 2 : 1;
    ++m_line;
    return true;
}

/// Behind the quote that opens the cell. Empty, or what is wrong.
QString CsvRecords::readQuoted(QByteArray &cell)
{
    while (m_at < m_text.size()) {
        if (m_text[m_at] == '"') {
            ++m_at;
            if (m_at >= m_text.size() || m_text[m_at] != '"')
                return atLineEnd() || m_text[m_at] == m_delimiter
                           ? QString()
                           : u"a quoted cell goes on after its closing quote: write a quote in it twice"_s;
            cell += '"';
            ++m_at;
        } else if (atLineEnd()) {
            cell += '\n';
            skipLineEnd();
        } else {
            cell += m_text[m_at++];
        }
    }
    return u"a quote is not closed"_s;
}

QString CsvRecords::readCells(QList<QByteArray> &cells)
{
    for (;;) {
        QByteArray cell;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            ++m_at;
            if (const QString fault = readQuoted(cell); !fault.isEmpty())
                return fault;
        } else {
            const qsizetype start = m_at;
            while (!atLineEnd() && m_text[m_at] != m_delimiter)
                ++m_at;
            cell = m_text.sliced(start, m_at - start).toByteArray();
        }
        cells.append(cell);
        if (atLineEnd())
            return {};
        ++m_at;
    }
}

std::optional<CsvRecord> CsvRecords::next()
{
    if (m_at >= m_text.size())
        return std::nullopt;
    const qsizetype start = m_at;
    CsvRecord record{.line = m_line};
    QList<QByteArray> cells;
    record.fault = readCells(cells);
    if (record.fault.isEmpty())
        record.fault = notTextReason(m_text.sliced(start, m_at - start));
    if (!record.fault.isEmpty()) {
        m_at = start;
        m_line = record.line;
        while (!atLineEnd())
            ++m_at;
    } else {
        for (const QByteArray &cell : std::as_const(cells))
            record.cells.append(QString::fromUtf8(cell));
    }
    skipLineEnd();
    return record;
}

char delimiterOf(QByteArrayView text)
{
    qsizetype at = 0;
    while (at < text.size() && (text[at] == '\n' || text[at] == '\r'))
        ++at;
    char best = ',';
    qsizetype most = 0;
    qsizetype counts[256] = {};
    bool isQuoted = false;
    for (; at < text.size() && (isQuoted || (text[at] != '\n' && text[at] != '\r')); ++at) {
        if (text[at] == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted)
            ++counts[static_cast<unsigned char>(text[at])];
    }
    for (const char each : {',', ';', '\t'}) {
        if (const qsizetype count = counts[static_cast<unsigned char>(each)]; count > most) {
            most = count;
            best = each;
        }
    }
    return best;
}

} // namespace hopscope
