// SPDX-License-Identifier: MIT
#include "class/devicename.h"

#include "class/classtext.h"
#include "formats/record/recordedclient.h"
#include "lessons/visit.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxNamePart = 40;

struct BrowserToken {
    QByteArrayView token; ///< what stands before the version
    const char *name;
};

/// In the order in which they are looked for: every browser names those that came before it, too.
constexpr BrowserToken kBrowserTokens[] = {{"EdgA/", "Edge"},
                                           {"EdgiOS/", "Edge"},
                                           {"Edg/", "Edge"},
                                           {"OPR/", "Opera"},
                                           {"SamsungBrowser/", "Samsung Internet"},
                                           {"CriOS/", "Chrome"},
                                           {"FxiOS/", "Firefox"},
                                           {"Firefox/", "Firefox"},
                                           {"HeadlessChrome/", "Chrome"},
                                           {"Chrome/", "Chrome"},
                                           {"Version/", "Safari"}};

QString versionAt(const QByteArray &agent, qsizetype from)
{
    qsizetype end = from;
    while (end < agent.size() && (agent.at(end) == '.' || (agent.at(end) >= '0' && agent.at(end) <= '9')))
        ++end;
    return QString::fromLatin1(agent.mid(from, std::min(end - from, kMaxNamePart)));
}

/// Of "(Linux; Android 14; Pixel 8)" what names the system: "Android 14".
QString systemOf(const QByteArray &agent)
{
    const qsizetype open = agent.indexOf('(');
    const qsizetype close = agent.indexOf(')', open);
    if (open < 0 || close < 0)
        return {};
    const QList<QByteArray> parts = agent.mid(open + 1, close - open - 1).split(';');
    QByteArray system = parts.first().trimmed();
    for (const QByteArray &part : parts) {
        const QByteArray text = part.trimmed();
        if (text.startsWith("Android") || text.startsWith("CPU iPhone OS") || text.startsWith("Windows NT"))
            system = text;
    }
    if (system.startsWith("CPU iPhone OS "))
        system = "iPhone, iOS " + system.split(' ').value(3).replace('_', '.');
    if (system == "X11" && parts.size() > 1)
        system = parts.at(1).trimmed();
    return QString::fromUtf8(system).left(kMaxNamePart);
}

} // namespace

DeviceName deviceNameOf(const QByteArray &userAgent)
{
    for (const BrowserToken &row : kBrowserTokens) {
        if (const qsizetype at = userAgent.indexOf(row.token); at >= 0)
            return {QString::fromLatin1(row.name), versionAt(userAgent, at + row.token.size()), systemOf(userAgent)};
    }
    const QByteArray product = userAgent.split(' ').first();
    const qsizetype slash = product.indexOf('/');
    const QString name = QString::fromUtf8(slash < 0 ? product : product.first(slash)).left(kMaxNamePart);
    return {name, slash < 0 ? QString() : versionAt(product, slash + 1), {}};
}

QString deviceText(const DeviceName &name)
{
    QString text = name.browser.isEmpty() ? classText(ClassText::UnknownBrowser) : name.browser;
    if (!name.version.isEmpty())
        text += u' ' + name.version;
    return name.system.isEmpty() ? text : classText(ClassText::BrowserOnSystem).arg(text, name.system);
}

QString deviceClientOf(const QByteArray &userAgent, const Scenario &scenario)
{
    const QStringList ids = clientsNamed(userAgent);
    const bool isScript = !scenario.visits.isEmpty() && askedBy(scenario.visits.first()) == AskedBy::Fetch;
    const auto ending = std::find_if(
        ids.begin(), ids.end(), [&](const QString &id) { return id.endsWith(isScript ? u"-fetch"_s : u"-nav"_s); });
    return ending != ids.end() ? *ending : ids.value(0, u"browser"_s);
}

} // namespace hopscope
