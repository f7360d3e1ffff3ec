// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope
{

inline constexpr int kMaxScenarioDelayMs = 30'000;
inline constexpr int kMaxScenarioItems = 200; ///< origins, routes, answers, visits and field lines, each
inline constexpr qsizetype kMaxScenarioBytes = 4 * 1024 * 1024;
/// Ports of origins that wish for none: this one and the next ones.
inline constexpr quint16 kFirstScenarioPort = 8601;

/// A server of a scenario. `name` stands for it in texts: "{shop}" is "http://shop.localhost:8601", "{shop.authority}"
/// is "shop.localhost:8601".
struct ScenarioOrigin {
    QString name;
    QByteArray scheme = "http";
    QByteArray host; ///< "localhost", or a name below it
    quint16 port = 0;

    bool operator==(const ScenarioOrigin &) const = default;
};

/// One answer. Content-Length is added, and Content-Type when there is a body without one.
struct ScenarioAnswer {
    int status = 200;
    QByteArray reason;           ///< empty: the phrase of RFC 9110
    QList<QByteArray> locations; ///< one line each, before the other fields
    Headers headers;
    QByteArray body;
    int delayMs = 0;

    bool operator==(const ScenarioAnswer &) const = default;
};

/// Which requests get which answers. The first route that fits counts.
struct ScenarioRoute {
    QString origin;                ///< empty: every origin
    QByteArray method;             ///< empty: every method; GET answers HEAD too
    QByteArray path;               ///< "/a", with '?' also the query; a '*' at the end stands for anything
    QByteArray cookie;             ///< "name" or "name=value" that the request has to carry; empty: none needed
    QList<ScenarioAnswer> answers; ///< one a visit; the last one repeats

    bool operator==(const ScenarioRoute &) const = default;
};

/// Who asks for a visit's URL. A browser sends other fields for each, and asks other servers first.
enum class AskedBy {
    Address, ///< typed, or a bookmark: no page
    Link,
    Form,
    Fetch, ///< fetch() of a script, with credentials
};

/// A request that the user makes, as by a click.
struct ScenarioVisit {
    QByteArray method = "GET";
    QByteArray url;
    Headers headers;
    QByteArray body;
    std::optional<AskedBy> by; ///< nullopt: as askedBy() tells from the request
    QByteArray page;           ///< URL of what holds the link, form or script; empty: the root of the visit's origin

    bool operator==(const ScenarioVisit &) const = default;
};

/// Servers, what they answer, and what a user asks of them. URLs and bodies may hold the origins' names in braces.
struct Scenario {
    QString title;
    QString client = QStringLiteral("browser"); ///< id of a profile
    QList<ScenarioOrigin> origins;
    QList<ScenarioRoute> routes;
    QList<ScenarioVisit> visits;

    bool operator==(const Scenario &) const = default;
};

/// How often each route has answered.
struct ScenarioState {
    QHash<qsizetype, int> visits;
};

/// A request as it reaches one of the origins.
struct ScenarioRequest {
    qsizetype origin = 0;
    QByteArray method;
    QByteArray target; ///< path and query
    Headers headers;
};

/// "http://shop.localhost:8601".
QByteArray baseUrl(const ScenarioOrigin &origin);
/// `text` with the names of origins replaced by what they stand for.
QByteArray withOrigins(const Scenario &scenario, const QByteArray &text);
/// The reverse of withOrigins() for a URL: "{shop}/orders".
QByteArray withNames(const Scenario &scenario, const QByteArray &url);
/// -1 for an unknown one.
qsizetype originNamed(const Scenario &scenario, QStringView name);
/// The origin for a request with that scheme, port and Host: the port and the name count; the port alone if no name
/// fits; -1 when no origin has the port.
qsizetype originFor(const Scenario &scenario, quint16 port, QByteArrayView host);

/// What the scenario answers, names replaced: 404 where no route fits, 405 where the method alone does not.
ScenarioAnswer answerTo(const Scenario &scenario, ScenarioState &state, const ScenarioRequest &request);
/// The field lines of an answer as they are sent.
Headers fieldsOf(const ScenarioAnswer &answer);
/// The answer as a client sees it; no content after HEAD and with 204 and 304.
Response responseOf(const ScenarioAnswer &answer, QByteArrayView method);
/// The same as bytes on the wire.
QByteArray bytesOf(const ScenarioAnswer &answer, QByteArrayView method);
QByteArray bytesOf(const Response &response);

} // namespace hopscope
