// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

inline constexpr DefaultField kGoFields[] = {
    {"User-Agent", "Go-http-client/1.1"},
    {"Accept-Encoding", "gzip", DefaultFor::Compressed},
};

inline constexpr ClientProfile kGoProfile = [] {
    ClientProfile row = plainClient("go"_L1, QT_TRANSLATE_NOOP("profiles", "Go net/http"), kGo, "1.19.8"_L1,
                                    "Go 1.19.8, src/net/http/client.go"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "http.Client with its own CheckRedirect.");
    row.statuses = kGetStatuses;
    row.contentFields = kLengthOnly;
    row.referer = RefererRule::PreviousUrl;
    row.refererWhy = {"{client} names the URL of the request before, but not from https to http.", nullptr};
    row.emptyLocation = EmptyLocation::Missing;
    row.severalLocations = SeveralLocations::First;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.hopLimit = 9;
    row.limitOption = "Client.CheckRedirect";
    row.defaultFields = kGoFields;
    row.urlCredentialsStay = false;
    row.authorization = {Place::SubdomainOfLast,
                         "{client} compares with the request before only: this target has its host and port, or is a "
                         "subdomain of it. So a second hop at another host gets it again (GO-2025-3420).",
                         "{client} sends it to the host and port of the request before, and to subdomains of it.",
                         nullptr};
    row.cookie = row.authorization;
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles", "since 1.22.11 and 1.23.5 a field that one redirect dropped does not come back (GO-2025-3420).");
    return row;
}();

} // namespace hopscope
