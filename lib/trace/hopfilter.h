// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

namespace hopscope
{

/// What the hops of a chain are chosen by. A hop passes that has one of the statuses, one of the methods, one of the
/// hosts, as far as any are named, and every word.
struct HopFilter {
    /// Statuses from `first` to `last`; both 0: there is no response.
    struct Statuses {
        int first = 0;
        int last = 0;

        bool operator==(const Statuses &) const = default;
    };
    QList<Statuses> statuses;
    QStringList methods;
    QStringList hosts; ///< parts of them
    QStringList words;

    bool isEmpty() const { return *this == HopFilter(); }
    bool operator==(const HopFilter &) const = default;
};

/// Reads "status:3xx method:POST host:api word \"two words\"", in any case of letters. The error is one sentence that
/// names the word that is wrong.
Result<HopFilter> parseHopFilter(const QString &text);

/// Words are looked for in method, URL, status line and header fields of both messages.
bool passes(const HopFilter &filter, const Hop &hop);

} // namespace hopscope
