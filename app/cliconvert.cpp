// SPDX-License-Identifier: MIT
#include "app/cliformat.h"

#include "trace/tracejson.h"

#include <QFile>

#include <cstdio>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    const bool opened = path == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (opened) {
        const QByteArray content = file.readAll();
        if (file.error() == QFileDevice::NoError)
            return content;
    }
    return Result<QByteArray>::failure(u"%1 cannot be read (%2); check the name"_s.arg(path, file.errorString()));
}

Result<Trace> traceIn(const QString &path)
{
    const Result<QByteArray> content = contentOf(path);
    if (!content)
        return Result<Trace>::failure(content.error);
    const Result<Trace> trace = readTrace(*content);
    return trace
               ? trace
               : Result<Trace>::failure(
                     u"%1 is no trace file that can be read (%2); convert reads files that trace --format json wrote"_s
                         .arg(path, trace.error));
}

} // namespace

void describeConvert(QCommandLineParser &parser)
{
    parser.addPositionalArgument(u"IN"_s, u"Trace file to read, - for standard input."_s);
    describeFormat(parser);
}

int runConvert(const QCommandLineParser &parser)
{
    if (parser.positionalArguments().isEmpty())
        return usageError(u"a trace file is missing; write: hopscope-cli convert IN"_s);
    TraceOutput output(parser);
    if (const QString error = output.open(); !error.isEmpty())
        return usageError(error);
    QList<Trace> traces;
    for (const QString &path : parser.positionalArguments()) {
        const Result<Trace> trace = traceIn(path);
        if (!trace)
            return usageError(trace.error);
        traces.append(*trace);
    }
    return output.write(output.shown(traces));
}

} // namespace hopscope::cli
