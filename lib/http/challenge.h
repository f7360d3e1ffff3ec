// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"

namespace hopscope
{

/// One way to authenticate that a 401 offers (RFC 9110 11.3, 11.6.1).
struct Challenge {
    QByteArray scheme;        ///< as sent; compared without case
    QByteArray token68;       ///< what stands behind the scheme instead of parameters; empty: nothing
    QList<Header> parameters; ///< names in lower case, values without quotes and escapes
    int line = 0;             ///< the WWW-Authenticate line in which it stands, counted from 0

    bool operator==(const Challenge &) const = default;

    /// The first value of the parameter; nullopt when there is none. `name` is in lower case.
    std::optional<QByteArray> parameter(QByteArrayView name) const;
};

/// The challenges of all WWW-Authenticate lines, in their order. What is no challenge is skipped up to the next comma;
/// a quoted string without end goes to the end of its line.
QList<Challenge> parseChallenges(const Headers &headers);

} // namespace hopscope
