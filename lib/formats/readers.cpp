// SPDX-License-Identifier: MIT
#include "formats/readers.h"

#include "formats/har/har.h"
#include "formats/record/curlverbose.h"
#include "formats/record/headblocks.h"
#include "formats/record/plainrecord.h"
#include "formats/record/recordedhead.h"
#include "formats/tools/apachewire.h"
#include "formats/tools/devtoolscopy.h"
#include "formats/tools/httpie.h"
#include "formats/tools/httptapsteps.h"
#include "formats/tools/httpxchain.h"
#include "formats/tools/netlog.h"
#include "formats/tools/okhttplog.h"
#include "formats/tools/playwrighttrace.h"
#include "formats/tools/pythonhttp.h"
#include "formats/tools/wgetdebug.h"
#include "text/jsoncursor.h"
#include "text/utf8text.h"
#include "trace/tracejson.h"

#include <QtGlobal>

#include <algorithm>
#include <initializer_list>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// How much of a file that is broken further on is looked at.
constexpr qsizetype kSniffedBytes = 64 * 1024;

bool isJson(const QByteArray &bytes)
{
    return JsonCursor(bytes).peek() == JsonType::Object;
}

/// What begins a file of JSON; a line of a log may begin with a bracket, too.
bool isJsonText(const QByteArray &bytes)
{
    const QByteArray start = bytes.first(std::min<qsizetype>(bytes.size(), kSniffedBytes)).simplified().left(3);
    return start.startsWith("{\"") || start.startsWith("{ \"") || start.startsWith("[{") || start.startsWith("[ {");
}

/// Whether JSON has one of these members at the top, or near its beginning if it cannot be read to the end.
bool hasOneOf(const QByteArray &bytes, std::initializer_list<QByteArrayView> names)
{
    JsonCursor in(bytes);
    if (hasMember(in, [&](const QByteArray &member) {
            return std::ranges::find(names, QByteArrayView(member)) != names.end();
        }))
        return true;
    const QByteArray start = in.failed() ? bytes.first(std::min(bytes.size(), kSniffedBytes)) : QByteArray();
    return std::ranges::any_of(names,
                               [&](QByteArrayView name) { return start.contains("\"" + name.toByteArray() + "\""); });
}

bool isTraceFile(const QByteArray &bytes)
{
    return isJson(bytes) && hasOneOf(bytes, {"hops", "format"});
}

/// Some programs write a list of HARs; the first one tells.
bool isHar(const QByteArray &bytes)
{
    if (JsonCursor(bytes).peek() != JsonType::List)
        return isJson(bytes) && hasOneOf(bytes, {"log"});
    const qsizetype first = bytes.indexOf('{');
    return first >= 0 && first < kSniffedBytes && bytes.first(first).simplified() == "[" &&
           hasOneOf(bytes.sliced(first), {"log"});
}

Result<ReadRecord> readTraceFile(const QByteArray &bytes)
{
    const Result<Trace> trace = readTrace(bytes);
    return trace ? Result<ReadRecord>(ReadRecord{.traces = {*trace}, .notes = {}, .cutOff = {}})
                 : Result<ReadRecord>::failure(trace.error);
}

constexpr Reader kReaders[] = {
    {.id = "har"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "HTTP Archive"),
     .extensions = "har"_L1,
     .sniff = isHar,
     .read = readHar},
    {.id = "json"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Hopscope trace"),
     .extensions = "json"_L1,
     .sniff = isTraceFile,
     .read = readTraceFile},
    {.id = "netlog"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "NetLog of Chromium"),
     .extensions = "json"_L1,
     .sniff = looksLikeNetLog,
     .read = readNetLog},
    {.id = "playwright"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Trace of Playwright"),
     .extensions = "network"_L1,
     .sniff = looksLikePlaywrightTrace,
     .read = readPlaywrightTrace},
    {.id = "httpx"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "JSON of httpx (ProjectDiscovery)"),
     .extensions = "json jsonl"_L1,
     .sniff = looksLikeHttpxChain,
     .read = readHttpxChain},
    {.id = "httptap"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "JSON of httptap"),
     .extensions = "json"_L1,
     .sniff = looksLikeHttptap,
     .read = readHttptap},
    {.id = "curl-v"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Output of curl -v or --trace"),
     .extensions = "txt log"_L1,
     .sniff = looksLikeCurlVerbose,
     .read = readCurlVerbose,
     .isText = true},
    {.id = "wget-d"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Output of wget -d"),
     .extensions = "txt log"_L1,
     .sniff = looksLikeWgetDebug,
     .read = readWgetDebug,
     .isText = true},
    {.id = "python-http"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Debug output of Python's http.client"),
     .extensions = "txt log"_L1,
     .sniff = looksLikePythonHttp,
     .read = readPythonHttp,
     .isText = true},
    {.id = "okhttp"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Log of OkHttp"),
     .extensions = "txt log"_L1,
     .sniff = looksLikeOkHttp,
     .read = readOkHttp,
     .isText = true},
    {.id = "apache-wire"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Wire log of Apache HttpClient"),
     .extensions = "txt log"_L1,
     .sniff = looksLikeApacheWire,
     .read = readApacheWire,
     .isText = true},
    {.id = "devtools"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Headers copied from a browser's tools"),
     .extensions = "txt"_L1,
     .sniff = looksLikeDevToolsCopy,
     .read = readDevToolsCopy,
     .isText = true},
    {.id = "httpie"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Output of HTTPie"),
     .extensions = "txt"_L1,
     .sniff = looksLikeHttpie,
     .read = readHttpie,
     .isText = true},
    {.id = "heads"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Output of curl -iL, or pasted header blocks"),
     .extensions = "txt http"_L1,
     .sniff = looksLikeHeadBlocks,
     .read = readHeadBlocks,
     .isText = true},
};

struct Foreign {
    QByteArrayView beginning;
    const char *sentence;
};

/// Files that are given by mistake.
constexpr Foreign kForeign[] = {
    {"PK\x03\x04", "this is a ZIP archive: unpack it and take the file inside"},
    {"\x1f\x8b", "this is compressed with gzip: unpack it with gunzip"},
    {"\x28\xb5\x2f\xfd", "this is compressed with zstd: unpack it with unzstd"},
    {"%PDF-", "this is a PDF; traces cannot be read from it"},
    {"\x89PNG", "this is a picture; traces cannot be read from it"},
    {"<", "this is HTML or XML: traces are read from trace files, HARs and the output of curl"},
};

/// The files in a ZIP of Playwright; their names stand in it as they are.
bool isPlaywrightZip(const QByteArray &bytes)
{
    return bytes.startsWith("PK\x03\x04") && bytes.contains(".network") && bytes.contains(".trace");
}

/// Lengths and values of a tnetstring: "1867:9:websocket;0:~8:response;...".
bool isMitmproxyFlow(const QByteArray &bytes)
{
    const QByteArray start = bytes.first(std::min(bytes.size(), kSniffedBytes));
    return !start.isEmpty() && start[0] >= '0' && start[0] <= '9' && start.contains("11:client_conn;");
}

bool isCurlSummary(const QByteArray &bytes)
{
    return bytes.contains("\"http_code\":") && bytes.contains("\"url_effective\":");
}

QString whatItIs(const QByteArray &bytes)
{
    if (bytes.trimmed().isEmpty())
        return u"the file is empty"_s;
    if (isPlaywrightZip(bytes))
        return u"this is a ZIP archive with a trace of Playwright: unpack it and open trace.network out of it"_s;
    if (isMitmproxyFlow(bytes))
        return u"this is a flow file of mitmproxy, which is binary: write it as a HAR with mitmdump -nr FILE --set "
               "hardump=FILE.har, and open that"_s;
    if (isCurlSummary(bytes))
        return u"this is what curl -w '%{json}' writes: it has only the last request of a chain; record the chain with "
               "curl -v instead"_s;
    const auto foreign =
        std::ranges::find_if(kForeign, [&](const Foreign &each) { return bytes.startsWith(each.beginning); });
    if (foreign != std::end(kForeign))
        return QString::fromUtf8(foreign->sentence);
    if (isJson(bytes))
        return u"this is JSON, but neither a trace file nor a HAR: it has no \"hops\" and no \"log\""_s;
    if (JsonCursor(bytes).peek() == JsonType::List && readJson(bytes))
        return jsonFault(bytes, 0, {}, expectedJson(nameOf(JsonType::Object), JsonType::List));
    return u"no reader knows this file: traces are read from trace files, HARs, the output of curl -v or curl -iL, "
           "header blocks, and the logs of other clients that docs/formats.md names"_s;
}

/// Of a text that is too long its beginning tells whether it is a recording: all of it would take long.
QString whyTooLong(const QByteArray &bytes)
{
    const QByteArray start = plainRecord(bytes.first(kSniffedBytes));
    const bool isRecording =
        std::ranges::any_of(kReaders, [&](const Reader &each) { return each.isText && each.sniff(start); });
    return isRecording ? tooLongText() : whatItIs(bytes);
}

} // namespace

std::span<const Reader> readers()
{
    return kReaders;
}

Result<ReadRecord> readRecord(const QByteArray &bytes)
{
    const QByteArray whole = plainUtf8(bytes);
    const bool isJsonFile = isJsonText(whole);
    if (!isJsonFile && whole.size() > kMaxRecordedText)
        return Result<ReadRecord>::failure(whyTooLong(whole));
    const QByteArray plain = isJsonFile ? whole : plainRecord(whole);
    const auto of = [&](const Reader &each) -> const QByteArray & { return each.isText ? plain : whole; };
    const auto reader = std::ranges::find_if(kReaders, [&](const Reader &each) { return each.sniff(of(each)); });
    if (reader == std::end(kReaders))
        return Result<ReadRecord>::failure(whatItIs(whole));
    // What begins like JSON may be a text all the same.
    if (reader->isText && whole.size() > kMaxRecordedText)
        return Result<ReadRecord>::failure(tooLongText());
    return reader->read(of(*reader));
}

Result<QList<Trace>> readTraces(const QByteArray &bytes)
{
    return wholeTraces(readRecord(bytes));
}

} // namespace hopscope
