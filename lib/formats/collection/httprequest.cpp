// SPDX-License-Identifier: MIT
#include "formats/collection/httprequest.h"

#include "http/ascii.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kOtherProtocols[] = {"WEBSOCKET", "GRPC", "RSOCKET", "TCP"};
/// Tags that Hopscope does without, and says so.
constexpr QByteArrayView kQuietTags[] = {"name", "no-log", "no-auto-encoding", "use-os-credentials"};
constexpr qint64 kMillisecondsOfSecond = 1000;
constexpr qsizetype kMaxLineShown = 60;

bool isComment(QByteArrayView line)
{
    const QByteArrayView text = line.trimmed();
    return text.startsWith('#') || text.startsWith("//");
}

QString shownLine(QByteArrayView line)
{
    return QString::fromUtf8(line.first(std::min(line.size(), kMaxLineShown)));
}

class HttpRequestReader
{
public:
    explicit HttpRequestReader(const HttpBlock &block) : m_lines(block.lines) { m_collected.name = block.name; }

    Result<CollectedRequest> read()
    {
        skipToRequest();
        if (m_at >= m_lines.size())
            return Result<CollectedRequest>::failure(u"there is no request behind the script"_s);
        if (m_lines.at(m_at).trimmed().startsWith("curl "))
            return readCurl();
        if (const QString fault = readRequestLine(); !fault.isEmpty())
            return Result<CollectedRequest>::failure(fault);
        if (const QString fault = readHeaders(); !fault.isEmpty())
            return Result<CollectedRequest>::failure(fault);
        readBody();
        finishUrl();
        finishAuth();
        return finished();
    }

private:
    Result<CollectedRequest> finished()
    {
        m_request.notes = m_notes + m_request.notes;
        noteReferences(m_request);
        if (m_collected.name.isEmpty())
            m_collected.name = proposedName(m_request.method, m_request.url);
        m_collected.request = m_request;
        return m_collected;
    }

    Result<CollectedRequest> readCurl()
    {
        const Result<PastedRequest> pasted = parsePasted(QString::fromUtf8(m_lines.mid(m_at).join('\n')));
        if (!pasted)
            return Result<CollectedRequest>::failure(pasted.error);
        m_request = *pasted;
        return finished();
    }

    /// "@name login", "@timeout 5 s".
    void readTag(QByteArrayView tag)
    {
        const qsizetype space = tag.indexOf(' ');
        const qsizetype equals = tag.indexOf('=');
        const qsizetype end = space < 0 ? equals : equals < 0 ? space : std::min(space, equals);
        const QByteArray name = tag.first(end < 0 ? tag.size() : end).toByteArray();
        QByteArray value = end < 0 ? QByteArray() : tag.sliced(end).trimmed().toByteArray();
        if (value.startsWith('='))
            value = value.sliced(1).trimmed();
        if (name == "name") {
            m_collected.name = QString::fromUtf8(value);
        } else if (name == "no-redirect") {
            m_request.follows = false;
            m_notes.append(u"redirects are not followed there; Hopscope does"_s);
        } else if (name == "timeout") {
            readTimeout(value);
        } else if (!isExactlyOneOf(kQuietTags, name)) {
            m_notes.append(u"@%1 is not supported and left out"_s.arg(shownLine(name)));
        }
    }

    void readTimeout(const QByteArray &value)
    {
        qsizetype digits = 0;
        while (digits < value.size() && ascii::isDigit(value.at(digits)))
            ++digits;
        const qint64 number = value.left(digits).toLongLong();
        const QByteArray unit = value.mid(digits).trimmed();
        const qint64 scale = unit == "ms" ? 1 : unit == "m" ? 60 * kMillisecondsOfSecond : kMillisecondsOfSecond;
        if (number <= 0)
            m_notes.append(u"@timeout \"%1\" is not a time and left out"_s.arg(shownLine(value)));
        else if (number > kMaxTimeoutMs / scale)
            m_notes.append(u"@timeout \"%1\" is more than one day and left out"_s.arg(shownLine(value)));
        else
            m_request.timeoutMs = int(number * scale);
    }

    /// Past comments, tags, scripts and empty lines.
    void skipToRequest()
    {
        for (; m_at < m_lines.size(); ++m_at) {
            const QByteArrayView line = QByteArrayView(m_lines.at(m_at)).trimmed();
            if (line.startsWith("< ") || line.startsWith("<{"))
                skipScript(u"a script that runs before the request is not supported and left out"_s);
            else if (isComment(line))
                readComment(line);
            else if (!line.isEmpty())
                return;
        }
    }

    void readComment(QByteArrayView line)
    {
        QByteArrayView text = line.sliced(line.startsWith('#') ? 1 : 2).trimmed();
        if (text.startsWith('@'))
            readTag(text.sliced(1));
    }

    /// From "{%" to "%}"; a script that is a file is one line.
    void skipScript(const QString &note)
    {
        m_notes.append(note);
        if (!m_lines.at(m_at).contains("{%"))
            return;
        while (m_at < m_lines.size() && !m_lines.at(m_at).contains("%}"))
            ++m_at;
    }

    QString readRequestLine()
    {
        QByteArray line = m_lines.at(m_at++).trimmed();
        if (const qsizetype version = line.lastIndexOf(" HTTP/"); version > 0)
            line = line.first(version).trimmed();
        const qsizetype space = line.indexOf(' ');
        const QByteArray word = line.left(space);
        const bool hasMethod =
            space > 0 && !word.contains(':') && !word.contains('/') && !word.contains("{{") && isToken(word);
        if (hasMethod && isExactlyOneOf(kOtherProtocols, word))
            return u"a request of %1 is not supported and left out"_s.arg(QString::fromLatin1(word));
        m_request.method = hasMethod ? word : QByteArray("GET");
        QByteArray url = hasMethod ? line.sliced(space).trimmed() : line;
        // The rest of a URL stands in indented lines, or in lines that begin with "?" or "&".
        for (; m_at < m_lines.size(); ++m_at) {
            const QByteArray &next = m_lines.at(m_at);
            const QByteArray text = next.trimmed();
            if (text.isEmpty() || (!text.startsWith('?') && !text.startsWith('&') && !ascii::isBlank(next.front())))
                break;
            url += text;
        }
        if (url.isEmpty())
            return u"the request has no URL"_s;
        if (const qsizetype blank = url.indexOf(' '); blank >= 0 && nextVariable(url, 0).length == 0)
            return u"\"%1\" is not a request line: write METHOD URL"_s.arg(shownLine(line));
        m_request.url = QString::fromUtf8(url);
        if (m_request.method == "GRAPHQL") {
            m_request.method = "POST";
            m_isGraphql = true;
        }
        return {};
    }

    QString readHeaders()
    {
        for (; m_at < m_lines.size(); ++m_at) {
            const QByteArray line = m_lines.at(m_at).trimmed();
            if (line.isEmpty()) {
                ++m_at;
                return {};
            }
            if (isComment(line)) {
                readComment(line);
                continue;
            }
            const qsizetype colon = line.indexOf(':');
            if (colon <= 0)
                return u"\"%1\" is not a header field: write Name: value"_s.arg(shownLine(line));
            const QByteArray name = line.left(colon).trimmed();
            if (equalsIgnoringCase(name, "X-Request-Type"))
                m_isGraphql = m_isGraphql || equalsIgnoringCase(line.mid(colon + 1).trimmed(), "GraphQL");
            else
                m_request.headers.append(name, line.mid(colon + 1).trimmed());
        }
        return {};
    }

    /// "< file", "<@ file", "<@latin1 file": XML begins with "<" and a letter.
    static bool namesFile(const QByteArray &line) { return line.startsWith("< ") || line.startsWith("<@"); }

    void takeFile(const QByteArray &line)
    {
        const qsizetype space = line.indexOf(' ');
        const QByteArray path = space < 0 ? QByteArray() : line.sliced(space).trimmed();
        if (path.isEmpty()) {
            m_notes.append(u"\"%1\" names no file and is left out"_s.arg(shownLine(line)));
            return;
        }
        m_request.body.append({.file = QString::fromUtf8(path)});
        if (line.startsWith("<@"))
            m_notes.append(u"variables in the file %1 are not replaced"_s.arg(shownLine(path)));
    }

    void addText(QByteArrayList &lines, bool goesOn)
    {
        while (!goesOn && !lines.isEmpty() && lines.constLast().trimmed().isEmpty())
            lines.removeLast();
        if (lines.isEmpty())
            return;
        // Around a file there is a line end at each side.
        const QByteArray before = m_request.body.isEmpty() ? QByteArray() : QByteArray("\n");
        m_request.body.append({.bytes = before + lines.join('\n') + (goesOn ? QByteArray("\n") : QByteArray())});
        lines.clear();
    }

    void readBody()
    {
        QByteArrayList text;
        for (; m_at < m_lines.size(); ++m_at) {
            const QByteArray &line = m_lines.at(m_at);
            if (line.startsWith("> ") || line.startsWith(">{")) {
                skipScript(u"a script that reads the response is not supported and left out"_s);
            } else if (line.startsWith(">>") || line.startsWith("<> ")) {
                m_notes.append(u"the response is not written to a file (%1)"_s.arg(shownLine(line)));
            } else if (line.startsWith("< {%")) {
                skipScript(u"a script that runs before the request is not supported and left out"_s);
            } else if (namesFile(line)) {
                addText(text, true);
                takeFile(line);
            } else {
                text.append(line);
            }
        }
        addText(text, false);
        finishText();
    }

    bool hasType(QByteArrayView start) const
    {
        return m_request.headers.first("Content-Type").value_or(QByteArray()).trimmed().toLower().startsWith(start);
    }

    void finishText()
    {
        if (m_request.body.isEmpty())
            return;
        if (hasType("multipart/")) {
            for (BodyPiece &piece : m_request.body)
                piece.bytes.replace('\n', "\r\n");
            if (m_request.body.constLast().file.isEmpty())
                m_request.body.last().bytes += "\r\n";
        }
        QByteArray &body = m_request.body.first().bytes;
        if (m_isGraphql) {
            const qsizetype blank = body.indexOf("\n\n");
            const QByteArray after = blank < 0 ? QByteArray() : body.mid(blank).trimmed();
            const bool hasVariables = after.startsWith('{') && after.endsWith('}');
            body = graphqlBody(hasVariables ? body.left(blank) : body, hasVariables ? after : QByteArray());
            setContentType(m_request, "application/json");
        } else if (hasType("application/x-www-form-urlencoded")) {
            QByteArrayList lines = body.split('\n');
            for (QByteArray &line : lines)
                line = line.trimmed();
            body = lines.join();
        }
    }

    /// A path goes to the server of Host, as on the wire.
    void finishUrl()
    {
        if (!m_request.url.startsWith(u'/'))
            return;
        const QByteArray host = m_request.headers.first("Host").value_or(QByteArray());
        if (host.isEmpty()) {
            m_notes.append(u"the URL has no host: complete it"_s);
            return;
        }
        m_request.url =
            (host.endsWith(":443") ? u"https://"_s : u"http://"_s) + QString::fromUtf8(host) + m_request.url;
        m_request.headers.remove("Host");
    }

    /// REST Client encodes "Basic user:password" and "Basic user password" itself.
    void finishAuth()
    {
        const QByteArray value = m_request.headers.first("Authorization").value_or(QByteArray());
        const qsizetype space = value.indexOf(' ');
        const bool isBasic = equalsIgnoringCase(value.left(space), "Basic");
        if (space < 0 || (!isBasic && !equalsIgnoringCase(value.left(space), "Digest")))
            return;
        const QByteArray rest = value.sliced(space).trimmed();
        const qsizetype end = rest.indexOf(' ');
        const bool isPlain = end > 0 || rest.contains(':');
        if (!isPlain || rest.contains('='))
            return;
        m_request.userPassword = end > 0 ? rest.left(end) + ':' + rest.sliced(end).trimmed() : rest;
        m_request.auth = isBasic ? AuthChoice::Basic : AuthChoice::Digest;
        m_request.headers.remove("Authorization");
    }

    const QList<QByteArray> &m_lines;
    qsizetype m_at = 0;
    CollectedRequest m_collected;
    PastedRequest m_request;
    QStringList m_notes;
    bool m_isGraphql = false;
};

} // namespace

bool isRequestLine(const QByteArray &line)
{
    return !line.trimmed().isEmpty() && !isComment(line);
}

Result<CollectedRequest> readHttpRequest(const HttpBlock &block)
{
    return HttpRequestReader(block).read();
}

} // namespace hopscope
