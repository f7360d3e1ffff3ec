// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace hopscope
{

/// What has to be known of a chain before the fields of its requests are compared with those of another one.
struct ChainFields {
    /// Of the first request that is no preflight: the values of each field, in order, by its name in lower case.
    QHash<QByteArray, QList<QByteArray>> first;
    QList<QByteArray> names;   ///< of these fields as they were written, each once, in order
    QSet<QByteArray> received; ///< "name=value" of each Set-Cookie of the chain
};

ChainFields chainFields(const Trace &trace);

/// How the fields of `request` differ from those of `other`, the request of the client `name` in its place: predicates
/// such as "sends Authorization to http://a.example, curl does not". What counts:
/// - Authorization, Proxy-Authorization, and the names and values of cookies; but not a value that only this chain's
///   server gave, nor what is drawn anew for each answer to Digest (RFC 7616 3.4).
/// - Origin, Referer and Content-Type, unless they differ just as they do in the first requests.
/// - Fields that are equal in both first requests, as those are that the user gave.
/// What each client writes in its own way does not (the table is in sentfields.cpp), nor do fields about content where
/// only one of the two requests has any. Values are told of Origin and Content-Type only. Linear in the fields.
QStringList fieldDifferences(const ChainFields &chain, const Request &request, const ChainFields &otherChain,
                             const Request &other, const QString &name);

} // namespace hopscope
