// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace hopscope
{

/// A longer URL in a list is taken for a fault.
inline constexpr qsizetype kMaxListedUrl = 64 * 1024;

/// Where in a list something stands.
struct ListPlace {
    QString file; ///< empty when there is only one
    qint64 line = 0;

    bool operator==(const ListPlace &) const = default;
};

/// "line 3", "shop.xml, line 3".
QString placeText(const ListPlace &place);

/// A URL to ask for, and what is to come of it.
struct AuditRow {
    ListPlace place;
    QByteArray listed;   ///< the source as it is written there: the same wherever it is asked for
    QByteArray source;   ///< absolute, without fragment
    QByteArray target;   ///< absolute; where the chain is to end. Empty: anywhere that is no error
    QList<int> statuses; ///< one of these the first response has to have; empty: any
    QByteArray method = QByteArrayLiteral("GET");
    QString note;
    QString variant; ///< id of auditVariants() when the source is another notation of the one that stands there

    bool operator==(const AuditRow &) const = default;
};

/// Something in the list that could not be used, and why.
struct ListFault {
    ListPlace place;
    QString reason;

    bool operator==(const ListFault &) const = default;
};

struct AuditList {
    QList<AuditRow> rows;
    QList<ListFault> faults;
    QStringList notes; ///< sentences on what was done with the list, or left out of it
};

/// A host as it is in the list, and the one that is asked in its place.
struct HostRewrite {
    QByteArray from; ///< host and port as in a Host field
    QByteArray to;   ///< origin: "https://staging.example:8443"; without a scheme that of the URL stays

    bool operator==(const HostRewrite &) const = default;
};

struct AuditListOptions {
    QByteArray base; ///< absolute URL that what begins with "/" belongs to; empty: none
    QList<HostRewrite> rewrites;
    QStringList variants; ///< ids of auditVariants()
    QString kind;         ///< id of listKinds(); empty: the list tells
    /// What a sitemap index names; without it that is a fault.
    std::function<Result<QByteArray>(const QString &location)> readPart;
};

/// A file, or what stands for one.
struct ListInput {
    QString name; ///< for places; empty when there is only one
    QByteArray bytes;
};

/// "301 or 308".
QString askedStatusesText(const QList<int> &statuses);

/// Reads lists of URLs with what is to come of them; linear in their size. A row whose source is a pattern ("/old/{}",
/// "~^/old/(\d+)$") is a rule for rows without a target, in all of the lists. Duplicates are left out, and said. The
/// error is one sentence: a list cannot be read at all.
Result<AuditList> readAuditList(const QList<ListInput> &lists, const AuditListOptions &options);

/// "www.example.com=https://staging.example:8443". The error says what to write.
Result<HostRewrite> parseHostRewrite(const QString &text);

} // namespace hopscope
