// SPDX-License-Identifier: MIT
#include "formats/redaction/secrets.h"

#include "formats/redaction/marks.h"
#include "http/ascii.h"
#include "http/chunks.h"
#include "http/headers.h"

#include <algorithm>

namespace hopscope
{

namespace
{

/// Offset behind the line that starts at `at`, with the lines that are folded onto it (RFC 9112 5.2).
qsizetype endOfField(const QByteArray &bytes, qsizetype at)
{
    for (;;) {
        const qsizetype newline = bytes.indexOf('\n', at);
        if (newline < 0)
            return bytes.size();
        at = newline + 1;
        if (at >= bytes.size() || !ascii::isBlank(bytes[at]))
            return at;
    }
}

/// The value as a parser sees it: folds become one space, no space around.
QByteArray unfolded(const QByteArray &raw)
{
    QByteArray value;
    for (const QByteArray &line : raw.split('\n')) {
        const QByteArray part = line.trimmed();
        if (!part.isEmpty())
            value += (value.isEmpty() ? QByteArray() : QByteArray(" ")) + part;
    }
    return value;
}

qsizetype lineEnding(const QByteArray &line)
{
    return line.endsWith("\r\n") ? 2 : line.endsWith('\n') ? 1 : 0;
}

/// The name with which a line starts, also after spaces or without a colon; where its value starts comes with it.
QByteArray nameIn(const QByteArray &line, qsizetype &valueStart)
{
    qsizetype start = 0;
    while (start < line.size() && (ascii::isBlank(line[start]) || line[start] == '\r'))
        ++start;
    qsizetype end = start;
    while (end < line.size() && isToken(QByteArrayView(line).sliced(end, 1)))
        ++end;
    valueStart = end;
    while (valueStart < line.size() && ascii::isBlank(line[valueStart]))
        ++valueStart;
    if (valueStart < line.size() && line[valueStart] == ':')
        ++valueStart;
    return line.mid(start, end - start);
}

/// `line` with everything behind the first secret or URL field in it marked. A bare CR may hide a field from us that
/// some parser sees, so each part between them is looked at.
QByteArray redactedField(Secrets &secrets, const QByteArray &line)
{
    for (qsizetype at = 0; at >= 0 && at < line.size();) {
        qsizetype valueStart = 0;
        const QByteArray name = nameIn(line.mid(at), valueStart);
        const QByteArray raw = line.mid(at + valueStart);
        const QByteArray value = unfolded(raw);
        const bool secret = secrets.isSecretField(name);
        const QByteArray redacted = secret ? secrets.fieldValue(name, value) : value;
        // "Session: 3" is left as it is written.
        if (redacted != value || value.contains("[redacted"))
            return secrets.text(line.left(at)) + name + ": " + redacted + line.right(lineEnding(line));
        const qsizetype next = line.indexOf('\r', at);
        const qsizetype folded = line.indexOf('\n', at);
        at = next < 0 ? folded : folded < 0 ? next : std::min(next, folded);
        at += at < 0 ? 0 : 1;
    }
    qsizetype valueStart = 0;
    const QByteArray name = nameIn(line, valueStart);
    const QByteArray value = line.mid(valueStart).chopped(lineEnding(line.mid(valueStart)));
    return secrets.text(line.left(valueStart)) + secrets.fieldValue(name, value) + line.right(lineEnding(line));
}

bool isEmptyLine(const QByteArray &line)
{
    return line == "\n" || line == "\r\n";
}

/// The start line of a request with its target redacted; any other line as redactedField() has it.
QByteArray redactedStart(Secrets &secrets, const QByteArray &line)
{
    const auto isEnd = [](char c) { return c == '\r' || c == '\n'; };
    const qsizetype end = std::find_if(line.begin(), line.end(), isEnd) - line.begin();
    const QByteArray core = line.left(end);
    const QByteArray rest = line.mid(end); // a line end, or what is folded or hidden behind a bare CR
    const qsizetype first = core.indexOf(' ');
    const QByteArray method = core.left(first);
    if (first < 0 || !isToken(method) || secrets.isSecretField(method))
        return redactedField(secrets, line);
    const qsizetype last = core.lastIndexOf(" HTTP/");
    const QByteArray target = core.mid(first + 1, last > first ? last - first - 1 : -1);
    return core.left(first + 1) + secrets.url(target) + core.mid(first + 1 + target.size()) +
           (isEmptyLine(rest) ? rest : redactedField(secrets, rest));
}

/// What a head says of the content behind it.
struct WireHead {
    QByteArray contentType;
    bool encoded = false; ///< the content is compressed
    bool chunked = false;
};

void readField(const QByteArray &line, WireHead &head)
{
    qsizetype valueStart = 0;
    const QByteArray name = nameIn(line, valueStart);
    const QByteArray value = unfolded(line.mid(valueStart));
    if (equalsIgnoringCase(name, "Content-Type"))
        head.contentType = value;
    if (equalsIgnoringCase(name, "Content-Encoding"))
        head.encoded = head.encoded || (!value.isEmpty() && !equalsIgnoringCase(value, "identity"));
    if (!equalsIgnoringCase(name, "Transfer-Encoding"))
        return;
    // Beside chunks it may be compressed (RFC 9112 7.2).
    const QList<QByteArray> codings = value.toLower().split(',');
    head.chunked = codings.last().trimmed() == "chunked";
    head.encoded = head.encoded || std::any_of(codings.begin(), codings.end(), [](const QByteArray &coding) {
                       return !coding.trimmed().isEmpty() && coding.trimmed() != "chunked";
                   });
}

/// Offset behind the head that starts at `at`; the redacted head is appended to `out`.
qsizetype redactHead(Secrets &secrets, const QByteArray &bytes, qsizetype at, QByteArray &out, WireHead &head)
{
    bool begun = false; // RFC 9112 2.2: empty lines before the start line are skipped
    while (at < bytes.size()) {
        const qsizetype end = endOfField(bytes, at);
        const QByteArray line = bytes.mid(at, end - at);
        at = end;
        out += isEmptyLine(line) ? line : begun ? redactedField(secrets, line) : redactedStart(secrets, line);
        readField(line, head);
        if (isEmptyLine(line) && begun)
            break;
        begun = begun || !isEmptyLine(line);
    }
    return at;
}

QByteArray redactedChunks(Secrets &secrets, const QByteArray &type, const QByteArray &bytes, MessageKind kind)
{
    const ChunkedContent content = readChunks(bytes);
    const QByteArray data = secrets.content(type, content.data, kind);
    const QByteArray rest = secrets.text(content.rest);
    if (data == content.data)
        return bytes.chopped(content.rest.size()) + rest;
    return (content.chunks == 1 ? content.firstLine : QByteArray("[redacted: chunks joined]\r\n")) + data + rest;
}

} // namespace

QByteArray redactedWire(Secrets &secrets, const QByteArray &bytes, MessageKind kind, bool hidesContent)
{
    QByteArray out;
    qsizetype at = 0;
    WireHead head;
    do {
        head = {};
        at = redactHead(secrets, bytes, at, out, head);
    } while (bytes.mid(at, 5) == "HTTP/");
    const QByteArray content = bytes.mid(at);
    if (hidesContent && head.encoded && !content.isEmpty())
        return out + kHiddenContent.toByteArray();
    return out + (head.chunked ? redactedChunks(secrets, head.contentType, content, kind)
                               : secrets.content(head.contentType, content, kind));
}

} // namespace hopscope
