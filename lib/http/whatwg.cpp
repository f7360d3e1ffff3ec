// SPDX-License-Identifier: MIT
#include "http/ascii.h"
#include "http/headers.h"
#include "http/host.h"
#include "http/percent.h"
#include "http/url.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// The default port of a special scheme (file: 0), or -1 if the scheme is not special.
int specialPort(QByteArrayView scheme)
{
    if (scheme == "http" || scheme == "ws")
        return 80;
    if (scheme == "https" || scheme == "wss")
        return 443;
    if (scheme == "ftp")
        return 21;
    return scheme == "file" ? 0 : -1;
}

bool isDriveLetter(QByteArrayView text)
{
    return text.size() == 2 && ascii::isAlpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

bool startsWithDriveLetter(QByteArrayView text)
{
    return isDriveLetter(text.first(std::min<qsizetype>(text.size(), 2))) &&
           (text.size() == 2 || text[2] == '/' || text[2] == '\\');
}

bool isSingleDot(const QByteArray &segment)
{
    return segment == "." || equalsIgnoringCase(segment, "%2e");
}

bool isDoubleDot(const QByteArray &segment)
{
    QByteArray plain = segment.toLower();
    return plain.size() <= 6 && plain.replace("%2e", ".") == "..";
}

bool hasOpaquePath(const Url &url)
{
    return !url.host && !url.path.startsWith('/');
}

/// Length of the scheme at the start of `text` without its colon, or -1.
qsizetype schemeLength(QByteArrayView text)
{
    if (text.isEmpty() || !ascii::isAlpha(text[0]))
        return -1;
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == ':')
            return i;
        if (!ascii::isAlpha(text[i]) && !ascii::isDigit(text[i]) && !QByteArrayView("+-.").contains(text[i]))
            return -1;
    }
    return -1;
}

/// The states of the "basic URL parser", by parts instead of code points: in every state "#" starts the fragment and
/// "?" the query, so both are cut off first.
class Parser
{
public:
    explicit Parser(const Url *base) : m_base(base) {}

    Result<Url> parse(QByteArrayView input)
    {
        const QByteArray text = cleaned(input);
        QByteArrayView rest = text;
        const std::optional<QByteArrayView> fragment = cut(rest, '#');
        const std::optional<QByteArrayView> query = cut(rest, '?');
        if (!parseRest(rest, query.has_value(), fragment.has_value()))
            return Result<Url>::failure(m_error);
        if (query)
            m_url.query = percentEncoded(*query, m_special ? EncodeSet::SpecialQuery : EncodeSet::Query);
        if (fragment)
            m_url.fragment = percentEncoded(*fragment, EncodeSet::Fragment);
        return m_url;
    }

private:
    static QByteArray cleaned(QByteArrayView input)
    {
        const auto isTrimmed = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
        while (!input.isEmpty() && isTrimmed(input.front()))
            input = input.sliced(1);
        while (!input.isEmpty() && isTrimmed(input.back()))
            input.chop(1);
        QByteArray text = input.toByteArray();
        text.removeIf([](char c) { return c == '\t' || c == '\n' || c == '\r'; });
        return text;
    }

    static std::optional<QByteArrayView> cut(QByteArrayView &text, char separator)
    {
        const qsizetype at = text.indexOf(separator);
        if (at < 0)
            return std::nullopt;
        const QByteArrayView after = text.sliced(at + 1);
        text = text.first(at);
        return after;
    }

    bool fail(const QString &why)
    {
        m_error = why;
        return false;
    }

    bool isSlash(char c) const { return c == '/' || (m_special && c == '\\'); }
    bool slashAt(QByteArrayView text, qsizetype i) const { return i < text.size() && isSlash(text[i]); }

    void setScheme(const QByteArray &scheme)
    {
        m_url.scheme = scheme;
        m_special = specialPort(scheme) >= 0;
    }

    bool parseRest(QByteArrayView rest, bool hasQuery, bool hasFragment)
    {
        const qsizetype length = schemeLength(rest);
        if (length < 0)
            return parseWithoutScheme(rest, hasQuery, hasFragment);
        setScheme(rest.first(length).toByteArray().toLower());
        rest = rest.sliced(length + 1);
        if (m_url.scheme == "file")
            return parseFile(rest, hasQuery, m_base && m_base->scheme == "file" ? m_base : nullptr);
        if (m_special && m_base && m_base->scheme == m_url.scheme && !rest.startsWith("//"))
            return parseRelative(rest, hasQuery);
        if (m_special)
            return parseAuthorityAfterSlashes(rest);
        if (rest.startsWith("//"))
            return parseAuthority(rest.sliced(2));
        if (rest.startsWith('/'))
            return parsePath(rest.sliced(1));
        m_url.path = percentEncoded(rest, EncodeSet::C0Control);
        if ((hasQuery || hasFragment) && m_url.path.endsWith(' '))
            m_url.path = m_url.path.chopped(1) + "%20";
        return true;
    }

    bool parseWithoutScheme(QByteArrayView rest, bool hasQuery, bool hasFragment)
    {
        if (!m_base)
            return fail(u"The URL has no scheme such as http: and there is no base URL to complete it."_s);
        setScheme(m_base->scheme);
        if (hasOpaquePath(*m_base)) {
            if (!rest.isEmpty() || hasQuery || !hasFragment)
                return fail(
                    u"A relative URL cannot be resolved against a %1: URL."_s.arg(QLatin1StringView(m_base->scheme)));
            m_url = *m_base;
            return true;
        }
        return m_url.scheme == "file" ? parseFile(rest, hasQuery, m_base) : parseRelative(rest, hasQuery);
    }

    bool parseRelative(QByteArrayView rest, bool hasQuery)
    {
        if (m_special && slashAt(rest, 0) && slashAt(rest, 1))
            return parseAuthorityAfterSlashes(rest);
        if (rest.startsWith("//"))
            return parseAuthority(rest.sliced(2));
        m_url.username = m_base->username;
        m_url.password = m_base->password;
        m_url.host = m_base->host;
        m_url.port = m_base->port;
        if (slashAt(rest, 0))
            return parsePath(rest.sliced(1));
        return parseRelativePath(rest, hasQuery);
    }

    bool parseRelativePath(QByteArrayView rest, bool hasQuery)
    {
        m_url.path = m_base->path;
        if (rest.isEmpty()) {
            if (!hasQuery)
                m_url.query = m_base->query;
            return true;
        }
        if (m_url.scheme == "file" && startsWithDriveLetter(rest))
            m_url.path.clear();
        else
            shortenPath();
        return parsePath(rest);
    }

    bool parseAuthorityAfterSlashes(QByteArrayView rest)
    {
        while (slashAt(rest, 0))
            rest = rest.sliced(1);
        return parseAuthority(rest);
    }

    bool parseAuthority(QByteArrayView rest)
    {
        const auto *const slash = std::find_if(rest.begin(), rest.end(), [this](char c) { return isSlash(c); });
        QByteArrayView authority(rest.begin(), slash);
        const qsizetype at = authority.lastIndexOf('@');
        if (at >= 0) {
            QByteArrayView userinfo = authority.first(at);
            const std::optional<QByteArrayView> password = cut(userinfo, ':');
            m_url.username = percentEncoded(userinfo, EncodeSet::Userinfo);
            m_url.password = percentEncoded(password.value_or(QByteArrayView()), EncodeSet::Userinfo);
            authority = authority.sliced(at + 1);
        }
        const qsizetype colon = portColon(authority);
        const QByteArrayView host = colon < 0 ? authority : authority.first(colon);
        if (host.isEmpty() && (m_special || at >= 0 || colon >= 0))
            return fail(u"The URL has no host."_s);
        const Result<QByteArray> parsed = parseHost(host, m_special);
        if (!parsed)
            return fail(parsed.error);
        m_url.host = *parsed;
        if (colon >= 0 && !parsePort(authority.sliced(colon + 1)))
            return false;
        return parsePathStart(QByteArrayView(slash, rest.end()));
    }

    static qsizetype portColon(QByteArrayView authority)
    {
        bool inBrackets = false;
        for (qsizetype i = 0; i < authority.size(); ++i) {
            if (authority[i] == ':' && !inBrackets)
                return i;
            if (authority[i] == '[' || authority[i] == ']')
                inBrackets = authority[i] == '[';
        }
        return -1;
    }

    bool parsePort(QByteArrayView text)
    {
        int port = 0;
        for (const char c : text) {
            if (!ascii::isDigit(c))
                return fail(u"The port contains %1; only digits are allowed there."_s.arg(ascii::nameOfByte(c)));
            port = std::min(port * 10 + (c - '0'), kMaxPort + 1);
        }
        if (port > kMaxPort)
            return fail(u"The port is greater than %1."_s.arg(kMaxPort));
        m_url.port = text.isEmpty() || port == specialPort(m_url.scheme) ? -1 : port;
        return true;
    }

    bool parseFile(QByteArrayView rest, bool hasQuery, const Url *base)
    {
        m_url.host = QByteArray();
        if (slashAt(rest, 0) && slashAt(rest, 1))
            return parseFileHost(rest.sliced(2));
        if (base)
            m_url.host = base->host;
        if (slashAt(rest, 0)) {
            constexpr qsizetype driveLength = 3;
            if (base && !startsWithDriveLetter(rest.sliced(1)) &&
                isDriveLetter(
                    QByteArrayView(base->path).sliced(1).first(std::min<qsizetype>(2, base->path.size() - 1))) &&
                (base->path.size() == driveLength || base->path[driveLength] == '/'))
                m_url.path = base->path.first(driveLength);
            return parsePath(rest.sliced(1));
        }
        return base ? parseRelativePath(rest, hasQuery) : parsePath(rest);
    }

    bool parseFileHost(QByteArrayView rest)
    {
        const auto *const slash = std::find_if(rest.begin(), rest.end(), [this](char c) { return isSlash(c); });
        const QByteArrayView host(rest.begin(), slash);
        if (isDriveLetter(host))
            return parsePath(rest);
        if (!host.isEmpty()) {
            const Result<QByteArray> parsed = parseHost(host, true);
            if (!parsed)
                return fail(parsed.error);
            m_url.host = *parsed == "localhost" ? QByteArray() : *parsed;
        }
        return parsePathStart(QByteArrayView(slash, rest.end()));
    }

    bool parsePathStart(QByteArrayView rest)
    {
        if (rest.isEmpty() && !m_special)
            return true;
        return parsePath(slashAt(rest, 0) ? rest.sliced(1) : rest);
    }

    bool parsePath(QByteArrayView rest)
    {
        for (bool more = true; more;) {
            const auto *const slash = std::find_if(rest.begin(), rest.end(), [this](char c) { return isSlash(c); });
            more = slash != rest.end();
            addSegment(percentEncoded(QByteArrayView(rest.begin(), slash), EncodeSet::Path), more);
            rest = more ? QByteArrayView(slash + 1, rest.end()) : QByteArrayView();
        }
        return true;
    }

    void addSegment(QByteArray segment, bool more)
    {
        const bool up = isDoubleDot(segment);
        if (up)
            shortenPath();
        if (up || isSingleDot(segment)) {
            if (!more)
                m_url.path += '/';
            return;
        }
        if (m_url.scheme == "file" && m_url.path.isEmpty() && isDriveLetter(segment))
            segment[1] = ':';
        m_url.path += '/' + segment;
    }

    void shortenPath()
    {
        if (m_url.scheme == "file" && m_url.path.size() == 3 && isDriveLetter(QByteArrayView(m_url.path).sliced(1)))
            return;
        m_url.path.truncate(std::max<qsizetype>(0, m_url.path.lastIndexOf('/')));
    }

    const Url *m_base;
    Url m_url;
    bool m_special = false;
    QString m_error;
};

} // namespace

Result<Url> parseUrl(QByteArrayView input, const Url *base)
{
    return Parser(base).parse(input);
}

} // namespace hopscope
