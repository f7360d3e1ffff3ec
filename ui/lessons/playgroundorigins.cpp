// SPDX-License-Identifier: MIT
#include "ui/lessons/playgroundorigins.h"

#include "lessons/launchpage.h"

#include "http/url.h"

#include <QCoreApplication>
#include <QStringList>

namespace hopscope
{

using namespace Qt::StringLiterals;

QString beginUrl(const Scenario &scenario)
{
    return QString::fromUtf8(launchUrl(scenario));
}

QString originsText(const QList<ScenarioOrigin> &origins)
{
    QStringList parts;
    for (const ScenarioOrigin &origin : origins)
        parts.append(u"%1 = %2"_s.arg(origin.name, QString::fromUtf8(baseUrl(origin))));
    return parts.join(u", "_s);
}

Result<QList<ScenarioOrigin>> originsFromText(const QString &text)
{
    QList<ScenarioOrigin> origins;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString name = part.section(u'=', 0, 0).trimmed();
        const QByteArray url = part.section(u'=', 1).trimmed().toUtf8();
        const Result<Url> parsed = parseUrl(url);
        if (!parsed || !parsed->host || name.isEmpty())
            return Result<QList<ScenarioOrigin>>::failure(
                QCoreApplication::translate("playground", "\"%1\" is not a server: write, for example, shop = "
                                                          "http://shop.localhost:8601, with commas between servers.")
                    .arg(part.trimmed()));
        const int port = parsed->port < 0 ? 0 : parsed->port;
        origins.append({name, parsed->scheme, *parsed->host, quint16(port)});
    }
    return origins;
}

Scenario firstPlayground()
{
    Scenario scenario;
    scenario.title = QCoreApplication::translate("playground", "My scenario");
    scenario.origins = {{u"shop"_s, "http", "shop.localhost", 8601}, {u"api"_s, "http", "api.localhost", 8602}};
    scenario.visits = {{"POST", "{shop}/orders", {{{"Content-Type", "text/plain"}}}, "tea"}};
    scenario.routes = {{u"shop"_s, "POST", "/orders", {}, {{.status = 307, .locations = {"{api}/orders"}}}},
                       {u"api"_s, {}, "/orders", {}, {{.status = 201, .body = "Ordered.\n"}}}};
    return scenario;
}

} // namespace hopscope
