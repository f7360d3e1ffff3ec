// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>

#include <optional>

namespace hopscope
{

/// One exchange as another program recorded it, before it is known to which chain it belongs.
struct Recorded {
    Hop hop;                     ///< without a redirect
    std::optional<qint64> start; ///< microseconds since 1970; none: the record does not say
    qint64 duration = 0;         ///< microseconds
    QByteArray page;             ///< exchanges of one page belong together; empty: not said
    QByteArray id;               ///< of the request, kept through redirects; empty: not said
    QByteArray next;             ///< the Location as the record repeats it outside of the fields; empty: none
    bool continues = false;      ///< the record says that this follows from the exchange before it
    QByteArray agent;            ///< the program that wrote the record, as a User-Agent begins; empty: any
    QByteArray method;           ///< as it was sent, where the record writes it in another way; empty: as in `hop`
    std::optional<int> limit;    ///< the client said that it follows no more than so many redirects
};

} // namespace hopscope
