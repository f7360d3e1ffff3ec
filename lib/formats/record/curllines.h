// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace hopscope
{

/// One thing that curl tells with -v, --trace or --trace-ascii.
struct CurlLine {
    enum class Kind {
        Note,         ///< without "* "
        Sent,         ///< a line of a request's head, without "> "; empty at its end
        Received,     ///< likewise of a response's
        SentData,     ///< bytes of a body; --trace only
        ReceivedData, ///< likewise
        Other         ///< a line as it stands
    };
    Kind kind = Kind::Other;
    QByteArray text;
    int number = 0;      ///< of the line in the text, from 1
    bool isExact = true; ///< of data: --trace-ascii writes a dot for what it cannot show
};

/// The lines of a text, one list for each transfer: --trace-ids and -vv number those that curl does at the same time.
QList<QList<CurlLine>> curlLines(const QByteArray &text);
/// Whether a line can only be curl's: a request line, or a note of a connection that is made.
bool isCurlLine(QByteArrayView line);

} // namespace hopscope
