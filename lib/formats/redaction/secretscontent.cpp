// SPDX-License-Identifier: MIT
#include "formats/redaction/secrets.h"

#include "formats/redaction/listsecrets.h"
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

constexpr qsizetype kSniffed = 1024;   ///< bytes in which content without a type shows what it is
constexpr qsizetype kMaxBoundary = 70; ///< bytes, RFC 2046 5.1.1

/// One line of name=value pairs; more lines are settings.
bool isFormContent(const QByteArray &bytes)
{
    const qsizetype equals = bytes.indexOf('=');
    return equals > 0 && !bytes.trimmed().contains('\n') &&
           std::all_of(bytes.begin(), bytes.begin() + equals,
                       [](char c) { return isToken(QByteArrayView(&c, 1)) || c == '[' || c == ']'; });
}

/// What separates the columns that the type or the first lines tell, '\0' if there are none.
char columnsOf(const QByteArray &media, const QByteArray &bytes)
{
    if (media.endsWith("tab-separated-values"))
        return '\t';
    const char seen = delimiterOfColumns(bytes);
    return seen == '\0' && media.endsWith("csv") ? ',' : seen;
}

/// Images and the like have no names and values.
bool isBinary(const QByteArray &bytes)
{
    return QByteArrayView(bytes).first(std::min(bytes.size(), kSniffed)).contains('\0');
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
    if (m_rules.isSecret(field, value, PairPlace::Parameter, {.ofRequest = true}))
        return bytes.left(start) + marked(value, SecretPlace::ContentField, field, SecretForm::Plain) + bytes.mid(end);
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
    if (isCompressed(bytes)) {
        note(SecretPlace::Shape, "compressed content");
        return kHiddenContent.toByteArray();
    }
    m_kind = kind;
    const auto look = [&]() -> QByteArray {
        const QByteArray media = type.left(type.indexOf(';') < 0 ? type.size() : type.indexOf(';')).trimmed().toLower();
        const bool isCode = media.endsWith("javascript") || media.endsWith("css");
        bool isProse = false;
        QByteArray out = bytes;
        if (media.startsWith("multipart/")) {
            out = multipart(type, bytes);
        } else if (media.endsWith("json") || looksLikeJson(bytes)) {
            out = pairs(json(bytes), BareValues::Anywhere, PairPlace::Json);
        } else if (firstVisible(bytes) == '<' || media.endsWith("xml") || media.endsWith("html")) {
            const bool isHtml = media.endsWith("html") || bytes.left(kSniffed).toLower().contains("<html");
            out = pairs(markup(bytes, isHtml), BareValues::None, PairPlace::Code);
        } else if ((!isCode && isFormContent(bytes)) || media == "application/x-www-form-urlencoded") {
            out = parameters(bytes, SecretPlace::ContentField);
            if (!isFormContent(bytes))
                out = pairs(out, BareValues::AtLineStart, PairPlace::Settings);
        } else if (const char delimiter = columnsOf(media, bytes); delimiter != '\0') {
            const PairContext context{.ofRequest = m_kind == MessageKind::Request};
            out = pairs(replaced(bytes, columnSecrets(bytes, delimiter, m_rules, context)), BareValues::Anywhere,
                        PairPlace::Settings);
        } else if (isCode || !isBinary(bytes)) {
            isProse = !isCode;
            out = pairs(bytes, isCode ? BareValues::InComments : BareValues::AtLineStart,
                        isCode ? PairPlace::Code : PairPlace::Settings);
        }
        if (!isCode && !isBinary(out))
            out = replaced(out, proseSecrets(out, m_rules, isProse));
        return text(replaced(out, recoveryCodes(out, m_rules)));
    };
    return unlessHarmless('c', type, bytes, look);
}

} // namespace hopscope
