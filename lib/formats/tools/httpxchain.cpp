// SPDX-License-Identifier: MIT
#include "formats/tools/httpxchain.h"

#include "formats/har/hartime.h"
#include "formats/har/harvalue.h"
#include "formats/record/recordedhead.h"
#include "formats/record/recordedtraces.h"
#include "formats/tools/jsonlines.h"
#include "formats/tools/wiremessage.h"
#include "http/url.h"
#include "redirect/profile.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// One request, as an item of "chain" or as a whole line has it.
struct HttpxItem {
    QByteArray url;
    QByteArray method;
    QByteArray request;  ///< as it went out, empty: not recorded
    QByteArray response; ///< likewise
    QByteArray location;
    int status = 0;
    QByteArray time;
    QByteArray address;
    QByteArray finalUrl;
    bool hasStatuses = false; ///< of a chain, which itself is not there
    QList<HttpxItem> chain;
};

bool readCommon(JsonCursor &in, const QByteArray &name, HttpxItem &item)
{
    if (name == "request")
        item.request = looseText(in);
    else if (name == "response")
        item.response = looseText(in);
    else if (name == "location")
        item.location = looseText(in);
    else if (name == "status_code" || name == "status-code")
        item.status = looseInt(in, 0);
    else if (name == "request-url" || name == "request_url")
        item.url = looseText(in);
    else
        return false;
    return true;
}

HttpxItem readChainItem(JsonCursor &in)
{
    HttpxItem item;
    in.object([&](const QByteArray &name) {
        if (!readCommon(in, name, item))
            in.skip();
    });
    return item;
}

HttpxItem readLine(JsonCursor &in)
{
    HttpxItem item;
    in.object([&](const QByteArray &name) {
        if (name == "url" && item.url.isEmpty())
            item.url = looseText(in);
        else if (name == "method")
            item.method = looseText(in);
        else if (name == "timestamp")
            item.time = looseText(in);
        else if (name == "host_ip" || (name == "host" && item.address.isEmpty()))
            item.address = looseText(in);
        else if (name == "final_url" || name == "final-url")
            item.finalUrl = looseText(in);
        else if (name == "chain" && in.peek() == JsonType::List)
            in.list([&] { item.chain.append(readChainItem(in)); });
        else if (name == "chain_status_codes" || name == "chain-status-codes")
            item.hasStatuses = in.skip().size() > 2;
        else if (!readCommon(in, name, item))
            in.skip();
    });
    return item;
}

/// The exchange as far as the record has it; a fault is a sentence.
Result<Recorded> exchangeOf(const HttpxItem &item)
{
    Recorded exchange;
    Hop &hop = exchange.hop;
    hop.request = {.method = item.method, .url = item.url, .version = {}};
    const WireMessage sent = splitMessage(item.request);
    if (isRequestLine(sent.head.value(0))) {
        const Result<Request> request = requestOfLines(sent.head);
        if (!request)
            return Result<Recorded>::failure(request.error);
        hop.request = *request;
        hop.request.body = sentBody(request->headers, sent.rest);
        hop.request.url = item.url.isEmpty() ? urlOfTarget(*request, "http") : item.url;
    } else {
        hop.notes.append(
            u"The record has no fields of this request; httpx writes them with -include-response. Times are not known."_s);
    }
    if (!isHttpScheme(splitUri(hop.request.url).scheme))
        return Result<Recorded>::failure(
            u"\"%1\" is not the URL of a request"_s.arg(QString::fromUtf8(hop.request.url)));
    if (hop.request.method.isEmpty())
        hop.request.method = "GET";
    const WireMessage received = splitMessage(item.response);
    if (isStatusLine(received.head.value(0))) {
        Result<Response> response = responseOfLines(received.head);
        if (!response)
            return Result<Recorded>::failure(response.error);
        (*response).body = receivedBody(hop.request.method, *response, received.rest);
        hop.response = *response;
    } else if (item.status > 0 && item.status < 1000) {
        hop.response = Response{.version = {}, .status = item.status};
        if (!item.location.isEmpty())
            hop.response->headers.append("Location", item.location);
    } else {
        hop.error = noResponseText();
    }
    return exchange;
}

class HttpxReader
{
public:
    Result<ReadRecord> read(const QByteArray &text);

private:
    void add(const HttpxItem &line, int number);

    QList<Recorded> m_exchanges;
    RecordNotes m_notes;
};

void HttpxReader::add(const HttpxItem &line, int number)
{
    QList<HttpxItem> items = line.chain;
    if (items.isEmpty() && line.hasStatuses) {
        m_notes.add(u"line %1 was left out: it has only the statuses of a chain; httpx writes the requests with "
                    "-include-chain"_s.arg(number));
        return;
    }
    if (items.isEmpty())
        items.append(line);
    const qsizetype first = m_exchanges.size();
    for (const HttpxItem &item : std::as_const(items)) {
        Result<Recorded> exchange = exchangeOf(item);
        if (!exchange) {
            m_notes.add(u"line %1: a request was left out: %2"_s.arg(QString::number(number), exchange.error));
            return;
        }
        // The items are in the order in which httpx sent them.
        (*exchange).continues = m_exchanges.size() > first;
        if (m_exchanges.size() == first)
            (*exchange).start = parseHarTime(line.time);
        m_exchanges.append(*exchange);
    }
}

Result<ReadRecord> HttpxReader::read(const QByteArray &text)
{
    eachJsonLine(text, [&](QByteArrayView line, int number) {
        JsonCursor in(line, number);
        const HttpxItem item = readLine(in);
        in.finish();
        if (in.failed())
            m_notes.add([&] { return u"line %1 was left out: %2"_s.arg(QString::number(number), in.error()); });
        else
            add(item, number);
    });
    return recordOf(m_exchanges, u"the JSON of httpx"_s, *findClient(u"go"), u"there are no requests in this file"_s,
                    m_notes);
}

} // namespace

bool looksLikeHttpxChain(const QByteArray &text)
{
    JsonCursor in(text);
    bool hasInput = false;
    bool hasStatus = false;
    return hasMember(in, [&](const QByteArray &name) {
        hasInput |= name == "input" || name == "chain" || name == "chain_status_codes";
        hasStatus |= name == "status_code" || name == "status-code";
        return hasInput && hasStatus;
    });
}

Result<ReadRecord> readHttpxChain(const QByteArray &text)
{
    return HttpxReader().read(text);
}

} // namespace hopscope
