// SPDX-License-Identifier: MIT
#include "formats/har/har.h"

#include "formats/har/harentry.h"
#include "formats/record/recordedtraces.h"
#include "text/jsonstring.h"
#include "trace/tracejson.h"

#include <QJsonDocument>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// The head of a trace that Hopscope wrote: for the whole log, or for one page of it.
struct OwnHead {
    QByteArrayView json;
    QString place;
    QByteArray page; ///< empty: the whole log
};

struct HarLog {
    QString program; ///< "WebInspector 537.36"
    QList<OwnHead> heads;
    QList<HarEntry> own;
    QList<Recorded> foreign;
    bool hasEntries = false;
};

QString readProgram(JsonCursor &in)
{
    QString name;
    QString version;
    if (in.peek() != JsonCursor::Type::Object) {
        in.skip();
        return {};
    }
    in.object([&](const QByteArray &member) {
        if (member == "name")
            name = QString::fromUtf8(in.textOrNull().value_or(QByteArray()));
        else if (member == "version" && in.peek() == JsonCursor::Type::Text)
            version = QString::fromUtf8(in.text());
        else
            in.skip();
    });
    return (name + u' ' + version).trimmed();
}

void readPage(JsonCursor &in, HarLog &log)
{
    OwnHead head;
    in.object([&](const QByteArray &member) {
        if (member == "id") {
            head.page = in.textOrNull().value_or(QByteArray());
        } else if (member == "_hopscope") {
            head.place = in.path();
            head.json = in.skip();
        } else {
            in.skip();
        }
    });
    if (!head.json.isEmpty())
        log.heads.append(head);
}

void readEntry(JsonCursor &in, HarLog &log)
{
    HarEntry entry = readHarEntry(in);
    if (in.failed())
        return;
    if (!entry.own.isEmpty()) {
        log.own.append(entry);
    } else if (isHttpEntry(entry)) {
        adoptForeignEntry(entry.recorded);
        log.foreign.append(entry.recorded);
    }
}

void readLog(JsonCursor &in, HarLog &log)
{
    in.object([&](const QByteArray &member) {
        if (member == "creator" || (member == "browser" && log.program.isEmpty())) {
            log.program = readProgram(in);
        } else if (member == "pages" && in.peek() == JsonCursor::Type::List) {
            in.list([&] { readPage(in, log); });
        } else if (member == "_hopscope") {
            const QString place = in.path();
            log.heads.append({.json = in.skip(), .place = place, .page = {}});
        } else if (member == "entries") {
            log.hasEntries = true;
            in.list([&] { readEntry(in, log); });
        } else {
            in.skip();
        }
    });
    if (!log.hasEntries)
        in.fail(u"the log has no entries"_s);
}

void putWhereMissing(QJsonObject &message, bool &headersWere, bool &bodyWas)
{
    headersWere = message.contains("headers"_L1);
    if (!headersWere)
        message.insert("headers"_L1, QJsonArray());
    QJsonObject body = message.value("body"_L1).toObject();
    bodyWas = body.contains("text"_L1) || body.contains("base64"_L1) || body.isEmpty();
    if (!bodyWas) {
        body.insert("text"_L1, QString());
        message.insert("body"_L1, body);
    }
}

/// The hop that Hopscope wrote: what `_hopscope` leaves out stands in HAR's own fields.
Result<Hop> ownHop(const HarEntry &entry, qsizetype index)
{
    QJsonObject object = QJsonDocument::fromJson(entry.own.toByteArray()).object();
    bool hasFields[2] = {true, true};
    bool hasBody[2] = {true, true};
    const QLatin1StringView names[] = {"request"_L1, "response"_L1};
    for (size_t i = 0; i < 2; ++i) {
        if (!object.value(names[i]).isObject())
            continue;
        QJsonObject message = object.value(names[i]).toObject();
        putWhereMissing(message, hasFields[i], hasBody[i]);
        object.insert(names[i], message);
    }
    const Result<Hop> read = hopFromJson(object, index, entry.ownPlace);
    if (!read)
        return read;
    Hop hop = *read;
    const Hop &har = entry.recorded.hop;
    if (!hasFields[0])
        hop.request.headers = har.request.headers;
    if (!hasBody[0])
        hop.request.body.bytes = har.request.body.bytes;
    if (hop.response && har.response && !hasFields[1])
        hop.response->headers = har.response->headers;
    if (hop.response && har.response && !hasBody[1])
        hop.response->body.bytes = har.response->body.bytes;
    if (const QString contradiction = bodyContradiction(hop); !contradiction.isEmpty())
        return Result<Hop>::failure(entry.ownPlace + u'.' + contradiction);
    return hop;
}

Result<QList<Trace>> ownTraces(const HarLog &log)
{
    QList<Trace> traces;
    QHash<QByteArray, qsizetype> byPage;
    for (const OwnHead &head : log.heads) {
        const Result<Trace> trace =
            traceHeadFromJson(QJsonDocument::fromJson(head.json.toByteArray()).object(), head.place);
        if (!trace)
            return Result<QList<Trace>>::failure(trace.error);
        byPage.insert(head.page, traces.size());
        traces.append(*trace);
    }
    for (const HarEntry &entry : log.own) {
        const auto found = byPage.constFind(byPage.contains(entry.recorded.page) ? entry.recorded.page : QByteArray());
        if (found == byPage.constEnd())
            return Result<QList<Trace>>::failure(u"%1: the trace it belongs to is missing"_s.arg(entry.ownPlace));
        QList<Hop> &hops = traces[*found].hops;
        const Result<Hop> hop = ownHop(entry, hops.size());
        if (!hop)
            return Result<QList<Trace>>::failure(hop.error);
        hops.append(*hop);
    }
    return traces;
}

} // namespace

Result<QList<Trace>> readHar(const QByteArray &har)
{
    const QByteArrayView json = QByteArrayView(har).sliced(har.startsWith("\xef\xbb\xbf") ? 3 : 0);
    if (const QString bad = invalidUtf8(json); !bad.isEmpty())
        return Result<QList<Trace>>::failure(bad);
    JsonCursor in(json);
    HarLog log;
    bool hasLog = false;
    in.object([&](const QByteArray &member) {
        hasLog |= member == "log";
        if (member == "log")
            readLog(in, log);
        else
            in.skip();
    });
    in.finish();
    if (in.failed())
        return Result<QList<Trace>>::failure(in.error());
    if (!hasLog)
        return Result<QList<Trace>>::failure(u"this is not a HAR: it has no \"log\""_s);
    const Result<QList<Trace>> own = ownTraces(log);
    if (!own)
        return own;
    QList<Trace> traces = *own;
    const QString program = log.program.isEmpty() ? u"an unnamed program"_s : log.program;
    // Browsers write most HARs; a proxy's record has the User-Agent of its client.
    traces += recordedTraces(log.foreign, u"a HAR by %1"_s.arg(program), *findClient(u"browser"));
    return traces.isEmpty() ? Result<QList<Trace>>::failure(u"there are no HTTP requests in this HAR"_s)
                            : Result<QList<Trace>>(traces);
}

} // namespace hopscope
