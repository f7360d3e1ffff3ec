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
    row.refererWhy = {"{client} sends the URL of the previous request, except from https to http.", nullptr};
    row.emptyLocation = EmptyLocation::Missing;
    row.severalLocations = SeveralLocations::First;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.hopLimit = 9;
    row.limitOption = "Client.CheckRedirect";
    row.defaultFields = kGoFields;
    row.urlCredentialsStay = false;
    row.authorization = {
        Place::SubdomainOfLast,
        "{client} compares the target only with the previous request: it has the same host and port, or is a "
        "subdomain. So a second request to another host carries the field again (GO-2025-3420).",
        "{client} sends it only to the host and port of the previous request and to its subdomains.", nullptr};
    row.cookie = row.authorization;
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles",
        "since 1.22.11 and 1.23.5, a field dropped on one redirect does not come back (GO-2025-3420); since "
        "1.23.10 and 1.24.4, Proxy-Authorization and Proxy-Authenticate go to no other host either "
        "(CVE-2025-4673, golang/go#73816).");
    row.keptFrom = KeptFrom::FirstBody;
    return row;
}();

} // namespace hopscope
