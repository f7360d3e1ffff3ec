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

constexpr QLatin1StringView kCurlFiles[] = {"curl"_L1};
constexpr QLatin1StringView kWgetFiles[] = {"wget"_L1};
constexpr QLatin1StringView kNodeFiles[] = {"node"_L1, "nodejs"_L1};
constexpr QLatin1StringView kPythonFiles[] = {"python3"_L1};

constexpr const char *kBrowserText =
    QT_TRANSLATE_NOOP("profiles", "The browser that is installed here performs the request, without a window and with "
                                  "an empty profile. What it did stands beside what its profile predicts.");
constexpr const char *kProgramText =
    QT_TRANSLATE_NOOP("profiles", "The program that is installed here performs the request, through a recording proxy "
                                  "that reads its https. What it did stands beside what its profile predicts.");

constexpr RealClient kRealClients[] = {
    {.id = "chromium-real"_L1,
     .kind = RealKind::Chromium,
     .title = QT_TRANSLATE_NOOP("profiles", "Installed Chromium"),
     .description = kBrowserText,
     .name = "Chromium",
     .page = "chromium-nav"_L1,
     .script = "chromium-fetch"_L1,
     .files = kChromiumFiles,
     .package = "chromium"_L1,
     .module = {}},
    {.id = "firefox-real"_L1,
     .kind = RealKind::Firefox,
     .title = QT_TRANSLATE_NOOP("profiles", "Installed Firefox"),
     .description = kBrowserText,
     .name = "Firefox",
     .page = "firefox-nav"_L1,
     .script = "firefox-fetch"_L1,
     .files = kFirefoxFiles,
     .package = "firefox-esr"_L1,
     .module = {}},
    {.id = "curl-real"_L1,
     .kind = RealKind::Curl,
     .title = QT_TRANSLATE_NOOP("profiles", "Installed curl"),
     .description = kProgramText,
     .name = "curl",
     .page = "curl"_L1,
     .script = "curl-X"_L1,
     .files = kCurlFiles,
     .package = "curl"_L1,
     .module = {}},
    {.id = "wget-real"_L1,
     .kind = RealKind::Wget,
     .title = QT_TRANSLATE_NOOP("profiles", "Installed wget"),
     .description = kProgramText,
     .name = "wget",
     .page = "wget"_L1,
     .script = "wget-method"_L1,
     .files = kWgetFiles,
     .package = "wget"_L1,
     .module = {}},
    {.id = "node-real"_L1,
     .kind = RealKind::Node,
     .title = QT_TRANSLATE_NOOP("profiles", "Installed Node.js (fetch)"),
     .description = kProgramText,
     .name = "Node.js",
     .page = "node-fetch-builtin"_L1,
     .script = "node-fetch-builtin"_L1,
     .files = kNodeFiles,
     .package = "nodejs"_L1,
     .module = {}},
    {.id = "python-real"_L1,
     .kind = RealKind::Python,
     .title = QT_TRANSLATE_NOOP("profiles", "Installed Python requests"),
     .description = kProgramText,
     .name = "requests",
     .page = "py-requests"_L1,
     .script = "py-requests"_L1,
     .files = kPythonFiles,
     .package = "python3-requests"_L1,
     .module = "requests"_L1},
};

/// A copy per row, made at the first use and never changed.
ClientPointer madeProfile(const RealClient &client)
{
    ClientProfile profile = *findClient(QString(client.page));
    profile.id = client.id;
    profile.title = client.title;
    profile.description = client.description;
    profile.group = QT_TRANSLATE_NOOP("profiles", "Installed");
    profile.measured = false;
    profile.version = {};
    // It says itself what it cannot send.
    profile.sends = {};
    return std::make_shared<const ClientProfile>(profile);
}

} // namespace

std::span<const RealClient> realClients()
{
    return kRealClients;
}

bool isBrowser(const RealClient &client)
{
    return client.kind == RealKind::Chromium || client.kind == RealKind::Firefox;
}

QStringList predictorsOf(const RealClient &client)
{
    QStringList ids{client.page, client.script};
    ids.removeDuplicates();
    return ids;
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
