// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/recorded.h"
#include "http/message.h"
#include "http/result.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace hopscope
{

/// Longer texts are refused: nobody reads the output of curl by the gigabyte.
inline constexpr qsizetype kMaxRecordedText = 64 * 1024 * 1024;

/// The error for a longer one.
QString tooLongText();

/// Whether `test` is true for a line of the text, without its end.
bool hasLine(const QByteArray &text, bool (*test)(QByteArrayView line));
/// The lines of a text without their ends (LF or CRLF).
QList<QByteArray> linesOf(const QByteArray &text);

/// Of a response that another one follows (RFC 9110 15.2); 101 is the last one.
bool isInterimStatus(int status);
/// Makes `response` the one that came to a request, in the place of `kept`: interim ones stay beside it, and it beside
/// the next one if it is one of them.
void keepResponse(std::optional<Response> &kept, const Response &response);

/// RFC 9110 11.6.1 and 11.7.1.
bool asksForCredentials(const Response &response);

/// A note: neither scheme nor port of the request stand in the text.
QString assumedSchemeText();
/// The error of a request to which a record has no response.
QString noResponseText();

/// "HTTP/1.1 302 Found", "HTTP/2 302".
bool isStatusLine(QByteArrayView line);
/// "GET /a HTTP/1.1", "GET http://a.example/ HTTP/2".
bool isRequestLine(QByteArrayView line);

/// A head of which the lines stand in a text, without the empty line at its end. HTTP/2 and HTTP/3 are written there as
/// if they had lines too.
Result<Response> responseOfLines(const QList<QByteArray> &lines);
/// The request line's target stands in `url` as it is.
Result<Request> requestOfLines(const QList<QByteArray> &lines);

/// The content of `response` to `method` when only the length that the head names is known of it.
Body lengthOnly(const QByteArray &method, const Response &response);
/// The same of a request.
Body lengthOnly(const Headers &headers);

/// Whether `next` is the request of `before` again, after a 401 or 407, with credentials (RFC 9110 11.6.2, 11.7.2).
bool repeatsWithCredentials(const Recorded &before, const Request &next);

/// The absolute URL of a request-target: itself, or with the Host field and `scheme`. Empty when there is no host.
QByteArray urlOfTarget(const Request &request, const QByteArray &scheme);

} // namespace hopscope
