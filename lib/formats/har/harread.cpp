// SPDX-License-Identifier: MIT
#include "formats/har/har.h"

#include "formats/har/harentry.h"
#include "formats/record/recordedtraces.h"
#include "text/jsonreader.h"
#include "trace/tracejson.h"

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
    if (in.peek() != JsonType::Object) {
        in.skip();
        return {};
    }
    in.object([&](const QByteArray &member) {
        if (member == "name")
            name = QString::fromUtf8(in.textOrNull().value_or(QByteArray()));
        else if (member == "version" && in.peek() == JsonType::Text)
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
        } else if (member == "pages" && in.peek() == JsonType::List) {
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

Result<QList<Trace>> ownTraces(const HarLog &log, QByteArrayView file)
{
    QList<Trace> traces;
    QHash<QByteArray, qsizetype> byPage;
    for (const OwnHead &head : log.heads) {
        const Result<Trace> trace = readJsonPart<Trace>(file, head.json, head.place, traceHeadFromJson);
        if (!trace)
            return Result<QList<Trace>>::failure(trace.error);
        byPage.insert(head.page, traces.size());
        traces.append(*trace);
    }
    for (const HarEntry &entry : log.own) {
        const auto found = byPage.constFind(byPage.contains(entry.recorded.page) ? entry.recorded.page : QByteArray());
        if (found == byPage.constEnd())
            return Result<QList<Trace>>::failure(jsonFault(file, entry.own.data() - file.data(), entry.ownPlace,
                                                           u"the trace it belongs to is missing"_s));
        QList<Hop> &hops = traces[*found].hops;
        // What `_hopscope` leaves out stands in HAR's own fields.
        const Result<Hop> hop = readJsonPart<Hop>(file, entry.own, entry.ownPlace, [&](const JsonValue &value) {
            return hopFromJson(value, hops.size(), &entry.recorded.hop);
        });
        if (!hop)
            return Result<QList<Trace>>::failure(hop.error);
        hops.append(*hop);
    }
    return traces;
}

} // namespace

Result<QList<Trace>> readHar(const QByteArray &har)
{
    const QByteArrayView json = withoutMark(har);
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
    const Result<QList<Trace>> own = ownTraces(log, json);
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
