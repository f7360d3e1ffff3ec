// SPDX-License-Identifier: MIT
#include "formats/tools/devtoolscopy.h"

#include "formats/har/harentry.h"
#include "formats/record/recordedhead.h"
#include "formats/record/recordedtraces.h"
#include "http/headers.h"
#include "http/url.h"
#include "redirect/profile.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Longer lines are not titles: each is searched from each of its brackets.
constexpr qsizetype kLongestTitle = 100;

enum class Side { General, Response, Request, None };

struct Title {
    QByteArrayView text; ///< in small letters
    Side side;
};

/// What stands above a block of lines.
constexpr Title kTitles[] = {{"general", Side::General},
                             {"summary", Side::General},
                             {"response headers", Side::Response},
                             {"response", Side::Response},
                             {"request headers", Side::Request},
                             {"request", Side::Request},
                             {"query string parameters", Side::None},
                             {"form data", Side::None},
                             {"request payload", Side::None},
                             {"early hints headers", Side::None}};

/// What the tools say of a request besides its fields.
constexpr QByteArrayView kGeneral[] = {
    "request url",     "url",       "request method", "method",  "status code", "status", "address",  "remote address",
    "referrer policy", "initiator", "source",         "version", "transferred", "scheme", "filename", "dns resolution",
    "request priority"};

/// Fields that no response has. They tell the side where no title does.
constexpr QByteArrayView kOfRequests[] = {"host",
                                          "user-agent",
                                          "accept",
                                          "accept-encoding",
                                          "accept-language",
                                          "cookie",
                                          "referer",
                                          "origin",
                                          "authorization",
                                          "if-none-match",
                                          "if-modified-since",
                                          "dnt",
                                          "upgrade-insecure-requests",
                                          "priority",
                                          "te",
                                          "expect",
                                          "range",
                                          "sec-gpc"};

bool isGeneral(const QByteArray &name)
{
    return std::ranges::find(kGeneral, QByteArrayView(name)) != std::end(kGeneral);
}

bool isOfRequests(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return lower.startsWith(':') || lower.startsWith("sec-") || lower.startsWith("x-requested-") ||
           std::ranges::find(kOfRequests, QByteArrayView(lower)) != std::end(kOfRequests);
}

std::optional<Side> titleIn(const QByteArray &line)
{
    if (line.size() > kLongestTitle)
        return std::nullopt;
    static const QRegularExpression extra(u"(?: ?\\([^)]*\\)|view source|view parsed|raw|headers \\d+)+$"_s);
    const QByteArray plain = QString::fromUtf8(line.trimmed().toLower()).remove(extra).trimmed().toUtf8();
    const auto found = std::ranges::find_if(kTitles, [&](const Title &title) { return title.text == plain; });
    return found == std::end(kTitles) ? std::nullopt : std::optional(found->side);
}

/// "192.0.2.1:443" without its port, which may not be there.
QString addressIn(const QByteArray &value)
{
    const qsizetype colon = value.lastIndexOf(':');
    return QString::fromUtf8(colon < 0 ? value : value.first(colon));
}

bool beginsWith(QByteArrayView text, QByteArrayView word)
{
    return text.size() >= word.size() && text.first(word.size()).compare(word, Qt::CaseInsensitive) == 0;
}

class CopyReader
{
public:
    Result<ReadRecord> read(const QByteArray &text);

private:
    void line(const QByteArray &line);
    void pair(const QByteArray &name, const QByteArray &value);
    bool general(const QByteArray &name, const QByteArray &value);
    void status(const QByteArray &value);
    void headLine(const QByteArray &line);
    void end();

    QList<Recorded> m_exchanges;
    RecordNotes m_notes;
    std::optional<Recorded> m_current;
    Response m_response;
    Side m_side = Side::General;
    bool m_hasTitles = false;
    bool m_isTwoLines = false; ///< names and values stand on lines of their own
    QByteArray m_name;         ///< whose value comes on the next line
};

void CopyReader::status(const QByteArray &value)
{
    static const QRegularExpression pattern(u"(\\d{3})(?:\\s+([^()]*))?(\\(.*\\))?"_s);
    const QRegularExpressionMatch match = pattern.match(QString::fromUtf8(value));
    if (!match.hasMatch()) {
        m_current->hop.error = QString::fromUtf8(value);
        return;
    }
    m_response.status = match.captured(1).toInt();
    m_response.reason = match.captured(2).trimmed().toUtf8();
    if (match.captured(3).contains("cache"_L1))
        m_current->hop.kind = HopKind::Cache;
}

/// False: it is a field.
bool CopyReader::general(const QByteArray &name, const QByteArray &value)
{
    const QByteArray lower = name.toLower();
    if (lower == "request url" || (lower == "url" && m_side == Side::General)) {
        end();
        m_current = Recorded();
        m_current->hop.request = {.method = {}, .url = value, .version = {}};
        m_response = {.version = {}};
        m_side = Side::General;
        return true;
    }
    if (!m_current || !isGeneral(lower) || (m_side != Side::General && m_hasTitles))
        return false;
    if (lower == "request method" || lower == "method")
        m_current->hop.request.method = value;
    else if (lower == "status code" || lower == "status")
        status(value);
    else if (lower == "remote address" || lower == "address")
        m_current->hop.connection.address = addressIn(value);
    else if (lower == "version")
        m_current->hop.request.version = value;
    return true;
}

void CopyReader::pair(const QByteArray &name, const QByteArray &value)
{
    if (general(name, value) || !m_current || m_side == Side::None)
        return;
    if (!m_hasTitles && m_side != Side::Request)
        m_side = isOfRequests(name) ? Side::Request : Side::Response;
    if (!isToken(name) && !name.startsWith(':'))
        return;
    Headers &headers = m_side == Side::Request ? m_current->hop.request.headers : m_response.headers;
    headers.append(name, value);
}

/// "Raw" shows the lines of HTTP/1.1 themselves.
void CopyReader::headLine(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    if (isStatusLine(line)) {
        m_response.version = words.value(0);
        m_side = Side::Response;
    } else {
        m_current->hop.request.version = words.constLast();
        m_current->hop.request.method = words.value(0);
        m_side = Side::Request;
    }
}

void CopyReader::line(const QByteArray &line)
{
    const QByteArray text = line.trimmed();
    if (!m_name.isEmpty()) {
        pair(std::exchange(m_name, {}), text);
        return;
    }
    if (text.isEmpty())
        return;
    if (const std::optional<Side> title = titleIn(text)) {
        m_side = *title;
        m_hasTitles |= *title != Side::General;
        return;
    }
    if (m_current && (isStatusLine(text) || isRequestLine(text))) {
        headLine(text);
        return;
    }
    const qsizetype colon = text.indexOf(':', 1);
    if (colon < 0 || (m_isTwoLines && colon != text.size() - 1)) {
        m_isTwoLines |= colon < 0 && isGeneral(text.toLower());
        if (m_isTwoLines)
            m_name = text;
    } else if (colon == text.size() - 1) {
        m_name = text.chopped(1);
    } else {
        pair(text.first(colon), text.sliced(colon + 1).trimmed());
    }
}

void CopyReader::end()
{
    if (!m_current)
        return;
    Recorded exchange = *std::exchange(m_current, std::nullopt);
    Hop &hop = exchange.hop;
    m_hasTitles = false;
    if (!isHttpScheme(splitUri(hop.request.url).scheme)) {
        m_notes.add(
            u"a request was left out: its URL, \"%1\", is not http or https"_s.arg(QString::fromUtf8(hop.request.url)));
        return;
    }
    if (hop.request.method.isEmpty()) {
        hop.request.method = hop.request.headers.first(":method").value_or("GET");
        if (!hop.request.headers.contains(":method"))
            hop.notes.append(u"The text does not name the method of this request; GET is assumed."_s);
    }
    hop.request.body = lengthOnly(hop.request.headers);
    hop.response = m_response;
    if (m_response.status > 0)
        hop.response->body = lengthOnly(hop.request.method, m_response);
    adoptForeignEntry(exchange);
    m_exchanges.append(exchange);
}

Result<ReadRecord> CopyReader::read(const QByteArray &text)
{
    for (const QByteArray &each : linesOf(text))
        line(each);
    if (!m_name.isEmpty())
        line({});
    end();
    return recordOf(m_exchanges, u"headers copied from a browser's tools"_s, *findClient(u"browser"),
                    u"there is no Request URL in this text: copy the whole Headers tab"_s, m_notes);
}

} // namespace

bool looksLikeDevToolsCopy(const QByteArray &text)
{
    const bool hasUrl = hasLine(text, [](QByteArrayView line) {
        constexpr QByteArrayView title = "request url";
        const QByteArrayView plain = line.trimmed();
        return beginsWith(plain, title) && (plain.size() == title.size() || plain[title.size()] == ':');
    });
    return hasUrl || (beginsWith(QByteArrayView(text).trimmed(), "summary") &&
                      hasLine(text, [](QByteArrayView line) { return line.startsWith("URL: http"); }));
}

Result<ReadRecord> readDevToolsCopy(const QByteArray &text)
{
    return CopyReader().read(text);
}

} // namespace hopscope
