// SPDX-License-Identifier: MIT
#include "redirect/decisionafter.h"

#include "redirect/addedfields.h"

namespace hopscope
{

Decision decisionAfter(const ClientProfile &profile, const FirstRequest &wish, int status, const QByteArray &location)
{
    Chain chain{.firstUrl = wish.url, .request = firstRequest(profile, wish)};
    chain.addedFields = addedFields(wish, chain.request);
    chain.response.version = "HTTP/1.1";
    chain.response.status = status;
    chain.response.headers.append("Location", location);
    return decide(profile, chain);
}

} // namespace hopscope
