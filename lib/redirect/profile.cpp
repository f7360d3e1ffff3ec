// SPDX-License-Identifier: MIT
#include "redirect/profile.h"

#include "redirect/browserprofile.h"
#include "redirect/curlprofile.h"
#include "redirect/qtprofile.h"
#include "redirect/rfc9110profile.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

std::span<const ClientProfile> clientProfiles()
{
    static constexpr ClientProfile table[] = {kBrowserProfile, kRfc9110Profile, kCurlProfile, kQtProfile};
    return table;
}

const ClientProfile *findClient(QStringView id)
{
    const auto table = clientProfiles();
    const auto found = std::find_if(table.begin(), table.end(), [&](const ClientProfile &row) { return id == row.id; });
    return found == table.end() ? nullptr : &*found;
}

} // namespace hopscope
