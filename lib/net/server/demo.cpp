// SPDX-License-Identifier: MIT
#include "net/server/demo.h"

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

} // namespace hopscope
