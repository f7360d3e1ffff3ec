// SPDX-License-Identifier: MIT
#include "http/hstsfile.h"

#include "http/ascii.h"
#include "http/cookiedate.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kUnlimited = "unlimited";

using HstsEntry = Result<KnownHstsHost>;

/// The entries of `text`, each line read by `read`.
template <typename Read>
Result<QList<KnownHstsHost>> entriesOf(QByteArrayView text, Read read)
{
    QList<KnownHstsHost> entries;
    const QByteArrayList lines = text.toByteArray().split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArrayView line = QByteArrayView(lines[i]).trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const HstsEntry entry = read(line);
        if (!entry)
            return Result<QList<KnownHstsHost>>::failure(
                u"Line %1 of the HSTS file is wrong: %2."_s.arg(i + 1).arg(entry.error));
        entries.append(*entry);
    }
    return entries;
}

/// Each host and port once: the later time, and the first line for the rest.
HstsStore storeOf(const QList<KnownHstsHost> &entries)
{
    HstsStore store;
    QHash<std::pair<QByteArray, int>, qsizetype> places;
    for (const KnownHstsHost &entry : entries) {
        const std::pair key(entry.host, entry.port);
        const auto found = places.constFind(key);
        if (found == places.constEnd()) {
            places.insert(key, store.hosts.size());
            store.hosts.append(entry);
        } else {
            KnownHstsHost &known = store.hosts[*found];
            known.expires = std::max(known.expires, entry.expires);
        }
    }
    return store;
}

/// The host's name as the store has it; empty when it is none.
QByteArray hostNameOf(QByteArrayView text)
{
    if (text.endsWith('.'))
        text.chop(1);
    const bool hasControl = std::any_of(text.begin(), text.end(), ascii::isControl);
    return hasControl || text.contains('"') ? QByteArray() : text.toByteArray().toLower();
}

QDateTime timeAt(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(std::min(seconds, kNeverExpires), Qt::UTC);
}

/// "20271101 12:00:00", or any date that a cookie could have.
std::optional<QDateTime> curlTime(QByteArrayView text)
{
    if (text == kUnlimited)
        return timeAt(kNeverExpires);
    QDateTime time = QDateTime::fromString(QString::fromLatin1(text), u"yyyyMMdd HH:mm:ss"_s);
    if (!time.isValid())
        return parseCookieDate(text);
    time.setTimeSpec(Qt::UTC);
    return time;
}

HstsEntry readCurlEntry(QByteArrayView line)
{
    const auto blank = std::find_if(line.begin(), line.end(), ascii::isBlank);
    const QByteArrayView rest = line.sliced(blank - line.begin()).trimmed();
    if (rest.size() < 2 || !rest.startsWith('"') || !rest.endsWith('"'))
        return HstsEntry::failure(u"it is not a host and a time in quotes"_s);
    QByteArrayView name = line.first(blank - line.begin());
    KnownHstsHost known{.withSubdomains = name.startsWith('.')};
    if (known.withSubdomains)
        name = name.sliced(1);
    known.host = hostNameOf(name);
    if (known.host.isEmpty())
        return HstsEntry::failure(u"it has no host"_s);
    const std::optional<QDateTime> time = curlTime(rest.sliced(1, rest.size() - 2));
    if (!time)
        return HstsEntry::failure(u"its time is neither like \"20271101 12:00:00\" nor \"unlimited\""_s);
    known.expires = *time;
    return known;
}

HstsEntry readWgetEntry(QByteArrayView line)
{
    enum WgetField { Host, Port, WgetSubdomains, Created, MaxAge, WgetFieldCount };
    const QByteArrayList fields = line.toByteArray().simplified().split(' ');
    if (fields.size() != WgetFieldCount)
        return HstsEntry::failure(
            u"it has %1 fields instead of 5: host, port, subdomains, created, max-age"_s.arg(fields.size()));
    std::array<qint64, WgetFieldCount> numbers{};
    for (int i = Port; i < WgetFieldCount; ++i) {
        bool isNumber = false;
        numbers[size_t(i)] = fields[i].toLongLong(&isNumber);
        if (!isNumber || numbers[size_t(i)] < 0)
            return HstsEntry::failure(u"field %1 is not a number"_s.arg(i + 1));
    }
    if (numbers[Port] > kMaxPort)
        return HstsEntry::failure(u"there is no port %1"_s.arg(numbers[Port]));
    const QByteArray host = hostNameOf(fields[Host]);
    if (host.isEmpty())
        return HstsEntry::failure(u"it has no host"_s);
    const qint64 created = std::min(numbers[Created], kNeverExpires);
    return KnownHstsHost{.host = host,
                         .port = static_cast<int>(numbers[Port]),
                         .withSubdomains = numbers[WgetSubdomains] != 0,
                         .expires = timeAt(created + std::min(numbers[MaxAge], kNeverExpires))};
}

} // namespace

Result<HstsStore> parseCurlHsts(QByteArrayView text)
{
    const Result<QList<KnownHstsHost>> entries = entriesOf(text, readCurlEntry);
    return entries ? Result<HstsStore>(storeOf(*entries)) : Result<HstsStore>::failure(entries.error);
}

QByteArray writeCurlHsts(const HstsStore &store)
{
    QByteArray out = "# Your HSTS cache. https://curl.se/docs/hsts.html\n"
                     "# This file was generated by Hopscope! Edit at your own risk.\n";
    for (const KnownHstsHost &known : store.hosts) {
        const bool ends = known.expires.toSecsSinceEpoch() < kNeverExpires;
        const QByteArray time = known.expires.toUTC().toString(u"yyyyMMdd HH:mm:ss"_s).toLatin1();
        out +=
            (known.withSubdomains ? "." : "") + known.host + " \"" + (ends ? time : kUnlimited.toByteArray()) + "\"\n";
    }
    return out;
}

Result<HstsStore> parseWgetHsts(QByteArrayView text)
{
    const Result<QList<KnownHstsHost>> entries = entriesOf(text, readWgetEntry);
    return entries ? Result<HstsStore>(storeOf(*entries)) : Result<HstsStore>::failure(entries.error);
}

QByteArray writeWgetHsts(const HstsStore &store, const QDateTime &now)
{
    QByteArray out = "# HSTS 1.0 Known Hosts database for GNU Wget.\n"
                     "# Edit at your own risk.\n"
                     "# <hostname>\t<port>\t<incl. subdomains>\t<created>\t<max-age>\n";
    for (const KnownHstsHost &known : store.hosts) {
        if (known.expires <= now)
            continue;
        const int port = std::max(known.port, KnownHstsHost::DefaultPorts);
        out += known.host + '\t' + QByteArray::number(port) + '\t' + (known.withSubdomains ? '1' : '0') + '\t' +
               QByteArray::number(now.toSecsSinceEpoch()) + '\t' + QByteArray::number(now.secsTo(known.expires)) + '\n';
    }
    return out;
}

} // namespace hopscope
