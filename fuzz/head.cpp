// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "http/framing.h"
#include "http/head.h"

namespace hopscope::fuzz
{

namespace
{

QByteArray fieldLines(const Headers &headers)
{
    QByteArray lines;
    for (const Header &field : headers.fields) {
        require(isToken(field.name), "a field name is a token");
        require(!field.value.contains('\0') && !field.value.contains('\r') && !field.value.contains('\n'),
                "a field value has neither NUL nor line ends");
        lines += field.name + ": " + field.value + "\r\n";
    }
    return lines + "\r\n";
}

/// A head without anything that would be noted about its form.
QByteArray written(const ResponseHead &head)
{
    const QByteArray status = QByteArray::number(head.status).rightJustified(3, '0');
    return head.version + ' ' + status + ' ' + head.reason + "\r\n" + fieldLines(head.headers);
}

QByteArray written(const RequestHead &head)
{
    return head.method + ' ' + head.target + ' ' + head.version + "\r\n" + fieldLines(head.headers);
}

template <typename Head>
void checkHead(QByteArrayView bytes, Result<Head> (*parse)(QByteArrayView))
{
    const Result<Head> head = parse(bytes);
    requireEither(head);
    const qsizetype end = endOfHead(bytes);
    if (head && end >= 0)
        require(*parse(bytes.first(end)) == *head, "what follows a head does not change it");
    if (!head)
        return;
    Result<Head> again = parse(written(*head));
    require(bool(again), "a head that was read can be written and read again");
    (*again).notes = head->notes;
    require(*again == *head, "a head that was written and read again is the same");
}

void checkEnd(QByteArrayView bytes)
{
    const qsizetype end = endOfHead(bytes);
    for (const quint32 longest : kLongestPieces) {
        qsizetype seen = 0;
        qsizetype found = -1;
        inPieces(bytes, longest, [&](QByteArrayView piece) {
            const qsizetype before = seen;
            seen += piece.size();
            found = endOfHead(bytes.first(seen), before);
            return found < 0;
        });
        require(found == end, "the end of a head is found in pieces where it is found at once");
    }
}

void checkFraming(const ResponseHead &head)
{
    for (const QByteArrayView method : {QByteArrayView("GET"), QByteArrayView("HEAD"), QByteArrayView("CONNECT")}) {
        const Result<Framing> framing = responseFraming(head, method);
        requireEither(framing);
        if (!framing)
            continue;
        require(framing->length >= 0, "no length is negative");
        require(framing->length == 0 || framing->kind == Framing::Kind::Length, "a length belongs to its kind");
        require(!framing->keepAlive || framing->kind != Framing::Kind::UntilClose,
                "what ends with the connection does not keep it");
        require(method != "HEAD" || framing->kind == Framing::Kind::None, "a response to HEAD has no content");
    }
}

} // namespace

void run(QByteArrayView input)
{
    checkHead(input, parseResponseHead);
    checkHead(input, parseRequestHead);
    checkEnd(input);
    if (const Result<ResponseHead> head = parseResponseHead(input))
        checkFraming(*head);
}

} // namespace hopscope::fuzz
