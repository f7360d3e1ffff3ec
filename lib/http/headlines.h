// SPDX-License-Identifier: MIT
#pragma once

#include "http/ascii.h"
#include "http/headers.h"

#include <QStringList>

#include <optional>

namespace hopscope
{

/// Goes through the lines of a head (RFC 9112 2.2) and its fields (RFC 9112 5); collects notes and keeps the first
/// error.
class HeadLines
{
public:
    explicit HeadLines(QByteArrayView bytes) : m_bytes(bytes) {}

    /// The first line that is not empty, without its line end; none and an error when the head has none.
    std::optional<QByteArrayView> startLine();
    /// Reads all field lines up to the empty line.
    bool readFields(Headers &headers);

    /// Line number, from 1, and offset of the line that was read last.
    int number() const { return m_number; }
    qsizetype offset() const { return m_offset; }

    bool fail(const QString &why);
    void note(const QString &text);
    /// Notes control bytes in `text`, which is part of the present line.
    void noteControls(QByteArrayView text);
    QString error() const { return m_error; }
    QStringList notes() const;

private:
    std::optional<QByteArrayView> next();
    bool fold(Headers &headers, QByteArrayView line);
    bool readField(Headers &headers, QByteArrayView line);

    QByteArrayView m_bytes;
    qsizetype m_next = 0;
    qsizetype m_offset = 0;
    int m_number = 0;
    QByteArray m_repaired; ///< the present line when a bare CR in it was replaced
    QList<int> m_bareLf;
    QStringList m_notes;
    QString m_error;
};

} // namespace hopscope
