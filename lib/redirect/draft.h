// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/decide.h"

#include "http/parsedtarget.h"

#include <QVarLengthArray>

namespace hopscope
{

/// Why a part of the next request is as it is. Most notes are never shown, so that their texts are made last.
struct Note {
    QByteArrayView part; ///< a literal, or the name of a field of the answered request
    Why why;
    const char *more = nullptr; ///< goes on behind the reason
};

/// The next request in the making, and for each part that a rule looked at, why it is as it is.
struct Draft {
    const ClientProfile &profile;
    const Chain &chain;
    const StatusRule &rule;
    Request next;
    ParsedTarget home;                    ///< the first URL
    ParsedTarget from;                    ///< the URL of the request that was answered
    ParsedTarget to;                      ///< the URL of `next`
    QList<CookieVerdict> cookies = {};    ///< what becomes of the stored ones
    QVarLengthArray<Note, 24> notes = {}; ///< the last one of a part counts
    Why other = {};                       ///< of parts without a note; without a reason: the profile's otherFields

    void note(QByteArrayView part, const Why &why, const char *more = nullptr) { notes.append({part, why, more}); }
    /// The note of a part; nullptr when no rule looked at it.
    const Note *noteOf(QByteArrayView part) const;
    /// Removes the field and says why; nothing happens when it is not there.
    void drop(QByteArrayView name, const Why &why);
    bool sameOrigin() const { return from.origin() == to.origin(); }
    /// The first request of the chain, as far as it is known.
    const Request &first() const;
};

/// `text` with {method}, {status}, {client}, {limit}, {referrer-policy} and {location} filled in. Empty for nullptr.
QString filledIn(const char *text, const ClientProfile &profile, const Chain &chain);
/// The whole sentence of a note.
QString textOf(const Note &note, const Draft &draft);

/// `source`, or the profile's own when it is nullptr.
QString sourceText(const char *source, const ClientProfile &profile);

/// Content-Type, Content-Length, ...
bool isContentField(QByteArrayView name);

} // namespace hopscope
