// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QList>
#include <QString>

namespace hopscope
{

enum class UrlPart { Scheme, UserInfo, Host, Port, Path, Parameter, Fragment };

/// One part of two URLs. Texts are as in the URL, nothing is decoded.
struct UrlPartRow {
    UrlPart part = UrlPart::Scheme;
    QString name;   ///< of a query parameter
    QString before; ///< null: was not there
    QString after;  ///< null: is not there
    PartVerdict verdict = PartVerdict::Kept;
    bool tracking = false; ///< a parameter by which campaigns are counted: utm_source, gclid, ...

    bool operator==(const UrlPartRow &) const = default;
};

/// Scheme, user, host, port, path, query parameters and fragment of both URLs, in this order, parts that neither has
/// left out. Parameters are paired by name, the first of a name with the first; those that only `after` has come last.
/// A port that is not written is the default of the scheme (RFC 9110 4.2.1, 4.2.2).
QList<UrlPartRow> compareUrls(const QByteArray &before, const QByteArray &after);

/// True for the names of parameters that campaign statistics need: "utm_" and those of the large advertisers.
bool isTrackingParameter(QStringView name);

} // namespace hopscope
