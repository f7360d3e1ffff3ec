// SPDX-License-Identifier: MIT
#include "formats/secrets.h"

#include "http/headers.h"

#include <algorithm>

namespace hopscope
{

namespace
{

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Offset behind the line that starts at `at`, with the lines that are folded onto it (RFC 9112 5.2).
qsizetype endOfField(const QByteArray &bytes, qsizetype at)
{
    for (;;) {
        const qsizetype newline = bytes.indexOf('\n', at);
        if (newline < 0)
            return bytes.size();
        at = newline + 1;
        if (at >= bytes.size() || !isBlank(bytes[at]))
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
    while (start < line.size() && (isBlank(line[start]) || line[start] == '\r'))
        ++start;
    qsizetype end = start;
    while (end < line.size() && isToken(QByteArrayView(line).sliced(end, 1)))
        ++end;
    valueStart = end;
    while (valueStart < line.size() && isBlank(line[valueStart]))
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
        const bool secret = Secrets::isSecretField(name);
        const QByteArray redacted = secret ? secrets.fieldValue(name, value) : value;
        if (secret)
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

/// Offset behind the head that starts at `at`; the redacted head is appended to `out`.
qsizetype redactHead(Secrets &secrets, const QByteArray &bytes, qsizetype at, QByteArray &out)
{
    bool begun = false; // RFC 9112 2.2: empty lines before the start line are skipped
    while (at < bytes.size()) {
        const qsizetype end = endOfField(bytes, at);
        const QByteArray line = bytes.mid(at, end - at);
        at = end;
        out += isEmptyLine(line) ? line : redactedField(secrets, line);
        if (isEmptyLine(line) && begun)
            break;
        begun = begun || !isEmptyLine(line);
    }
    return at;
}

} // namespace

QByteArray redactedWire(Secrets &secrets, const QByteArray &bytes)
{
    QByteArray out;
    qsizetype at = 0;
    do {
        at = redactHead(secrets, bytes, at, out);
    } while (bytes.mid(at, 5) == "HTTP/");
    return out + secrets.text(bytes.mid(at));
}

} // namespace hopscope
