// SPDX-License-Identifier: MIT
#include "http/head.h"

#include "http/headlines.h"
#include "http/url.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

qsizetype endOfHead(QByteArrayView bytes, qsizetype from)
{
    qsizetype start = 0;
    for (;;) { // Empty lines before the start line do not end the head (RFC 9112 2.2).
        if (start < bytes.size() && bytes[start] == '\n')
            start += 1;
        else if (start + 1 < bytes.size() && bytes[start] == '\r' && bytes[start + 1] == '\n')
            start += 2;
        else
            break;
    }
    constexpr qsizetype overlap = 3;
    for (qsizetype i = bytes.indexOf('\n', std::max(start, from - overlap)); i >= 0; i = bytes.indexOf('\n', i + 1)) {
        if (i + 1 < bytes.size() && bytes[i + 1] == '\n')
            return i + 2;
        if (i + 2 < bytes.size() && bytes[i + 1] == '\r' && bytes[i + 2] == '\n')
            return i + 3;
    }
    return -1;
}

namespace
{

/// Length of "HTTP/1.1" at the start of `text`, or 0; then `bad` is the index of the first byte that does not fit.
qsizetype versionLength(QByteArrayView text, qsizetype &bad)
{
    constexpr QByteArrayView prefix = "HTTP/";
    for (bad = 0; bad < prefix.size(); ++bad) {
        if (bad >= text.size() || !equalsIgnoringCase(text.sliced(bad, 1), prefix.sliced(bad, 1)))
            return 0;
    }
    const auto digits = [&] {
        const qsizetype first = bad;
        while (bad < text.size() && ascii::isDigit(text[bad]))
            ++bad;
        return bad > first;
    };
    if (!digits())
        return 0;
    if (bad < text.size() && text[bad] == '.') {
        ++bad;
        if (!digits())
            return 0;
    }
    return bad;
}

void noteVersion(HeadLines &lines, QByteArrayView version)
{
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        lines.note(u"Line %1 has the unusual version \"%2\"."_s.arg(lines.number()).arg(QLatin1StringView(version)));
}

QString badByte(const HeadLines &lines, QByteArrayView line, qsizetype index, const QString &expected)
{
    if (index >= line.size()) {
        return u"Line %1 ends at offset %2 where %3 was expected."_s.arg(lines.number())
            .arg(lines.offset() + line.size())
            .arg(expected);
    }
    return u"Byte %1 at offset %2 where %3 was expected."_s.arg(ascii::nameOfByte(line[index]))
        .arg(lines.offset() + index)
        .arg(expected);
}

/// Skips white space of which there should be one space.
qsizetype skipBlanks(HeadLines &lines, QByteArrayView line, qsizetype at)
{
    const qsizetype first = at;
    while (at < line.size() && ascii::isBlank(line[at]))
        ++at;
    if (at - first > 1 || (at > first && line[first] == '\t'))
        lines.note(u"Line %1 has white space other than a single space between its parts."_s.arg(lines.number()));
    return at;
}

bool parseStatusLine(HeadLines &lines, QByteArrayView line, ResponseHead &head)
{
    qsizetype at = 0;
    if (versionLength(line, at) == 0)
        return lines.fail(badByte(lines, line, at, u"HTTP/ and a version"_s));
    head.version = line.first(at).toByteArray();
    noteVersion(lines, head.version);
    if (at >= line.size() || !ascii::isBlank(line[at]))
        return lines.fail(badByte(lines, line, at, u"a space before the status"_s));
    at = skipBlanks(lines, line, at);
    constexpr int statusDigits = 3;
    for (int i = 0; i < statusDigits; ++i, ++at) {
        if (at >= line.size() || !ascii::isDigit(line[at]))
            return lines.fail(badByte(lines, line, at, u"a status of three digits"_s));
        head.status = head.status * 10 + (line[at] - '0');
    }
    if (at < line.size() && !ascii::isBlank(line[at]))
        return lines.fail(badByte(lines, line, at, u"a space after the three digits of the status"_s));
    if (head.status < 100 || head.status > 599)
        lines.note(u"Line %1 has the status %2, outside 100 to 599."_s.arg(lines.number())
                       .arg(head.status, statusDigits, 10, QLatin1Char('0')));
    if (at >= line.size()) {
        lines.note(u"Line %1 has neither a reason phrase nor the space before it."_s.arg(lines.number()));
        return true;
    }
    head.reason = line.sliced(at + 1).toByteArray();
    if (head.reason.isEmpty())
        lines.note(u"Line %1 has no reason phrase."_s.arg(lines.number()));
    lines.noteControls(head.reason);
    return true;
}

bool parseTarget(HeadLines &lines, QByteArrayView line, qsizetype first, qsizetype end, RequestHead &head)
{
    head.target = line.sliced(first, end - first).toByteArray();
    for (qsizetype i = first; i < end; ++i) {
        if (ascii::isControl(line[i]) && line[i] != '\t')
            return lines.fail(badByte(lines, line, i, u"the request target"_s));
    }
    if (std::any_of(head.target.begin(), head.target.end(), ascii::isBlank))
        lines.note(u"Line %1 has white space in the request target."_s.arg(lines.number()));
    if (std::any_of(head.target.begin(), head.target.end(), ascii::isHighByte))
        lines.note(u"Line %1 has bytes over 0x7f in the request target."_s.arg(lines.number()));
    return true;
}

bool parseRequestLine(HeadLines &lines, QByteArrayView line, RequestHead &head)
{
    qsizetype at = 0;
    while (at < line.size() && isToken(line.sliced(at, 1)))
        ++at;
    if (at == 0 || at >= line.size() || !ascii::isBlank(line[at]))
        return lines.fail(badByte(lines, line, at, at == 0 ? u"a method"_s : u"a space after the method"_s));
    head.method = line.first(at).toByteArray();
    const qsizetype target = skipBlanks(lines, line, at);
    qsizetype version = line.size();
    while (version > target && !ascii::isBlank(line[version - 1]))
        --version;
    qsizetype bad = 0;
    if (version == target) {
        return lines.fail(u"Line %1 has no %2 after the method."_s.arg(lines.number())
                              .arg(target == line.size() ? u"request target"_s : u"HTTP version"_s));
    }
    if (versionLength(line.sliced(version), bad) != line.size() - version)
        return lines.fail(badByte(lines, line, version + bad, u"HTTP/ and a version"_s));
    head.version = line.sliced(version).toByteArray();
    noteVersion(lines, head.version);
    qsizetype end = version;
    while (end > target && ascii::isBlank(line[end - 1]))
        --end;
    skipBlanks(lines, line, end);
    return parseTarget(lines, line, target, end, head);
}

template <typename Head>
Result<Head> parseHead(QByteArrayView bytes, bool (*parseStartLine)(HeadLines &, QByteArrayView, Head &))
{
    HeadLines lines(bytes);
    Head head;
    const std::optional<QByteArrayView> start = lines.startLine();
    if (!start || !parseStartLine(lines, *start, head) || !lines.readFields(head.headers))
        return Result<Head>::failure(lines.error());
    head.notes = lines.notes();
    return head;
}

} // namespace

Result<ResponseHead> parseResponseHead(QByteArrayView bytes)
{
    return parseHead<ResponseHead>(bytes, parseStatusLine);
}

Result<RequestHead> parseRequestHead(QByteArrayView bytes)
{
    return parseHead<RequestHead>(bytes, parseRequestLine);
}

QByteArray serializeRequestHead(const Request &request, TargetForm form)
{
    // Without user information, which http URLs have no place for (RFC 9110 4.2.4).
    const QByteArray origin = form == TargetForm::Absolute ? "http://" + hostField(request.url) : QByteArray();
    QByteArray head = request.method + ' ' + origin + requestTarget(request.url) + ' ' + request.version + "\r\n";
    for (const Header &field : request.headers.fields)
        head += field.name + ": " + field.value + "\r\n";
    return head + "\r\n";
}

} // namespace hopscope
