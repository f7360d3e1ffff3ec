// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "net/watch/clienthello.h"
#include "net/watch/proxyrequest.h"

namespace hopscope::fuzz
{

namespace
{

void checkRequest(QByteArrayView bytes, const std::optional<Origin> &tunnel)
{
    const Result<ProxyRequest> request = readProxyRequest(bytes, tunnel);
    requireEither(request);
    if (!request || request->isConnect)
        return;
    const Result<RequestHead> sent = parseRequestHead(request->bytes);
    require(sent && *sent == request->head, "what goes to the server is what is recorded");
    require(!sent->headers.contains("Proxy-Authorization"), "the proxy's password stays with the proxy");
    require(request->bytes.size() <= bytes.size(), "nothing is added");
}

} // namespace

void run(QByteArrayView input)
{
    const qsizetype end = endOfHead(input);
    const QByteArrayView head = input.first(end < 0 ? input.size() : end);
    checkRequest(head, std::nullopt);
    checkRequest(head, Origin{"https", "a.example", 443});
    const std::optional<ClientHello> hello = readClientHello(input);
    require(!hello || hello == readClientHello(input.first(std::min(input.size(), kMaxClientHelloBytes))),
            "no more than the first record counts");
}

} // namespace hopscope::fuzz
