// SPDX-License-Identifier: MIT
#include "formats/formats.h"

#include "formats/har/har.h"
#include "formats/write/csv.h"
#include "formats/write/curlcommand.h"
#include "formats/write/junit.h"
#include "formats/write/markdown.h"
#include "formats/write/mermaid.h"
#include "formats/write/pcapng.h"
#include "formats/write/raw.h"
#include "formats/write/scripts.h"
#include "formats/write/tabletext.h"
#include "trace/tracejson.h"

#include <QtGlobal>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr Format kFormats[] = {
    {.id = "table"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Text table"),
     .extension = "txt"_L1,
     .write = writeTable,
     .writeAll = writeTables},
    {.id = "json"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Hopscope trace"),
     .extension = "json"_L1,
     .write = writeTrace},
    {.id = "har"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "HTTP Archive"),
     .extension = "har"_L1,
     .write = writeHar,
     .writeAll = writeHars,
     .stream = streamHars},
    {.id = "csv"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Table for spreadsheets"),
     .extension = "csv"_L1,
     .write = writeCsv,
     .writeAll = writeCsvOfAll,
     .stream = streamCsv},
    {.id = "markdown"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Markdown for a ticket"),
     .extension = "md"_L1,
     .write = writeMarkdown,
     .writeAll = writeMarkdownOfAll},
    {.id = "mermaid"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Mermaid sequence diagram"),
     .extension = "mmd"_L1,
     .write = writeMermaid},
    {.id = "curl"_L1, .title = QT_TRANSLATE_NOOP("formats", "curl commands"), .extension = "sh"_L1, .write = writeCurl},
    {.id = "fetch"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "JavaScript with fetch()"),
     .extension = "mjs"_L1,
     .write = writeFetch},
    {.id = "python"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Python with requests"),
     .extension = "py"_L1,
     .write = writePython},
    {.id = "powershell"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "PowerShell"),
     .extension = "ps1"_L1,
     .write = writePowerShell},
    {.id = "hurl"_L1, .title = QT_TRANSLATE_NOOP("formats", "Hurl file"), .extension = "hurl"_L1, .write = writeHurl},
    {.id = "raw"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Bytes on the wire"),
     .extension = "bin"_L1,
     .write = writeRaw},
    {.id = "pcapng"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Packets for Wireshark"),
     .extension = "pcapng"_L1,
     .write = writePcapng,
     .writeAll = writePcapngOfAll},
    {.id = "junit"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Findings as JUnit tests"),
     .extension = "xml"_L1,
     .write = writeJunit},
};

} // namespace

std::span<const Format> formats()
{
    return kFormats;
}

bool isBinary(const Format &format)
{
    return format.id == "raw"_L1 || format.id == "pcapng"_L1 || format.id == "png"_L1 || format.id == "pdf"_L1;
}

const Format *findFormat(QStringView id)
{
    const auto found = std::ranges::find_if(kFormats, [&](const Format &format) { return id == format.id; });
    return found == std::end(kFormats) ? nullptr : found;
}

bool writeTraces(const Format &format, const QList<Trace> &traces, const ByteSink &sink)
{
    if (format.stream)
        return format.stream(traces, sink);
    return sink(traces.size() == 1 ? format.write(traces.first()) : format.writeAll(traces));
}

} // namespace hopscope
