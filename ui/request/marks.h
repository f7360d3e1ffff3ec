// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"

#include <QList>
#include <QString>

namespace hopscope
{

/// A part of a request with a mark of redaction, "[redacted 1]", in the place of a secret.
struct MarkedPart {
    QString name;  ///< for the user: "URL", "Header field X-Api-Key", the title of an option
    QString value; ///< all of the part

    bool operator==(const MarkedPart &) const = default;
};

/// The parts of a request that would send a mark, also one that is percent-encoded: URL, fields, body and options. A
/// file is not looked into.
QList<MarkedPart> markedParts(const TraceRequest &request);

/// One sentence that names the parts and says what to do; `again` is what sends them as they are.
QString marksText(const QList<MarkedPart> &parts, const QString &again);

} // namespace hopscope
