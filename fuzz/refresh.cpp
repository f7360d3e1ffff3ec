// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "redirect/refresh.h"

namespace hopscope::fuzz
{

namespace
{

constexpr QByteArrayView kUrl = "http://a.example/b/c";

void check(const std::optional<Refresh> &refresh)
{
    if (!refresh)
        return;
    requireUrlBytes(refresh->target);
    require(refresh->seconds >= 0, "no time is negative");
}

} // namespace

void run(QByteArrayView input)
{
    check(parseRefresh(input, kUrl));
    Response response;
    response.status = 200;
    response.headers.append("Content-Type", "text/html");
    response.body = bodyOf(input.toByteArray());
    check(refreshOf(response, kUrl));
}

} // namespace hopscope::fuzz
