// SPDX-License-Identifier: MIT
#include "redirect/client/realclients.h"

#include <QtGlobal>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kChromiumFiles[] = {"chromium"_L1, "chromium-browser"_L1, "google-chrome-stable"_L1,
                                                "google-chrome"_L1};
constexpr QLatin1StringView kFirefoxFiles[] = {"firefox-esr"_L1, "firefox"_L1};

constexpr RealClient kRealClients[] = {
    {.id = "chromium-real"_L1,
     .kind = RealKind::Chromium,
     .title = QT_TRANSLATE_NOOP("profiles", "Installed Chromium"),
     .name = "Chromium",
     .page = "chromium-nav"_L1,
     .script = "chromium-fetch"_L1,
     .files = kChromiumFiles,
     .package = "chromium"_L1},
    {.id = "firefox-real"_L1,
     .kind = RealKind::Firefox,
     .title = QT_TRANSLATE_NOOP("profiles", "Installed Firefox"),
     .name = "Firefox",
     .page = "firefox-nav"_L1,
     .script = "firefox-fetch"_L1,
     .files = kFirefoxFiles,
     .package = "firefox-esr"_L1},
};

/// A copy per row, made at the first use and never changed.
ClientPointer madeProfile(const RealClient &client)
{
    ClientProfile profile = *findClient(QString(client.page));
    profile.id = client.id;
    profile.title = client.title;
    profile.description =
        QT_TRANSLATE_NOOP("profiles", "The browser that is installed here performs the request, without a window and "
                                      "with an empty profile. What it did stands beside what its profile predicts.");
    profile.group = QT_TRANSLATE_NOOP("profiles", "Installed");
    profile.measured = false;
    profile.version = {};
    // The browser itself says what it cannot send.
    profile.sends = {};
    return std::make_shared<const ClientProfile>(profile);
}

} // namespace

std::span<const RealClient> realClients()
{
    return kRealClients;
}

const RealClient *realClient(QStringView id)
{
    const auto found = std::ranges::find_if(kRealClients, [&](const RealClient &each) { return id == each.id; });
    return found == std::end(kRealClients) ? nullptr : found;
}

QList<ClientPointer> realProfiles()
{
    static const QList<ClientPointer> profiles = [] {
        QList<ClientPointer> made;
        for (const RealClient &each : kRealClients)
            made.append(madeProfile(each));
        return made;
    }();
    return profiles;
}

ClientPointer profileOf(const RealClient &client)
{
    return realProfiles().at(&client - std::begin(kRealClients));
}

} // namespace hopscope
