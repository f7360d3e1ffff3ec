// SPDX-License-Identifier: MIT
#include "formats/redaction/secrets.h"

#include "formats/redaction/marks.h"
#include "http/ascii.h"
#include "http/headers.h"
#include "text/formdata.h"

#include <QRegularExpression>

#include <algorithm>

// Which kind of content is looked at how, and multipart.
namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kHtmlStart = 1024; ///< bytes in which a page without a type shows that it is one
constexpr qsizetype kMaxBoundary = 70; ///< bytes, RFC 2046 5.1.1

bool isFormContent(const QByteArray &bytes)
{
    const qsizetype equals = bytes.indexOf('=');
    return equals > 0 && std::all_of(bytes.begin(), bytes.begin() + equals,
                                     [](char c) { return isToken(QByteArrayView(&c, 1)) || c == '[' || c == ']'; });
}

char firstVisible(const QByteArray &bytes)
{
    const auto found = std::find_if_not(bytes.begin(), bytes.end(), ascii::isSpace);
    return found == bytes.end() ? '\0' : *found;
}

/// gzip (RFC 1952 2.3.1) and zstd (RFC 8878 3.1.1), which their first bytes tell.
bool isCompressed(const QByteArray &bytes)
{
    return bytes.startsWith("\x1f\x8b") || bytes.startsWith("\x28\xb5\x2f\xfd");
}

/// "--" and the boundary that the type tells, or with which the content starts; empty if there is none.
QByteArray delimiterOf(const QByteArray &type, const QByteArray &bytes)
{
    static const QRegularExpression parameter(u"boundary\\s*=\\s*(?:\"([^\"]+)\"|([^;\\s]+))"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    const auto found = parameter.match(QString::fromLatin1(type));
    const QByteArray told = (found.captured(1) + found.captured(2)).toLatin1();
    if (!told.isEmpty() && bytes.contains("--" + told))
        return "--" + told;
    const QByteArray first = bytes.left(std::max<qsizetype>(bytes.indexOf('\n'), 0)).trimmed();
    return first.startsWith("--") && first.size() <= kMaxBoundary + 2 ? first : QByteArray();
}

/// Offset of the content of a part behind the empty line, -1 if there is no such line.
qsizetype endOfHead(const QByteArray &part)
{
    const qsizetype crlf = part.indexOf("\r\n\r\n");
    const qsizetype lf = part.indexOf("\n\n");
    if (crlf < 0 && lf < 0)
        return -1;
    return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf + 2;
}

} // namespace

QByteArray Secrets::part(const QByteArray &bytes)
{
    static const QRegularExpression nameParameter(u"[;\\s]name\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))"_s,
                                                  QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression typeField(u"^content-type\\s*:\\s*(.*?)\\s*$"_s,
                                              QRegularExpression::CaseInsensitiveOption |
                                                  QRegularExpression::MultilineOption);
    const qsizetype start = endOfHead(bytes);
    if (start < 0)
        return bytes;
    const QString head = QString::fromUtf8(bytes.left(start));
    const auto name = nameParameter.match(head);
    const QByteArray field = (name.captured(1) + name.captured(2)).toUtf8();
    qsizetype end = bytes.size(); // the line end before the delimiter belongs to that
    if (end > start && bytes[end - 1] == '\n')
        --end;
    if (end > start && bytes[end - 1] == '\r')
        --end;
    const QByteArray value = bytes.mid(start, end - start);
    if (isSecret(field) && !value.isEmpty())
        return bytes.left(start) + marked(value, SecretPlace::ContentField, field, Form::Plain) + bytes.mid(end);
    const QByteArray type = typeField.match(head).captured(1).toLatin1();
    return bytes.left(start) + content(type, value, m_kind) + bytes.mid(end);
}

QByteArray Secrets::multipart(const QByteArray &type, const QByteArray &bytes)
{
    const QByteArray delimiter = delimiterOf(type, bytes);
    if (delimiter.isEmpty() || m_depth >= kMaxNesting)
        return bytes;
    ++m_depth;
    QByteArray out;
    qsizetype start = 0;
    for (qsizetype at = bytes.indexOf(delimiter); at >= 0; at = bytes.indexOf(delimiter, start)) {
        const qsizetype end = at + delimiter.size();
        out += part(bytes.mid(start, at - start)) + delimiter;
        start = end;
    }
    --m_depth;
    return out + part(bytes.mid(start));
}

QByteArray Secrets::content(const QByteArray &type, const QByteArray &bytes, MessageKind kind)
{
    if (isCompressed(bytes))
        return kHiddenContent.toByteArray();
    m_kind = kind;
    const QByteArray media = type.left(type.indexOf(';') < 0 ? type.size() : type.indexOf(';')).trimmed().toLower();
    const char first = firstVisible(bytes);
    QByteArray out = bytes;
    if (media.startsWith("multipart/"))
        out = multipart(type, bytes);
    else if (media.endsWith("json") || isJsonText(bytes))
        out = json(bytes);
    else if (first == '<' || media.endsWith("xml") || media.endsWith("html"))
        out = assignments(
            loosePairs(markup(bytes, media.endsWith("html") || bytes.left(kHtmlStart).toLower().contains("<html"))),
            true);
    else if (media == "application/x-www-form-urlencoded" || isFormContent(bytes))
        out = parameters(bytes, SecretPlace::ContentField);
    else if (bytes.isValidUtf8())
        out = assignments(loosePairs(bytes), media.endsWith("javascript") || media.endsWith("css"));
    return text(out);
}

} // namespace hopscope
