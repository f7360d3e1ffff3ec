// SPDX-License-Identifier: MIT
#include "formats/paste/curlrequest.h"

#include "redirect/profile.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kMsPerSecondOfCurl = 1000;
constexpr QByteArrayView kCompressed = "deflate, gzip, br, zstd"; ///< curl 7.88 as Debian builds it

QString words(const QByteArray &bytes)
{
    return QString::fromUtf8(bytes);
}

/// "content", "=content", "name=content", "@file", "name@file".
BodyPiece urlEncoded(const QByteArray &value)
{
    const qsizetype equals = value.indexOf('=');
    const qsizetype at = value.indexOf('@');
    if (equals >= 0 && (at < 0 || equals < at)) {
        const QByteArray name = equals > 0 ? value.first(equals + 1) : QByteArray();
        return {name + encodeForm(QByteArrayView(value).sliced(equals + 1)), {}, BodyPiece::AsIs};
    }
    if (at >= 0)
        return {at > 0 ? value.first(at) + '=' : QByteArray(), words(value.sliced(at + 1)), BodyPiece::UrlEncoded};
    return {encodeForm(value), {}, BodyPiece::AsIs};
}

/// The value of a parameter of -F, at `at`: up to a semicolon, or in quotation marks with backslashes before these
/// (curl(1), "-F"). Then `at` is where the next one begins.
QByteArray partParameter(const QByteArray &content, qsizetype &at)
{
    const qsizetype first = at;
    const auto toSemicolon = [&] {
        const qsizetype end = content.indexOf(';', at);
        at = end < 0 ? content.size() : end;
    };
    const bool isQuoted = first < content.size() && content[first] == '"';
    QByteArray value;
    for (qsizetype i = first + 1; isQuoted && i < content.size(); ++i) {
        if (content[i] == '"') {
            at = i;
            toSemicolon();
            return value;
        }
        if (content[i] == '\\' && i + 1 < content.size() && QByteArrayView("\\\"").contains(content[i + 1]))
            ++i;
        value += content[i];
    }
    toSemicolon();
    return content.sliced(first, at - first);
}

/// "." or ".." in the path, also with a percent sign (URL, single-dot and double-dot URL path segment).
bool hasDotSegment(const QByteArray &url)
{
    const QList<QByteArray> segments = url.split('?').constFirst().toLower().replace("%2e", ".").split('/');
    return segments.contains(".") || segments.contains("..");
}

} // namespace

QString CurlRequest::apply(CurlEffect effect, const QByteArray &value, const QString &option)
{
    if (applyMemory(effect, value, option))
        return {};
    bool isNumber = true;
    switch (effect) {
    case CurlEffect::Nothing:
        break;
    case CurlEffect::Unsupported:
        note(u"%1 is ignored"_s.arg(option));
        break;
    case CurlEffect::Url:
        addUrl(value);
        break;
    case CurlEffect::Method:
        m_method = value;
        break;
    case CurlEffect::Header:
        addHeader(value, option);
        break;
    case CurlEffect::UserAgent:
        m_userAgent = value;
        if (value.isEmpty())
            m_removed.append("User-Agent");
        break;
    case CurlEffect::Referer:
        setReferer(value, option);
        break;
    case CurlEffect::Range:
        m_own.set("Range", "bytes=" + value);
        break;
    case CurlEffect::Compressed:
        m_compressed = true;
        break;
    case CurlEffect::Form:
    case CurlEffect::FormString:
        return addPart(value, effect == CurlEffect::FormString);
    case CurlEffect::Get:
        m_get = true;
        break;
    case CurlEffect::Head:
        m_head = true;
        break;
    case CurlEffect::Upload:
        m_upload = value;
        break;
    case CurlEffect::UrlQuery:
        // "+content" is written already.
        m_query.append(value.startsWith('+') ? value.sliced(1) : urlEncoded(value).bytes);
        break;
    case CurlEffect::Insecure:
        m_request.insecure = true;
        break;
    case CurlEffect::CaFile:
        m_request.caFile = words(value);
        break;
    case CurlEffect::Certificate:
        m_request.certificateFile = words(value);
        break;
    case CurlEffect::Proxy:
        m_request.proxy = value.contains("://") ? words(value) : u"http://"_s + words(value);
        break;
    case CurlEffect::Resolve:
        m_request.resolve.append(words(value));
        break;
    case CurlEffect::MaxTime: {
        const double seconds = value.toDouble(&isNumber);
        if (!isNumber || !(seconds > 0) || seconds * kMsPerSecondOfCurl > kMaxTimeoutMs)
            return u"%1 needs a number of seconds, not \"%2\"."_s.arg(option, words(value));
        m_request.timeoutMs = int(std::ceil(seconds * kMsPerSecondOfCurl));
        break;
    }
    case CurlEffect::MaxHops:
        m_request.maxHops = value.toInt(&isNumber);
        // Without a limit, that is: curl's own is 50.
        if (m_request.maxHops < 0)
            m_request.maxHops = kMostHops;
        if (!isNumber)
            return u"%1 needs a number, not \"%2\"."_s.arg(option, words(value));
        break;
    case CurlEffect::Http2:
        m_request.http2 = true;
        break;
    case CurlEffect::KeepPost:
        m_keepsPost = true;
        break;
    case CurlEffect::Trusted:
        m_trusted = true;
        m_followsByKind = false;
        m_request.follows = true;
        break;
    case CurlEffect::Follow:
    case CurlEffect::FollowByKind:
        // The last one counts, as to curl.
        m_followsByKind = effect == CurlEffect::FollowByKind;
        m_request.follows = true;
        break;
    case CurlEffect::PathAsIs:
        m_pathAsIs = true;
        break;
    case CurlEffect::Next:
        note(u"only the request before %1 is used"_s.arg(option));
        break;
    default:
        addData(effect, value);
    }
    return {};
}

void CurlRequest::addUrl(const QByteArray &url)
{
    m_urls.append(url);
}

void CurlRequest::addHeader(const QByteArray &line, const QString &option)
{
    if (line.startsWith('@')) {
        note(u"%1 %2: files of header fields are not read"_s.arg(option, words(line)));
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const bool withoutValue = colon < 0 && line.trimmed().endsWith(';');
    const QByteArray name =
        withoutValue ? line.trimmed().chopped(1) : line.first(std::max<qsizetype>(0, colon)).trimmed();
    const QByteArray value = colon < 0 ? QByteArray() : line.sliced(colon + 1).trimmed();
    if (name.isEmpty())
        note(u"%1 \"%2\" is not a header field"_s.arg(option, words(line)));
    else if (withoutValue || !value.isEmpty())
        m_request.headers.append(name, value);
    else
        m_removed.append(name);
}

void CurlRequest::addPiece(const QByteArray &bytes, const QString &file, BodyPiece::Filter filter)
{
    QByteArray content = bytes;
    QString path = file;
    if (file == "-"_L1) {
        path.clear();
        QByteArray input = m_input;
        if (filter == BodyPiece::NoLineBreaks)
            input = withoutLineBreaks(input);
        content += filter == BodyPiece::UrlEncoded ? encodeForm(input) : input;
        if (m_input.isEmpty())
            note(u"\"@-\" reads from a pipe that is not in the command"_s);
    }
    const bool joins = !m_json && !m_request.body.isEmpty();
    if (joins)
        m_request.body.append({"&", {}, BodyPiece::AsIs});
    m_request.body.append({content, path, filter});
}

void CurlRequest::addData(CurlEffect effect, const QByteArray &value)
{
    const bool json = effect == CurlEffect::Json;
    m_json = m_json || json;
    if (m_contentType.isEmpty() || json)
        m_contentType = json ? "application/json" : "application/x-www-form-urlencoded";
    if (effect == CurlEffect::DataUrlEncode) {
        const BodyPiece piece = urlEncoded(value);
        addPiece(piece.bytes, piece.file, piece.filter);
    } else if (effect != CurlEffect::DataRaw && value.startsWith('@')) {
        addPiece({}, words(value.sliced(1)), effect == CurlEffect::Data ? BodyPiece::NoLineBreaks : BodyPiece::AsIs);
    } else {
        addPiece(value, {}, BodyPiece::AsIs);
    }
}

/// "name=content", "name=@file", "name=<file", each with ";type=" and ";filename=" behind it.
QString CurlRequest::addPart(const QByteArray &value, bool literal)
{
    const qsizetype equals = value.indexOf('=');
    if (equals <= 0)
        return u"-F \"%1\" has no name: write name=content."_s.arg(words(value));
    FormPart part{.name = value.first(equals)};
    QByteArray content = value.sliced(equals + 1);
    const bool quoted = !literal && content.startsWith('"') && content.lastIndexOf('"') > 0;
    for (const QByteArray &key : {QByteArray(";type="), QByteArray(";filename=")}) {
        const qsizetype from = quoted ? content.lastIndexOf('"') : 0;
        const qsizetype at = literal ? -1 : content.indexOf(key, from);
        if (at < 0)
            continue;
        qsizetype end = at + key.size();
        (key == ";type=" ? part.type : part.fileName) = partParameter(content, end);
        content.remove(at, end - at);
    }
    if (quoted)
        content = content.sliced(1, content.lastIndexOf('"') - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    if (!literal && (content.startsWith('@') || content.startsWith('<'))) {
        part.file = words(content.sliced(1));
        if (content.startsWith('<'))
            note(u"%1 is sent as a file under its own name"_s.arg(part.file));
    } else {
        part.value = content;
    }
    m_request.form.append(part);
    return {};
}

void CurlRequest::finishMethod()
{
    QByteArray method = "GET";
    if (m_head)
        method = "HEAD";
    else if (!m_upload.isEmpty())
        method = "PUT";
    else if (!m_get && (!m_request.body.isEmpty() || !m_request.form.isEmpty()))
        method = "POST";
    m_request.method = m_method.isEmpty() ? method : m_method;
    if (!m_upload.isEmpty()) {
        const QString file = words(m_upload);
        m_request.body = {{m_upload == "-" ? m_input : QByteArray(), m_upload == "-" ? QString() : file}};
        m_request.form.clear();
    }
    if (!m_request.form.isEmpty() && !m_request.body.isEmpty()) {
        m_request.body.clear();
        note(u"-d and -F cannot be combined: the form is used"_s);
    }
}

bool CurlRequest::isRemoved(const QByteArray &name) const
{
    return std::any_of(m_removed.begin(), m_removed.end(),
                       [&](const QByteArray &other) { return equalsIgnoringCase(other, name); });
}

void CurlRequest::finishHeaders()
{
    // curl writes its own fields in this order, and those of -H behind them; these win.
    const Headers given = m_request.headers;
    Headers headers;
    const auto addOwn = [&](const QByteArray &name, const QByteArray &value) {
        if (!value.isEmpty() && !isRemoved(name) && !given.contains(name))
            headers.append(name, value);
    };
    for (const QByteArray &name : {QByteArray("Authorization"), QByteArray("Range")})
        addOwn(name, m_own.first(name).value_or(QByteArray()));
    addOwn("User-Agent", m_userAgent);
    if (m_json)
        addOwn("Accept", "application/json");
    if (m_compressed)
        addOwn("Accept-Encoding", kCompressed.toByteArray());
    addOwn("Referer", m_own.first("Referer").value_or(QByteArray()));
    if (!m_autoReferer.isEmpty() && headers.contains("Referer"))
        m_request.addedFields.append("Referer");
    addOwn("Cookie", m_cookies.join(';'));
    headers.fields += given.fields;
    // --json stands for two -H (curl(1)).
    const bool hasType = headers.contains("Content-Type");
    if (!m_get && m_upload.isEmpty() && m_request.form.isEmpty())
        addOwn("Content-Type", m_contentType);
    if (!hasType && !m_json && headers.contains("Content-Type"))
        m_request.addedFields.append("Content-Type");
    // curl 7.88.1 asks before each upload, however short (measured).
    if (!m_upload.isEmpty() && !isRemoved("Expect") && !headers.contains("Expect")) {
        headers.append("Expect", "100-continue");
        m_request.addedFields.append("Expect");
    }
    // They are written from the body, which they have to fit.
    for (const QByteArray &name : {QByteArray("Content-Length"), QByteArray("Transfer-Encoding")})
        headers.remove(name);
    const auto type = headers.first("Content-Type");
    if (!m_request.form.isEmpty() && type && type->startsWith("multipart/form-data"))
        headers.remove("Content-Type");
    if (!m_request.form.isEmpty() && type)
        note(u"the Content-Type of -H is replaced by that of -F"_s);
    m_request.headers = headers;
}

void CurlRequest::finishUrl()
{
    QByteArray url = m_urls.constFirst();
    if (!url.contains("://"))
        url.prepend("http://"); // curl guesses so
    if (m_get) {
        for (const BodyPiece &piece : std::as_const(m_request.body)) {
            if (!piece.file.isEmpty())
                note(u"%1 is not added to the URL"_s.arg(piece.file));
            else if (piece.bytes != "&")
                m_query.append(piece.bytes);
        }
        m_request.body.clear();
    }
    if (!m_query.isEmpty()) {
        const qsizetype fragment = url.indexOf('#');
        const QByteArray tail = fragment < 0 ? QByteArray() : url.sliced(fragment);
        url = url.first(url.size() - tail.size());
        url += (url.contains('?') ? '&' : '?') + m_query.join('&') + tail;
    }
    if (!m_upload.isEmpty() && m_upload != "-" && url.endsWith('/'))
        url += QFileInfo(words(m_upload)).fileName().toUtf8();
    m_request.url = words(url);
    if (m_pathAsIs && (m_request.follows || hasDotSegment(url)))
        note(u"--path-as-is is ignored: Hopscope takes \".\" and \"..\" out of paths, also of a Location"_s);
    if (m_urls.size() > 1)
        note(u"only the first of %1 URLs is used"_s.arg(m_urls.size()));
}

Result<PastedRequest> CurlRequest::result()
{
    if (m_urls.isEmpty())
        return Result<PastedRequest>::failure(u"The curl command has no URL: copy the whole command."_s);
    finishMethod();
    finishHeaders();
    finishUrl();
    chooseClient();
    m_request.withoutFields = m_removed;
    return m_request;
}

} // namespace hopscope
