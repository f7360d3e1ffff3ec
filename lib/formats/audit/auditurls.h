// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/listkinds.h"

namespace hopscope
{

/// The sources and targets of one list, made absolute.
class AuditUrls
{
public:
    AuditUrls(const AuditListOptions &options, const QByteArray &pageBase);

    /// As it stands in the list, without fragment; the hosts are those of the list.
    Result<QByteArray> source(const ListedRow &row);
    /// A target; what begins with "/" belongs to `source`.
    Result<QByteArray> target(const QString &text, const QByteArray &source);
    /// With the host that is asked in the place of the list's.
    QByteArray rewritten(const QByteArray &url) const;
    /// Sources that had no scheme.
    qsizetype guessed() const { return m_guessed; }

private:
    QByteArray m_base;
    QByteArray m_pageBase;
    const QList<HostRewrite> &m_rewrites;
    qsizetype m_guessed = 0;
};

} // namespace hopscope
