// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "http/host.h"
#include "http/uriparts.h"
#include "http/url.h"

#include <QString>

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    const Result<Url> url = parseUrl(input);
    requireEither(url);
    if (url) {
        const QByteArray text = serializeUrl(*url);
        requireUrlBytes(text);
        const Result<Url> again = parseUrl(text);
        require(again && *again == *url, "a URL that was written reads back");
    }

    for (const bool special : {true, false}) {
        const Result<QByteArray> host = parseHost(input, special);
        requireEither(host);
        if (!host)
            continue;
        requireUrlBytes(*host);
        const Result<QByteArray> again = parseHost(*host, special);
        require(again && *again == *host, "a host that was written reads back");
    }

    const Result<QByteArray> typed = parseRequestUrl(QString::fromUtf8(input));
    requireEither(typed);
    if (typed) {
        requireUrlBytes(*typed);
        const Result<QByteArray> again = parseRequestUrl(QString::fromUtf8(*typed));
        require(again && *again == *typed, "a URL to request stays as it is");
        require(originOf(*typed).has_value(), "a URL to request has an origin");
        require(requestTarget(*typed).startsWith('/'), "a request target begins with a slash");
    }

    require(joinReference(splitReference(input)) == input, "a reference in parts is joined to the same");
    const Url parts = splitUri(input);
    require(splitUri(joinUri(parts)) == parts, "the parts of a URI are joined and split to the same");
}

} // namespace hopscope::fuzz
