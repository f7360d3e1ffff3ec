// SPDX-License-Identifier: MIT
#include "formats/readers.h"

#include "formats/har/har.h"
#include "formats/record/curlverbose.h"
#include "formats/record/headblocks.h"
#include "text/jsoncursor.h"
#include "trace/tracejson.h"

#include <QStringDecoder>
#include <QtGlobal>

#include <algorithm>

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

/// Whether JSON has this member at the top, or near its beginning if it cannot be read to the end.
bool hasMember(const QByteArray &bytes, QByteArrayView name)
{
    JsonCursor in(bytes);
    bool found = false;
    in.object([&](const QByteArray &member) {
        found |= member == name;
        in.skip();
        // What follows does not matter any more.
        if (found)
            in.fail(u"found"_s);
    });
    return found || (in.failed() &&
                     bytes.first(std::min(bytes.size(), kSniffedBytes)).contains("\"" + name.toByteArray() + "\""));
}

bool isTraceFile(const QByteArray &bytes)
{
    return isJson(bytes) && (hasMember(bytes, "hops") || hasMember(bytes, "format"));
}

bool isHar(const QByteArray &bytes)
{
    return isJson(bytes) && hasMember(bytes, "log");
}

Result<QList<Trace>> readTraceFile(const QByteArray &bytes)
{
    const Result<Trace> trace = readTrace(bytes);
    return trace ? Result<QList<Trace>>({*trace}) : Result<QList<Trace>>::failure(trace.error);
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
    {.id = "curl-v"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Output of curl -v"),
     .extensions = "txt log"_L1,
     .sniff = looksLikeCurlVerbose,
     .read = readCurlVerbose},
    {.id = "heads"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Output of curl -iL, or pasted header blocks"),
     .extensions = "txt http"_L1,
     .sniff = looksLikeHeadBlocks,
     .read = readHeadBlocks},
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

/// UTF-16, as PowerShell writes the output of a command, as UTF-8; without a byte order mark at the start.
QByteArray asUtf8(const QByteArray &bytes)
{
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff")) {
        QStringDecoder decoder(QStringConverter::Utf16);
        return QString(decoder(bytes)).toUtf8();
    }
    return bytes.startsWith("\xef\xbb\xbf") ? bytes.sliced(3) : bytes;
}

QString whatItIs(const QByteArray &bytes)
{
    if (bytes.trimmed().isEmpty())
        return u"the file is empty"_s;
    const auto foreign =
        std::ranges::find_if(kForeign, [&](const Foreign &each) { return bytes.startsWith(each.beginning); });
    if (foreign != std::end(kForeign))
        return QString::fromUtf8(foreign->sentence);
    if (isJson(bytes))
        return u"this is JSON, but neither a trace file nor a HAR: it has no \"hops\" and no \"log\""_s;
    if (JsonCursor(bytes).peek() == JsonType::List && readJson(bytes))
        return jsonFault(bytes, 0, {}, expectedJson(nameOf(JsonType::Object), JsonType::List));
    return u"no reader knows this file: traces are read from trace files, HARs, the output of curl -v or curl -iL, and "
           "header blocks"_s;
}

} // namespace

std::span<const Reader> readers()
{
    return kReaders;
}

Result<QList<Trace>> readTraces(const QByteArray &bytes)
{
    const QByteArray text = asUtf8(bytes);
    const auto reader = std::ranges::find_if(kReaders, [&](const Reader &each) { return each.sniff(text); });
    return reader == std::end(kReaders) ? Result<QList<Trace>>::failure(whatItIs(text)) : reader->read(text);
}

} // namespace hopscope
