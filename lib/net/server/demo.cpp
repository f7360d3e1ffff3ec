// SPDX-License-Identifier: MIT
#include "net/server/demo.h"

#include "http/url.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

TraceRequest demoRequest(const QList<quint16> &ports)
{
    TraceRequest request;
    request.method = "POST";
    request.url = u"http://shop.localhost:%1/orders"_s.arg(ports.value(0));
    request.headers = {{{"Content-Type", "application/json"}, {"Authorization", "Bearer demo-token"}}};
    request.content.bytes = R"({"item":"tea","qty":100})";
    return request;
}

QList<quint16> demoPorts(const QByteArray &method, const QByteArray &url)
{
    const std::optional<Origin> origin = originOf(url);
    if (!origin)
        return {};
    const QList<quint16> ports{quint16(origin->port)};
    const TraceRequest demo = demoRequest(ports);
    return method == demo.method && url == demo.url.toUtf8() ? ports : QList<quint16>();
}

} // namespace hopscope
