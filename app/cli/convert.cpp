// SPDX-License-Identifier: MIT
#include "app/cli/format.h"

#include "formats/readers.h"
#include "formats/redaction/marks.h"
#include "formats/write/tabletext.h"
#include "formats/write/tracefolder.h"
#include "text/terminaltext.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <numeric>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxUrlInList = 100;

/// What is whole of a file that ends in the middle, where the user wants it; else what to do about it.
Result<QList<Trace>> salvaged(const QString &path, const ReadRecord &read, bool isWanted)
{
    const auto hops = std::accumulate(read.traces.begin(), read.traces.end(), qsizetype(0),
                                      [](qsizetype sum, const Trace &trace) { return sum + trace.hops.size(); });
    const QString whole = hops == 1 ? u"1 request"_s : u"%1 requests"_s.arg(hops);
    if (!isWanted)
        return Result<QList<Trace>>::failure(
            u"%1 cannot be read to its end: %2; add --salvage to use the %3 before that"_s.arg(path, read.cutOff,
                                                                                               whole));
    printError(u"%1: only the %2 before the fault: %3"_s.arg(path, whole, read.cutOff));
    return read.traces;
}

Result<QList<Trace>> tracesIn(const QString &path, bool salvage)
{
    const Result<QByteArray> content = inputOf(path);
    if (!content)
        return Result<QList<Trace>>::failure(content.error);
    const Result<ReadRecord> read = readRecord(*content);
    if (!read)
        return Result<QList<Trace>>::failure(u"%1 cannot be read: %2"_s.arg(path, read.error));
    for (const QString &note : read->notes)
        printError(u"%1: %2"_s.arg(path, note));
    return read->cutOff.isEmpty() ? Result<QList<Trace>>(read->traces) : salvaged(path, *read, salvage);
}

/// Those of the trace files and HARs in a folder, by name. One that cannot be read is reported and left out; the notes
/// and requests of a history are no traces.
Result<QList<Trace>> tracesInFolder(const QString &path, bool salvage)
{
    const QDir folder(path);
    QList<Trace> traces;
    QStringList faults;
    int highest = 0;
    for (const QString &name : folder.entryList({u"*.json"_s, u"*.har"_s}, QDir::Files | QDir::Readable, QDir::Name)) {
        if (name.endsWith(".note.json"_L1) || name.endsWith(".request.json"_L1))
            continue;
        if (Result<QList<Trace>> more = tracesIn(folder.filePath(name), salvage)) {
            renumberMarks(*more.value, highest);
            traces += *more;
        } else {
            faults.append(more.error);
        }
    }
    if (traces.isEmpty()) {
        const QString first = faults.isEmpty() ? QString() : u" (%1)"_s.arg(faults.first());
        return Result<QList<Trace>>::failure(
            u"the folder %1 has no readable trace file (*.json) or HAR (*.har); name another folder%2"_s.arg(path,
                                                                                                             first));
    }
    for (const QString &fault : std::as_const(faults))
        printError(u"left out: "_s + fault);
    return traces;
}

/// The traces of all inputs, without those that --redirects or --trace leaves out.
Result<QList<Trace>> chosenTraces(const QCommandLineParser &parser)
{
    const bool salvage = parser.isSet(u"salvage"_s);
    QList<Trace> traces;
    int highest = 0;
    for (const QString &path : parser.positionalArguments()) {
        Result<QList<Trace>> more = QFileInfo(path).isDir() ? tracesInFolder(path, salvage) : tracesIn(path, salvage);
        if (!more)
            return more;
        renumberMarks(*more.value, highest);
        traces += *more;
    }
    if (parser.isSet(u"redirects"_s)) {
        traces.removeIf([](const Trace &trace) { return trace.hops.size() < 2; });
        if (traces.isEmpty())
            return Result<QList<Trace>>::failure(u"no trace has a redirect that was followed; leave out --redirects"_s);
    }
    if (!parser.isSet(u"trace"_s))
        return traces;
    const Result<qint64> number = numberOf(parser, u"trace"_s, 1, traces.size());
    return number ? Result<QList<Trace>>({traces.at(*number - 1)}) : Result<QList<Trace>>::failure(number.error);
}

QString listOf(const QList<Trace> &traces)
{
    QList<QStringList> rows{{u"N"_s, u"Requests"_s, u"Client"_s, u"First request"_s, u"End"_s}};
    for (const Trace &trace : traces) {
        QString first;
        QString end = QString(idOf(trace.outcome.kind));
        if (!trace.hops.isEmpty()) {
            const Request &request = trace.hops.constFirst().request;
            first = terminalText(request.method + ' ' + request.url, kMaxUrlInList);
            if (const std::optional<Response> &response = trace.hops.constLast().response)
                end = QString::number(response->status);
        }
        rows.append(
            {QString::number(rows.size()), QString::number(trace.hops.size()), terminalText(trace.client), first, end});
    }
    return alignedColumns(rows, {Qt::AlignRight, Qt::AlignRight}).join(u'\n') + u'\n';
}

bool isFolder(const QString &path)
{
    return path != u"-" && (path.endsWith(u'/') || QFileInfo(path).isDir());
}

} // namespace

void describeConvert(CommandParser &parser)
{
    parser.addPositionalArgument(
        u"IN"_s,
        u"File to read, - for standard input: a trace file, a HAR, the output of curl -v or curl -iL, or the log of "
        "another client. A folder means all trace files and HARs in it."_s);
    describeFormat(parser);
    parser.addOptions({
        {u"list"_s, u"Print only the number, first request and end of each trace."_s},
        {u"redirects"_s, u"Leave out traces of a single request."_s},
        {u"salvage"_s, u"Of a file that is cut off or broken, use the requests that are whole."_s},
        {u"trace"_s, u"Use only trace N, as numbered by --list."_s, u"N"_s},
    });
}

int runConvert(const QCommandLineParser &parser, const Clients &)
{
    if (parser.positionalArguments().isEmpty())
        return usageError(u"a file is missing; write: hopscope-cli convert IN"_s);
    const QString path = parser.value(u"output"_s);
    const bool toFolder = isFolder(path);
    const Result<const Format *> format = formatNamed(parser.value(u"format"_s));
    if (!format)
        return usageError(format.error);
    TraceOutput output(parser);
    if (!toFolder && !parser.isSet(u"list"_s)) {
        if (const QString error = output.open(); !error.isEmpty())
            return usageError(error);
    }
    const Result<QList<Trace>> traces = chosenTraces(parser);
    if (!traces)
        return usageError(traces.error);
    const QList<Trace> shown = output.shown(*traces);
    if (parser.isSet(u"list"_s))
        return print(listOf(shown).toUtf8());
    if (!toFolder)
        return output.write(shown);
    const QString input = parser.positionalArguments().constFirst();
    const QString stem = input == u"-" ? u"trace"_s : QFileInfo(input).completeBaseName();
    if (const QString error = writeTraceFolder(path, stem, **format, shown); !error.isEmpty())
        return usageError(error);
    output.sayWhatWasRemoved();
    return kExitOk;
}

} // namespace hopscope::cli
