// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "text/jsonreader.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hopscope
{

/// The request of a stored trace, as the file ID.request.json beside the trace has it.
struct StoredRequest {
    TraceRequest request;
    bool hasPlaceholders = false; ///< secrets were taken out; the key store may have them
    bool isLaterVisit = false;    ///< the client had brought along what it kept of earlier visits, which is not here
    bool hasEdits = false;        ///< the user changed requests in step mode, which is not here
    QList<quint16> serverPorts;   ///< of the built-in server, if the request went to it

    bool operator==(const StoredRequest &) const = default;
};

QJsonObject storedToJson(const StoredRequest &stored);
StoredRequest storedFromJson(const JsonValue &value);
/// The same as a file.
QByteArray writeStoredRequest(const StoredRequest &stored);
/// The error names line, place and reason.
Result<StoredRequest> readStoredRequest(const QByteArray &file);

/// Lists of ports in the files of the history.
QJsonArray portsToJson(const QList<quint16> &ports);
quint16 portFromJson(const JsonValue &value);

/// The port if the host of `url` is this machine (isLoopbackHost()), 0 if not.
quint16 ownPort(const QString &url);

} // namespace hopscope
