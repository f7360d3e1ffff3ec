// SPDX-License-Identifier: MIT
#include "ui/history/storedrequest.h"

#include "http/site.h"
#include "http/url.h"
#include "net/requestfile.h"
#include "text/jsonwrite.h"
#include "trace/tracejson.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kStoredFormat = "hopscope-history-request"_L1;
constexpr int kStoredVersion = 1;

} // namespace

QJsonArray portsToJson(const QList<quint16> &ports)
{
    return listToJson(ports, [](quint16 port) { return int(port); });
}

quint16 portFromJson(const JsonValue &value)
{
    const int port = value.type() == JsonType::Number ? value.node().bytes().toInt() : 0;
    if (port <= 0 || port > kMaxPort)
        value.fail(u"should be a port"_s);
    return quint16(port);
}

QJsonObject storedToJson(const StoredRequest &stored)
{
    return {{u"format"_s, kStoredFormat},
            {u"version"_s, kStoredVersion},
            {u"request"_s, requestToJson(stored.request)},
            {u"placeholders"_s, stored.hasPlaceholders},
            {u"laterVisit"_s, stored.isLaterVisit},
            {u"edited"_s, stored.hasEdits},
            {u"serverPorts"_s, portsToJson(stored.serverPorts)}};
}

StoredRequest storedFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    in.format(kStoredFormat, "version"_L1, kStoredVersion);
    StoredRequest stored;
    stored.request = requestFromJson(in.object("request"_L1));
    stored.hasPlaceholders = in.boolean("placeholders"_L1);
    stored.isLaterVisit = in.boolean("laterVisit"_L1);
    stored.hasEdits = in.boolean("edited"_L1);
    stored.serverPorts = in.list<quint16>("serverPorts"_L1, portFromJson);
    in.finish();
    return stored;
}

QByteArray writeStoredRequest(const StoredRequest &stored)
{
    return jsonText(storedToJson(stored));
}

Result<StoredRequest> readStoredRequest(const QByteArray &file)
{
    return readJsonFile<StoredRequest>(file, storedFromJson);
}

quint16 ownPort(const QString &url)
{
    const std::optional<Origin> origin = originOf(url.trimmed().toUtf8());
    return origin && isLoopbackHost(origin->host) ? quint16(origin->port) : 0;
}

} // namespace hopscope
