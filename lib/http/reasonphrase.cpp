// SPDX-License-Identifier: MIT
#include "http/reasonphrase.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

struct Phrase {
    int status;
    const char *reason;
};

constexpr Phrase phrases[] = {
    {100, "Continue"},
    {103, "Early Hints"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {305, "Use Proxy"},
    {306, "(Unused)"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {410, "Gone"},
    {411, "Length Required"},
    {418, "(Unused)"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
};

} // namespace

QByteArray reasonPhrase(int status)
{
    const auto *const found =
        std::find_if(std::begin(phrases), std::end(phrases), [&](const Phrase &row) { return row.status == status; });
    return found == std::end(phrases) ? QByteArray("Unnamed") : QByteArray(found->reason);
}

} // namespace hopscope
