// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for lines such as "send: b'GET / HTTP/1.1\r\n...'" or "reply: 'HTTP/1.1 200 OK\r\n'".
bool looksLikePythonHttp(const QByteArray &text);

/// What Python's http.client writes when its debuglevel is set, as urllib, requests and urllib3 use it.
Result<ReadRecord> readPythonHttp(const QByteArray &text);

} // namespace hopscope
