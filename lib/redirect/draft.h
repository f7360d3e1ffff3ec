// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/decide.h"

#include <QHash>

namespace hopscope
{

struct Reason {
    QString text;
    QString source;
};

/// The next request in the making, and for each part that a rule looked at, why it is as it is.
struct Draft {
    const ClientProfile &profile;
    const Chain &chain;
    const StatusRule &rule;
    Request next;
    QHash<QByteArray, Reason> reasons; ///< by part, in lower case
    Reason otherFields;                ///< for the parts that no rule looked at; one text that their rows share

    void note(QByteArrayView part, const QString &text, const char *source);
    void note(QByteArrayView part, const Why &why);
    /// Removes the field and says why; nothing happens when it is not there.
    void drop(QByteArrayView name, const Why &why);
    bool sameOrigin() const;
    /// The first request of the chain, as far as it is known.
    const Request &first() const;
};

/// `text` with {method}, {status} and {client} filled in.
/// Empty for nullptr.
QString filledIn(const char *text, const ClientProfile &profile, const Chain &chain);

/// `source`, or the profile's own when it is nullptr.
QString sourceText(const char *source, const ClientProfile &profile);

/// Content-Type, Content-Length, ...
bool isContentField(QByteArrayView name);

} // namespace hopscope
