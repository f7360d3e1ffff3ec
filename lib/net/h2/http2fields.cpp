// SPDX-License-Identifier: MIT
#include "net/h2/http2fields.h"

#include "http/url.h"

namespace hopscope
{

namespace
{

/// RFC 9113 8.2.2.
constexpr QByteArrayView kConnectionFields[] = {"Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding",
                                                "Upgrade"};

} // namespace

Http2Fields http2Fields(const Request &request)
{
    const QByteArray authority = request.headers.first("Host").value_or(hostField(request.url));
    Http2Fields made;
    // In the order that curl has.
    made.fields.fields = {{":method", request.method},
                          {":path", requestTarget(request.url)},
                          {":scheme", "https"},
                          {":authority", authority}};
    const QList<QByteArray> nominated = request.headers.listed("Connection");
    bool isHostTaken = false;
    for (const Header &field : request.headers.fields) {
        const bool isTe = equalsIgnoringCase(field.name, "TE");
        if (equalsIgnoringCase(field.name, "Host") && !isHostTaken)
            isHostTaken = true;
        else if (isTe ? !equalsIgnoringCase(field.value, "trailers")
                      : isOneOf(kConnectionFields, field.name) || isOneOf(nominated, field.name))
            made.leftOut.append(field.name);
        else
            made.fields.append(field.name.toLower(), field.value);
    }
    return made;
}

Headers sentFields(const Http2Wire &wire, const QByteArray &url)
{
    Headers fields;
    for (const Http2Frame &frame : wire.frames) {
        if (!frame.isSent || frame.stream != wire.stream || frame.fields.fields.isEmpty())
            continue;
        for (const Header &field : frame.fields.fields) {
            if (field.name == ":authority" && field.value != hostField(url))
                fields.append("host", field.value);
            else if (!field.name.startsWith(':'))
                fields.fields.append(field);
        }
        break;
    }
    return fields;
}

} // namespace hopscope
