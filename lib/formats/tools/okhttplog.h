// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for lines such as "--> GET https://a.example/ http/1.1" and "<-- 302 https://a.example/ (12ms)".
bool looksLikeOkHttp(const QByteArray &text);

/// What the HttpLoggingInterceptor of OkHttp writes, at any level, and programs that write like it. An interceptor of
/// the application sees only the end of a chain, which is said.
Result<ReadRecord> readOkHttp(const QByteArray &text);

} // namespace hopscope
