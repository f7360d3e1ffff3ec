// SPDX-License-Identifier: MIT
#include "measuredplay.h"

#include "redirect/journey.h"
#include "redirect/origins.h"

#include <QJsonArray>

namespace hopscope::test
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kTools[] = {"curl"_L1, "wget"_L1, "py-requests"_L1};

bool isTool(const QString &client)
{
    return std::ranges::find(kTools, client) != std::end(kTools);
}

QString whyNotModelled(const MeasuredCase &measured, const QString &client)
{
    const bool tool = isTool(client);
    for (const QJsonObject &step : measured.steps) {
        const QString what = step["do"_L1].toString();
        if (what == "image"_L1 && !tool)
            return u"an image is requested by no profile"_s;
        if (what == "reload"_L1 || what == "ports"_L1)
            return u"%1 is no step of the engine"_s.arg(what);
        const QString options = client == "py-requests"_L1 ? u"requests"_s : client;
        if (tool && step.contains(options))
            return u"options of %1"_s.arg(client);
        const QJsonObject fetch = step["options"_L1].toObject();
        for (auto option = fetch.begin(); option != fetch.end() && !tool; ++option)
            return u"fetch() with %1: %2"_s.arg(option.key(), option.value().toString());
    }
    return {};
}

/// A client at work on a case.
struct Player {
    MeasuredWorld world;
    ClientProfile nav; ///< of a tool: its only one
    ClientProfile script;
    bool tool = false;
    PublicSuffix isPublicSuffix;
    QDateTime now;
    ClientMemory memory = {};
    std::optional<QByteArray> page = {}; ///< URL of the current page
    Response pageResponse = {};
};

QByteArray bodyOfStep(const QJsonObject &step)
{
    if (step.contains("large"_L1))
        return QByteArray(step["large"_L1].toInt(), 'x');
    return step["body"_L1].toString(step["do"_L1] == "form"_L1 ? u"a=1"_s : QString()).toUtf8();
}

/// Fetch, "normalize" a method: a script may write these in any case.
QByteArray normalized(const QByteArray &method)
{
    constexpr QByteArrayView names[] = {"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"};
    return isOneOf(names, method) ? method.toUpper() : method;
}

FirstRequest wishOf(const Player &player, const ClientProfile &profile, const QJsonObject &step)
{
    const QString what = step["do"_L1].toString();
    const QString method = step["method"_L1].toString(what == "form"_L1 ? u"POST"_s : u"GET"_s);
    FirstRequest wish{.method = normalized(method.toLatin1()),
                      .url = parseRequestUrl(step["url"_L1].toString()).value.value_or(QByteArray()),
                      .now = player.now};
    wish.body = bodyOf(bodyOfStep(step));
    if (what == "form"_L1 && wish.method == "GET" && !player.tool) {
        // HTML, form submission: mutate action URL
        Url url = splitUri(wish.url);
        url.query = wish.body.bytes;
        wish.url = joinUri(url);
        wish.body = {};
    }
    wish.headers = headersOf(step["headers"_L1]);
    if (!player.page || what == "open"_L1 || player.tool)
        return wish;
    const std::optional<Origin> origin = originOf(*player.page);
    if (const auto referer = refererOfNavigation(profile, *player.page, player.pageResponse, wish.url))
        wish.headers.append("Referer", *referer);
    else if (what == "fetch"_L1 && origin && origin != originOf(wish.url))
        wish.headers.append("Origin", serializeOrigin(*origin)); // nothing else says which page it is
    return wish;
}

/// Walks one chain; the requests that reach a server.
QStringList walk(Player &player, const ClientProfile &profile, const FirstRequest &wish, bool leavesPage)
{
    QStringList lines;
    // The programs were measured with a file for their cookies and one for their HSTS hosts.
    const JourneyOptions options{.keepsCookies = true, .keepsHsts = true, .isPublicSuffix = player.isPublicSuffix};
    Journey journey(profile, wish, player.memory, options);
    for (journey.takeOwnHops(); journey.pending(); journey.takeOwnHops()) {
        Hop hop{.request = *journey.pending()};
        lines.append(requestLine(hop.request));
        hop.response = player.world.answer(hop.request);
        journey.headArrived(hop.request, -1, *hop.response, player.now);
        hop = journey.complete(hop, std::nullopt, player.now);
        constexpr int kNoContent = 204;
        if (leavesPage && hop.response->status != kNoContent) {
            player.page = hop.request.url;
            player.pageResponse = *hop.response;
        }
    }
    player.memory = journey.memory();
    // Each run of curl writes the newest cookie first, and takes the first of a file for the oldest.
    if (profile.id == "curl"_L1)
        std::ranges::reverse(player.memory.jar.cookies);
    return lines;
}

} // namespace

Predicted play(const MeasuredCase &measured, const QString &client, const QDateTime &now,
               const PublicSuffix &isPublicSuffix)
{
    Predicted predicted{.seen = {}, .notModelled = whyNotModelled(measured, client)};
    if (!predicted.notModelled.isEmpty())
        return predicted;
    const bool tool = isTool(client);
    const QString engine = client.section(u'-', 0, 0);
    Player player{.world = MeasuredWorld(measured),
                  .nav = *findClient(tool ? client : engine + u"-nav"_s),
                  .script = *findClient(tool ? client : engine + u"-fetch"_s),
                  .tool = tool,
                  .isPublicSuffix = isPublicSuffix,
                  .now = now};
    if (measured.thirdParty) {
        for (ClientProfile *profile : {&player.nav, &player.script})
            profile->cookies.thirdParty.value = ThirdParty::Open;
    }
    for (const QJsonObject &step : measured.steps) {
        const QString what = step["do"_L1].toString();
        if (what == "wait"_L1) {
            player.now = player.now.addMSecs(qRound64(step["seconds"_L1].toDouble() * 1000));
            predicted.seen.append(QStringList());
            continue;
        }
        const ClientProfile &profile = what == "fetch"_L1 ? player.script : player.nav;
        predicted.seen.append(walk(player, profile, wishOf(player, profile, step), what != "fetch"_L1));
    }
    return predicted;
}

} // namespace hopscope::test
