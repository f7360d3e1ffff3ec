// SPDX-License-Identifier: MIT
#include "formats/session/sessionfile.h"

#include "formats/readers.h"
#include "formats/redaction/echoes.h"
#include "formats/redaction/secretspellings.h"
#include "http/hstsfile.h"
#include "http/uriparts.h"
#include "redirect/chaincookies.h"
#include "text/jsonreader.h"
#include "text/jsonwrite.h"
#include "trace/tracejson.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kSessionFormat = "hopscope-session"_L1;
constexpr int kMaxPort = 65535;
// How the files of HSTS begin that curl and wget write.
constexpr QByteArrayView kCurlHstsStart = "# Your HSTS cache";
constexpr QByteArrayView kWgetHstsStart = "# HSTS 1.0 Known Hosts";
// What a recording is taken in as: it does not say which rules its client had.
constexpr auto kImportingClient = "chromium-nav"_L1;

struct SameSiteWord {
    SameSite rule;
    QLatin1StringView word;
};

constexpr SameSiteWord kSameSiteWords[] = {{SameSite::Unset, "unset"_L1},
                                           {SameSite::None, "none"_L1},
                                           {SameSite::Lax, "lax"_L1},
                                           {SameSite::Strict, "strict"_L1}};

QLatin1StringView wordOf(SameSite rule)
{
    return std::ranges::find(kSameSiteWords, rule, &SameSiteWord::rule)->word;
}

QJsonObject cookieToJson(const Cookie &cookie, bool withValue)
{
    QJsonObject object{{u"hostOnly"_s, cookie.hostOnly},
                       {u"secure"_s, cookie.secure},
                       {u"httpOnly"_s, cookie.httpOnly},
                       {u"partitioned"_s, cookie.partitioned},
                       {u"bare"_s, cookie.bare},
                       {u"sameSite"_s, wordOf(cookie.sameSite)},
                       {u"port"_s, cookie.port},
                       {u"expires"_s, timeToJson(cookie.expires.value_or(QDateTime()))},
                       {u"created"_s, timeToJson(cookie.created)}};
    bytesToJson(object, "name"_L1, "nameBase64"_L1, cookie.name);
    if (withValue)
        bytesToJson(object, "value"_L1, "valueBase64"_L1, cookie.value);
    bytesToJson(object, "domain"_L1, "domainBase64"_L1, cookie.domain);
    bytesToJson(object, "path"_L1, "pathBase64"_L1, cookie.path);
    bytesToJson(object, "partition"_L1, "partitionBase64"_L1, cookie.partition);
    return object;
}

Cookie cookieFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    Cookie cookie;
    cookie.name = in.bytes("name"_L1, "nameBase64"_L1);
    cookie.valueKnown = in.has("value"_L1);
    if (cookie.valueKnown)
        cookie.value = in.bytes("value"_L1, "valueBase64"_L1);
    cookie.domain = in.bytes("domain"_L1, "domainBase64"_L1);
    cookie.path = in.bytes("path"_L1, "pathBase64"_L1);
    cookie.partition = in.bytes("partition"_L1, "partitionBase64"_L1);
    cookie.hostOnly = in.boolean("hostOnly"_L1);
    cookie.secure = in.boolean("secure"_L1);
    cookie.httpOnly = in.boolean("httpOnly"_L1);
    cookie.partitioned = in.boolean("partitioned"_L1);
    cookie.bare = in.boolean("bare"_L1);
    const QString word = in.text("sameSite"_L1);
    const auto *const rule = std::ranges::find(kSameSiteWords, word, &SameSiteWord::word);
    if (rule == std::end(kSameSiteWords))
        in.failWord("sameSite"_L1, {u"unset"_s, u"none"_s, u"lax"_s, u"strict"_s});
    else
        cookie.sameSite = rule->rule;
    cookie.port = int(in.integer("port"_L1, 0, kMaxPort));
    if (const QDateTime expires = in.time("expires"_L1); expires.isValid())
        cookie.expires = expires;
    cookie.created = in.time("created"_L1);
    if (!isFieldValue(cookie.name) || !isFieldValue(cookie.value))
        in.fail("name"_L1, u"name or value has a control byte"_s);
    in.finish();
    return cookie;
}

QJsonObject hostToJson(const KnownHstsHost &known)
{
    QJsonObject object{{u"port"_s, known.port},
                       {u"withSubdomains"_s, known.withSubdomains},
                       {u"expires"_s, timeToJson(known.expires)}};
    bytesToJson(object, "host"_L1, "hostBase64"_L1, known.host);
    return object;
}

KnownHstsHost hostFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    KnownHstsHost known;
    known.host = in.bytes("host"_L1, "hostBase64"_L1);
    known.port = int(in.integer("port"_L1, KnownHstsHost::AnyPort, kMaxPort));
    known.withSubdomains = in.boolean("withSubdomains"_L1);
    known.expires = in.time("expires"_L1);
    in.finish();
    return known;
}

QJsonObject redirectToJson(const QByteArray &url, const StoredResponse &stored)
{
    QJsonObject object{{u"requestHeaders"_s, headersToJson(stored.request)},
                       {u"status"_s, stored.response.status},
                       {u"headers"_s, headersToJson(stored.response.headers)},
                       {u"received"_s, timeToJson(stored.received)}};
    bytesToJson(object, "url"_L1, "urlBase64"_L1, url);
    bytesToJson(object, "method"_L1, "methodBase64"_L1, stored.method);
    bytesToJson(object, "partition"_L1, "partitionBase64"_L1, stored.partition);
    bytesToJson(object, "reason"_L1, "reasonBase64"_L1, stored.response.reason);
    bytesToJson(object, "version"_L1, "versionBase64"_L1, stored.response.version);
    return object;
}

std::pair<QByteArray, StoredResponse> redirectFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    StoredResponse stored;
    const QByteArray url = in.bytes("url"_L1, "urlBase64"_L1);
    stored.method = in.bytes("method"_L1, "methodBase64"_L1);
    stored.partition = in.bytes("partition"_L1, "partitionBase64"_L1);
    stored.request.fields = in.list<Header>("requestHeaders"_L1, headerFromJson);
    stored.response.status = int(in.integer("status"_L1, 300, 399));
    stored.response.reason = in.bytes("reason"_L1, "reasonBase64"_L1);
    stored.response.version = in.bytes("version"_L1, "versionBase64"_L1);
    stored.response.headers.fields = in.list<Header>("headers"_L1, headerFromJson);
    stored.received = in.time("received"_L1);
    in.finish();
    return {url, stored};
}

/// Whether URL or fields of a stored redirect have what an export would take out.
bool hasSecret(const QByteArray &url, const StoredResponse &stored, const RedactionOptions &options)
{
    Trace trace;
    trace.hops.append(
        {.request = {.method = stored.method, .url = url, .headers = stored.request}, .response = stored.response});
    const Redaction redaction = redacted(trace, options);
    return !redaction.removed.isEmpty() || (!options.values.isEmpty() && redaction.trace != trace);
}

/// A cookie gets the path of the request's URL, which may have had a secret in it.
bool hasSecret(const Cookie &cookie, const RedactionOptions &options)
{
    const auto isInPath = [&](const QByteArray &text) { return cookie.path.contains(text); };
    return std::any_of(options.values.begin(), options.values.end(), [&](const QByteArray &value) {
        if (value.size() < kMinToldSecret)
            return false;
        const QList<QByteArray> spellings = otherSpellings(value);
        return isInPath(value) || std::any_of(spellings.begin(), spellings.end(), isInPath);
    });
}

ClientMemory sessionFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    in.format(kSessionFormat, "version"_L1, kSessionFileVersion);
    ClientMemory memory;
    memory.jar.cookies = in.list<Cookie>("cookies"_L1, cookieFromJson);
    memory.hsts.hosts = in.list<KnownHstsHost>("secureHosts"_L1, hostFromJson);
    for (const auto &[url, stored] : in.list<std::pair<QByteArray, StoredResponse>>("redirects"_L1, redirectFromJson))
        memory.redirects.insert(url, stored);
    in.finish();
    return memory;
}

ClientMemory takenIn(const QList<Trace> &traces)
{
    const ClientProfile &profile = *findClient(QString(kImportingClient));
    const EarlierRequests nothing;
    ClientMemory memory;
    for (const Trace &trace : traces) {
        for (const Hop &hop : trace.hops) {
            if (!hop.response || !reachesServer(hop.kind))
                continue;
            const QDateTime received = trace.started.addMSecs(hop.timing.start / 1000);
            storeResponseCookies(memory.jar, profile, {}, hop.request, *hop.response, received);
            remember(memory, profile, hop, {nothing, received});
        }
    }
    return memory;
}

/// Appends `more` to `items`; one with the key of an item takes its place.
template <typename T, typename Key>
void mergeInto(QList<T> &items, const QList<T> &more, Key key)
{
    std::map<decltype(key(std::declval<T>())), qsizetype> places;
    for (qsizetype i = 0; i < items.size(); ++i)
        places.emplace(key(items.at(i)), i);
    for (const T &item : more) {
        const auto [place, isNew] = places.emplace(key(item), items.size());
        if (isNew)
            items.append(item);
        else
            items[place->second] = item;
    }
}

bool isSessionFile(const QByteArray &file)
{
    return file.contains(kSessionFormat.data());
}

bool looksLikeCookieFile(const QByteArray &file)
{
    const QByteArray start = file.left(200).trimmed();
    return start.startsWith("# Netscape HTTP Cookie File") || start.startsWith("# HTTP Cookie File") ||
           (!start.startsWith('{') && !start.startsWith('[') && start.contains('\t'));
}

} // namespace

SessionFile writeSession(const ClientMemory &memory, SessionSecrets secrets, const RedactionOptions &options)
{
    SessionFile file;
    QJsonArray cookies;
    for (const Cookie &cookie : memory.jar.cookies) {
        const bool withValue = cookie.valueKnown && secrets == SessionSecrets::Kept;
        file.leftOut.cookieValues += withValue ? 0 : 1;
        if (secrets == SessionSecrets::LeftOut && hasSecret(cookie, options))
            continue;
        cookies.append(cookieToJson(cookie, withValue));
    }
    QJsonArray redirects;
    for (auto each = memory.redirects.begin(); each != memory.redirects.end(); ++each) {
        if (secrets == SessionSecrets::LeftOut && hasSecret(each.key(), *each, options))
            ++file.leftOut.redirects;
        else
            redirects.append(redirectToJson(each.key(), *each));
    }
    file.json = jsonText({{u"format"_s, kSessionFormat},
                          {u"version"_s, kSessionFileVersion},
                          {u"cookies"_s, cookies},
                          {u"secureHosts"_s, listToJson(memory.hsts.hosts, hostToJson)},
                          {u"redirects"_s, redirects}});
    return file;
}

Result<ClientMemory> readSession(const QByteArray &file)
{
    if (file.size() > kMaxSessionBytes)
        return Result<ClientMemory>::failure(
            u"The session is larger than %1 MiB."_s.arg(kMaxSessionBytes / (1024 * 1024)));
    if (isSessionFile(file))
        return readJsonFile<ClientMemory>(file, sessionFromJson);
    if (file.startsWith(kCurlHstsStart) || file.startsWith(kWgetHstsStart)) {
        const Result<HstsStore> hosts = file.startsWith(kCurlHstsStart) ? parseCurlHsts(file) : parseWgetHsts(file);
        return hosts ? Result<ClientMemory>(ClientMemory{.hsts = *hosts}) : Result<ClientMemory>::failure(hosts.error);
    }
    if (looksLikeCookieFile(file)) {
        const Result<CookieJar> jar = parseCookieFile(file);
        return jar ? Result<ClientMemory>(ClientMemory{.jar = *jar}) : Result<ClientMemory>::failure(jar.error);
    }
    const Result<QList<Trace>> traces = readTraces(file);
    return traces ? Result<ClientMemory>(takenIn(*traces)) : Result<ClientMemory>::failure(traces.error);
}

ClientMemory merged(ClientMemory memory, const ClientMemory &more)
{
    mergeInto(memory.jar.cookies, more.jar.cookies, [](const Cookie &cookie) {
        return std::tuple(cookie.name, cookie.domain, cookie.path, cookie.hostOnly, cookie.partition, cookie.port);
    });
    mergeInto(memory.hsts.hosts, more.hsts.hosts,
              [](const KnownHstsHost &known) { return std::pair(known.host, known.port); });
    for (auto each = more.redirects.begin(); each != more.redirects.end(); ++each)
        memory.redirects.insert(each.key(), *each);
    return memory;
}

} // namespace hopscope
