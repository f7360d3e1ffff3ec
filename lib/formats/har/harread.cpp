// SPDX-License-Identifier: MIT
#include "formats/har/har.h"

#include "formats/har/harlog.h"
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
    ForeignEntries foreign;
    bool hasEntries = false;
    bool usesOwn = true; ///< what Hopscope adds to a HAR is looked at
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
            in.list([&] { log.foreign.read(in, log.usesOwn ? &log.own : nullptr); });
        } else {
            in.skip();
        }
    });
    if (!log.hasEntries)
        in.fail(u"the log has no entries"_s);
}

/// An object with a log. False: it has none.
bool readHarObject(JsonCursor &in, HarLog &log)
{
    bool hasLog = false;
    in.object([&](const QByteArray &member) {
        const bool isLog = member == "log" && in.peek() == JsonType::Object;
        hasLog |= isLog;
        if (isLog)
            readLog(in, log);
        else
            in.skip();
    });
    return hasLog;
}

/// Some programs write a list of HARs. False: none of its members is one.
bool readHarList(JsonCursor &in, HarLog &log)
{
    bool hasLog = false;
    in.list([&] {
        if (in.peek() == JsonType::Object)
            hasLog |= readHarObject(in, log);
        else
            in.skip();
    });
    return hasLog;
}

/// Whether an entry of Hopscope is not the one that its trace goes on with: others were taken out or put in.
bool isMisplaced(const HarEntry &entry, qsizetype expected, QByteArrayView file)
{
    const Result<qint64> index = readJsonPart<qint64>(file, entry.own, entry.ownPlace, [](const JsonValue &value) {
        return JsonObjectReader(value).integer("index"_L1, 0);
    });
    return index && *index != expected;
}

/// What Hopscope adds to a HAR, read. `isApart` becomes true if each part is right and they do not belong together.
Result<QList<Trace>> ownTraces(const HarLog &log, QByteArrayView file, bool &isApart)
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
        isApart = found == byPage.constEnd();
        if (isApart)
            return Result<QList<Trace>>::failure(jsonFault(file, entry.own.data() - file.data(), entry.ownPlace,
                                                           u"the trace it belongs to is missing"_s));
        QList<Hop> &hops = traces[*found].hops;
        // What `_hopscope` leaves out stands in HAR's own fields.
        const Result<Hop> hop = readJsonPart<Hop>(file, entry.own, entry.ownPlace, [&](const JsonValue &value) {
            return hopFromJson(value, hops.size(), &entry.recorded.hop);
        });
        isApart = !hop && isMisplaced(entry, hops.size(), file);
        if (!hop)
            return Result<QList<Trace>>::failure(hop.error);
        hops.append(*hop);
    }
    return traces;
}

Result<ReadRecord> readLogs(QByteArrayView json, bool usesOwn)
{
    JsonCursor in(json, 1, JsonNan::IsNull);
    HarLog log;
    log.usesOwn = usesOwn;
    const bool hasLog = in.peek() == JsonType::List ? readHarList(in, log) : readHarObject(in, log);
    in.finish();
    // What was whole before the fault may be wanted.
    if (in.failed() && log.foreign.count() == 0)
        return Result<ReadRecord>::failure(in.error());
    if (!hasLog && !in.failed())
        return Result<ReadRecord>::failure(u"this is not a HAR: it has no \"log\""_s);
    bool isApart = false;
    const Result<QList<Trace>> own = usesOwn ? ownTraces(log, json, isApart) : QList<Trace>();
    if (!own && !isApart)
        return Result<ReadRecord>::failure(in.failed() ? in.error() : own.error);
    if (!own) {
        Result<ReadRecord> read = readLogs(json, false);
        if (read)
            (*read).notes.prepend(
                u"what Hopscope added to this HAR does not fit it any more (%1): it was read like a HAR "
                "of another program"_s.arg(own.error));
        return read;
    }
    const QString program = log.program.isEmpty() ? u"an unnamed program"_s : log.program;
    // Browsers write most HARs; a proxy's record has the User-Agent of its client.
    ReadRecord read{.traces = *own, .notes = {}, .cutOff = in.error()};
    read.traces += recordedTraces(log.foreign.take(), u"a HAR by %1"_s.arg(program), *findClient(u"browser"));
    const RecordNotes &notes = log.foreign.notes();
    read.notes = notes.list();
    if (!read.traces.isEmpty())
        return read;
    const QString nothing = u"there are no HTTP requests in this HAR"_s;
    return Result<ReadRecord>::failure(in.failed() ? in.error() : notes.isEmpty() ? nothing : notes.first());
}

} // namespace

Result<ReadRecord> readHar(const QByteArray &har)
{
    const QByteArrayView json = withoutMark(har);
    if (const QString bad = invalidUtf8(json); !bad.isEmpty())
        return Result<ReadRecord>::failure(bad);
    return readLogs(json, true);
}

} // namespace hopscope
