// SPDX-License-Identifier: MIT
#include "findings/locationchecks.h"

#include "findings/words.h"
#include "http/location.h"
#include "http/url.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct Reader {
    LocationSyntax syntax;
    const char *name;
};

constexpr Reader kReaders[] = {
    {LocationSyntax::Rfc3986, "RFC 3986"},
    {LocationSyntax::Unencoded, "curl"},
    {LocationSyntax::WhatwgChromium, "Chromium"},
    {LocationSyntax::WhatwgFirefox, "Firefox"},
};

/// The target in the notation of the URL standard, so that only real differences count; empty if there is none.
QByteArray reading(LocationSyntax syntax, const QByteArray &base, const QByteArray &location)
{
    const Result<QByteArray> target = resolveLocation(syntax, base, location);
    if (!target)
        return {};
    const Result<Url> url = parseUrl(*target);
    return url ? serializeUrl(*url, false) : *target;
}

bool isRedirect(const Hop &hop)
{
    return isAnswered(hop, {301, 302, 303, 307, 308});
}

std::optional<QString> differingReadings(const QByteArray &base, const QByteArray &location)
{
    QStringList lines;
    QList<QByteArray> targets;
    for (const Reader &reader : kReaders) {
        targets.append(reading(reader.syntax, base, location));
        const QString target = targets.last().isEmpty() ? u"no URL"_s : urlText(targets.last());
        lines.append(u"%1: %2"_s.arg(QString::fromUtf8(reader.name), target));
    }
    if (std::ranges::all_of(targets, [&](const QByteArray &target) { return target == targets.first(); }))
        return std::nullopt;
    return lines.join(u"; "_s);
}

} // namespace

QList<Found> locationMissing(const Trace &trace)
{
    QList<Found> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        if (!isRedirect(hop))
            continue;
        const QList<QByteArray> values = hop.response->headers.all("Location");
        if (values.isEmpty())
            found.append({.hop = i, .detail = u"The %1 does not say where to go."_s.arg(hop.response->status)});
        else if (std::ranges::all_of(values, [](const QByteArray &value) { return value.isEmpty(); }))
            found.append({.hop = i,
                          .detail = u"The Location is empty: some clients request the same URL again, others stop."_s});
    }
    return found;
}

QList<Found> locationSeveral(const Trace &trace)
{
    QList<Found> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        if (!isRedirect(trace.hops[i]))
            continue;
        const QList<QByteArray> values = trace.hops[i].response->headers.all("Location");
        if (values.size() < 2)
            continue;
        const bool equal =
            std::ranges::all_of(values, [&](const QByteArray &value) { return value == values.first(); });
        const QString how = equal ? u"all the same"_s : u"clients choose different ones or refuse"_s;
        found.append({.hop = i, .detail = u"%1 Location lines: %2."_s.arg(QString::number(values.size()), how)});
    }
    return found;
}

QList<Found> locationAmbiguous(const Trace &trace)
{
    QList<Found> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        if (!isRedirect(trace.hops[i]))
            continue;
        const QList<QByteArray> values = trace.hops[i].response->headers.all("Location");
        if (values.size() != 1 || values.first().isEmpty())
            continue;
        if (const auto detail = differingReadings(trace.hops[i].request.url, values.first()))
            found.append({.hop = i, .detail = *detail});
    }
    return found;
}

} // namespace hopscope
