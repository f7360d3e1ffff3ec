// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QStringList>

#include <optional>

namespace hopscope
{

struct CsvRecord {
    qint64 line = 0; ///< where it begins, from 1
    QStringList cells;
    QString fault; ///< why there are no cells

    bool isEmpty() const { return fault.isEmpty() && cells.join(QString()).trimmed().isEmpty(); }
};

/// The records of a table (RFC 4180), with any delimiter and any line ends; `text` outlives it. A record with a fault
/// ends with the line that it begins in. Linear: what is read of a record with a fault are lines up to the next single
/// quote, and no record in between gets past its own line.
class CsvRecords
{
public:
    CsvRecords(QByteArrayView text, char delimiter);

    /// nullopt at the end.
    std::optional<CsvRecord> next();

private:
    QString readCells(QList<QByteArray> &cells);
    QString readQuoted(QByteArray &cell);
    bool atLineEnd() const;
    bool skipLineEnd();

    QByteArrayView m_text;
    char m_delimiter;
    qsizetype m_at = 0;
    qint64 m_line = 1;
};

/// The one of comma, semicolon and tab that is most often in the first line that is not empty.
char delimiterOf(QByteArrayView text);

} // namespace hopscope
