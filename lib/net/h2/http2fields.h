// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"
#include "trace/http2wire.h"

#include <QList>

namespace hopscope
{

/// A request's head as HTTP/2 has it.
struct Http2Fields {
    Headers fields;            ///< pseudo fields first, then the others; names in lower case
    QList<QByteArray> leftOut; ///< names of fields that HTTP/2 has no place for, as they were given
};

/// The fields of a request to https, in their order (RFC 9113 8.3.1): Host becomes :authority, and what belongs to a
/// connection of HTTP/1.1 is left out (RFC 9113 8.2.2). Cannot fail.
Http2Fields http2Fields(const Request &request);
/// The fields of the request to `url` as its frames say that they left, without the pseudo fields; none if they have
/// not. An :authority that is not the URL's is put in front as "host" (RFC 9113 8.3.1), as no other part of a request
/// has a place for it.
Headers sentFields(const Http2Wire &wire, const QByteArray &url);

} // namespace hopscope
