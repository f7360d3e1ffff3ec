// SPDX-License-Identifier: MIT
#include "net/server/visitrequest.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

TraceRequest visitRequest(const VisitCase &visit, const ClientPointer &client, quint16 port)
{
    TraceRequest request;
    request.client = client->id;
    request.ownClient = client;
    request.url = u"http://127.0.0.1:%1/%2?to=/echo"_s.arg(port).arg(visit.status);
    if (visit.field)
        request.url += u"&header="_s + QString::fromLatin1(QByteArray(visit.field).toPercentEncoding(":="));
    request.proxy = QUrl(u"none:"_s);
    return request;
}

} // namespace hopscope
