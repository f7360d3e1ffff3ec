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
    Response response{.status = 200};
    response.body = bodyOf(input.toByteArray());
    check(refreshOf(response, kUrl));
    response.headers.append("Content-Type", "text/html");
    check(refreshOf(response, kUrl));
    for (const RefreshPolicy &policy : {kHtmlRefresh, kChromiumRefresh, kFirefoxRefresh}) {
        Response field{.status = 304};
        field.headers.append("Refresh", input.toByteArray());
        check(refreshOf(field, kUrl, policy));
    }
}

} // namespace hopscope::fuzz
